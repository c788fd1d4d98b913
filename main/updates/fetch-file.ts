import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { get } from "node:https";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { permitHost } from "../egress.ts";
import type { ReleaseFile } from "./manifest.ts";

/** The clinic's server, and who vouches for it. */
export interface UpdateServer {
  readonly server: string;
  readonly authorities: readonly string[];
}

const patienceMs = 30_000;
const largestTextBytes = 256 * 1024;

/** Fetches a small file whole. A redirect, a page that is none, and too much of it are refused. */
export async function fetchSmall(from: UpdateServer, name: string): Promise<Result<Uint8Array, AppError>> {
  return request(from, name, async (body) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of body) {
      const chunk = Buffer.from(piece as Uint8Array);
      bytes += chunk.byteLength;
      if (bytes > largestTextBytes) return err(failure("update.unreadable"));
      pieces.push(chunk);
    }
    return ok(new Uint8Array(Buffer.concat(pieces)));
  });
}

/** Fetches a release's file into a place of its own and holds it against the manifest's length and SHA-512 as it comes. */
export async function fetchRelease(from: UpdateServer, file: ReleaseFile, place: string): Promise<Result<null, AppError>> {
  return request(from, file.name, async (body) => {
    const hash = createHash("sha512");
    let bytes = 0;
    const measured = async function* (source: AsyncIterable<unknown>) {
      for await (const piece of source) {
        const chunk = Buffer.from(piece as Uint8Array);
        bytes += chunk.byteLength;
        if (bytes > file.bytes) throw new TooLong();
        hash.update(chunk);
        yield chunk;
      }
    };
    try {
      await pipeline(body, measured, createWriteStream(place, { mode: 0o600, flush: true }));
    } catch (error) {
      return err(failure(nameDiskFault(error)));
    }
    if (bytes < file.bytes) return err(failure("update.truncated"));
    return hash.digest("hex") === file.sha512 ? ok(null) : err(failure("update.damaged"));
  });
}

class TooLong extends Error {}

function nameDiskFault(error: unknown): AppError["code"] {
  if (error instanceof TooLong) return "update.damaged";
  const code = (error as NodeJS.ErrnoException).code ?? "";
  return code === "ENOSPC" || code === "EACCES" || code === "EROFS" ? "update.no-room" : "update.truncated";
}

/** One request to the server and no other: the host is let through for as long as it takes. */
function request<T>(from: UpdateServer, name: string, take: (body: Readable) => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> {
  const url = new URL(encodeURIComponent(name), from.server.endsWith("/") ? from.server : `${from.server}/`);
  const release = permitHost({ hostname: url.hostname, port: url.port === "" ? "443" : url.port });
  return new Promise<Result<T, AppError>>((resolve) => {
    const trust = from.authorities.length === 0 ? {} : { ca: [...from.authorities] };
    const asked = get(url, { ...trust, minVersion: "TLSv1.2", agent: false, timeout: patienceMs }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        resolve(err(failure("update.not-there")));
        return;
      }
      take(response).then(resolve, () => resolve(err(failure("update.truncated"))));
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    asked.on("error", () => resolve(err(failure("update.unreachable"))));
  }).finally(release);
}
