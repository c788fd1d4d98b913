import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { StationIdSchema } from "../../shared/domain/ids.ts";
import { StationSchema } from "../../shared/domain/station.ts";
import { type AppError, AppErrorSchema, failure } from "../../shared/errors.ts";
import { err, type Result } from "../../shared/result.ts";
import { type Key, seal, unseal } from "../vault/keys/seal.ts";
import { locateHostFolder } from "./identity.ts";

/** What an administrator may ask of a running host from its own computer. */
export const ControlSchema = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("status") }),
  z.strictObject({ ask: z.literal("offer") }),
  z.strictObject({ ask: z.literal("revoke"), stationId: StationIdSchema }),
]);
export type Control = z.output<typeof ControlSchema>;

/** What it answers. */
export const ControlledSchema = z.strictObject({
  fingerprint: z.string(),
  port: z.int(),
  record: z.string(),
  stations: z.array(StationSchema.extend({ isHere: z.boolean() })),
  code: z.strictObject({ code: z.string(), until: z.string() }).nullable(),
});
export type Controlled = z.output<typeof ControlledSchema>;

const ReplySchema = z.union([
  z.strictObject({ ok: z.literal(true), value: ControlledSchema }),
  z.strictObject({ ok: z.literal(false), error: AppErrorSchema }),
]);

const largestBytes = 1024 * 1024;
const patienceMs = 10_000;

/**
 * Listens on a socket of this computer alone. Whoever asks shows by sealing it that they may read this
 * account's keychain; a pipe's own permissions are not relied upon.
 */
export async function openControl(parts: {
  profile: string;
  controlKey: Key;
  answer(asked: Control): Promise<Result<Controlled, AppError>>;
}): Promise<{ close(): void }> {
  const path = nameSocket(parts.profile);
  if (process.platform !== "win32") rmSync(path, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on("error", () => socket.destroy());
    void readAll(socket)
      .then(async (bytes) => {
        const opened = unseal(parts.controlKey, "control/ask", bytes);
        const asked = opened === null ? null : ControlSchema.safeParse(JSON.parse(opened.toString("utf8")));
        if (asked?.success !== true) return socket.destroy();
        const reply = await parts.answer(asked.data);
        return socket.end(seal(parts.controlKey, "control/answer", Buffer.from(JSON.stringify(reply), "utf8")));
      })
      .catch(() => socket.destroy());
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return { close: () => server.close() };
}

/** Asks the host that runs on this computer. */
export async function askHost(profile: string, controlKey: Key, asked: Control): Promise<Result<Controlled, AppError>> {
  try {
    const socket = connect(nameSocket(profile));
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.end(seal(controlKey, "control/ask", Buffer.from(JSON.stringify(asked), "utf8")));
    const opened = unseal(controlKey, "control/answer", await readAll(socket));
    const parsed = ReplySchema.safeParse(opened === null ? null : JSON.parse(opened.toString("utf8")));
    return parsed.success ? parsed.data : err(failure("host.not-running"));
  } catch {
    // Nobody listens, or it ended meanwhile: to whoever asks both are a host that does not run.
    return err(failure("host.not-running"));
  }
}

/** Everything the other side says before it ends; its end leaves ours open to answer. */
function readAll(socket: Socket): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    socket.on("data", (piece) => {
      length += piece.byteLength;
      if (length > largestBytes) socket.destroy();
      else pieces.push(piece);
    });
    socket.once("end", () => resolve(Buffer.concat(pieces)));
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("cut off")));
  });
}

/** A pipe on Windows; elsewhere a socket beside the record, or, where that path is too long for one, in the system's temporary folder. */
function nameSocket(profile: string): string {
  const mark = createHash("sha256").update(profile).digest("hex").slice(0, 16);
  if (process.platform === "win32") return `\\\\.\\pipe\\chartwell-host-${mark}`;
  const beside = join(locateHostFolder(profile), "control.sock");
  return beside.length < 100 ? beside : join(tmpdir(), `chartwell-${mark}.sock`);
}
