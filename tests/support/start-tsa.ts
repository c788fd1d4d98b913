import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type Issued, issue, makeAuthority } from "./certificates.ts";

/** A real time-stamping authority, OpenSSL's, behind HTTPS. */
export interface Tsa {
  readonly url: string;
  readonly authority: Issued;
  /** Lets it sign with another certificate, answer something else, or not at all. */
  behave(how: "well" | "refuse" | "stranger" | "other-text" | "garbage"): void;
  readonly asked: Buffer[];
  stop(): Promise<void>;
}

/** Starts one with invented certificates in a folder. */
export async function startTsa(folder: string): Promise<Tsa> {
  const authority = makeAuthority(folder, "tsa-root");
  const signer = issue(folder, authority, "tsa", ["keyUsage=critical,digitalSignature", "extendedKeyUsage=critical,timeStamping"]);
  const stranger = makeAuthority(folder, "tsa-stranger");
  const other = issue(folder, stranger, "other-tsa", ["keyUsage=critical,digitalSignature", "extendedKeyUsage=critical,timeStamping"]);
  const web = issue(folder, authority, "tsa-web", ["subjectAltName=DNS:localhost", "extendedKeyUsage=serverAuth"]);
  writeFileSync(join(folder, "serial"), "01\n");
  let how: Parameters<Tsa["behave"]>[0] = "well";
  const asked: Buffer[] = [];
  const stamp = (query: Buffer) => {
    const by = how === "stranger" ? other : signer;
    const config = ["[tsa]", "default_tsa=one", "[one]", `serial=${join(folder, "serial")}`, "crypto_device=builtin", "signer_digest=sha256"];
    const policy = ["default_policy=1.2.3.4.1", `digests=${how === "refuse" ? "sha512" : "sha256"}`, "accuracy=secs:1", "ess_cert_id_alg=sha256"];
    writeFileSync(join(folder, "tsa.cnf"), [...config, ...policy, ""].join("\n"));
    writeFileSync(join(folder, "query.tsq"), query);
    const files = [
      "-config",
      "tsa.cnf",
      "-queryfile",
      "query.tsq",
      "-signer",
      by.certificateFile,
      "-inkey",
      by.keyFile,
      "-chain",
      authority.certificateFile,
    ];
    execFileSync("openssl", ["ts", "-reply", ...files, "-out", "reply.tsr"], { cwd: folder, stdio: "pipe" });
    return readFileSync(join(folder, "reply.tsr"));
  };
  const server: Server = createServer({ cert: web.certificate, key: web.key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const query = Buffer.concat(chunks);
      asked.push(query);
      response.setHeader("content-type", "application/timestamp-reply");
      if (how === "garbage") response.end("no token");
      else if (how === "other-text") response.end(stamp(alterImprint(query)));
      else response.end(stamp(query));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/tsa`,
    authority,
    asked,
    behave(next) {
      how = next;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The same question about another hash. */
function alterImprint(query: Buffer): Buffer {
  const altered = Buffer.from(query);
  const at = altered.indexOf(Buffer.from("0420", "hex")) + 2;
  altered[at] = (altered[at] ?? 0) ^ 0xff;
  return altered;
}
