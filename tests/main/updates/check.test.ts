import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makePolicyKeys, signBytes, type UpdatePolicy } from "../../../main/policy/index.ts";
import { type CheckParts, checkForUpdate } from "../../../main/updates/index.ts";
import { type Certificates, makeCertificates } from "../../support/vendor/certificates.ts";

const folder = mkdtempSync(join(tmpdir(), "chartwell-updates-"));
const keys = makePolicyKeys();
const shelf = join(folder, "shelf");
let certificates: Certificates;
let server: Server;
let policy: UpdatePolicy;
let asked: string[] = [];

beforeAll(async () => {
  certificates = makeCertificates(folder, "updates");
  server = createServer({ key: certificates.keyPem, cert: certificates.certPem }, (request, response) => {
    const name = decodeURIComponent((request.url ?? "").replace("/chartwell/", ""));
    asked.push(name);
    const isThere = existsSync(join(shelf, name));
    response.writeHead(isThere ? 200 : 404);
    response.end(isThere ? readFileSync(join(shelf, name)) : "nothing");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;
  policy = { server: `https://localhost:${port}/chartwell`, channel: "stable", publicKey: keys.publicKey, authorities: [certificates.caPem] };
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

let root: string;
let parts: CheckParts;
let archive: Buffer;

beforeEach(() => {
  asked = [];
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(shelf);
  root = mkdtempSync(join(folder, "install-"));
  mkdirSync(join(root, "versions", "0.1.0"), { recursive: true });
  writeFileSync(join(root, "current"), "0.1.0\n");
  parts = { policy, current: "0.1.0", install: { root, version: "0.1.0" }, system: "linux-x64", work: join(root, "work") };
  archive = pack("0.2.0");
  publish({});
});

/** A release as the packages are: one folder with the program in it. */
function pack(version: string): Buffer {
  const made = mkdtempSync(join(folder, "release-"));
  mkdirSync(join(made, `chartwell-${version}`));
  writeFileSync(join(made, `chartwell-${version}`, "chartwell"), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(made, `chartwell-${version}`, "chartwell"), 0o755);
  execFileSync("tar", ["-czf", join(made, "release.tar.gz"), "-C", made, `chartwell-${version}`]);
  return readFileSync(join(made, "release.tar.gz"));
}

function publish(changes: Record<string, unknown>, privateKey = keys.privateKey): void {
  const file = { system: "linux-x64", kind: "tar.gz", name: "chartwell-0.2.0.tar.gz", bytes: archive.byteLength, sha512: sha512(archive) };
  const manifest = { format: "chartwell-update/1", channel: "stable", version: "0.2.0", publishedOn: "2026-11-20", files: [file], ...changes };
  const bytes = Buffer.from(JSON.stringify(manifest));
  writeFileSync(join(shelf, "stable.json"), bytes);
  writeFileSync(join(shelf, "stable.json.sig"), signBytes(bytes, privateKey) ?? "");
  writeFileSync(join(shelf, "chartwell-0.2.0.tar.gz"), archive);
}

const sha512 = (bytes: Buffer) => createHash("sha512").update(bytes).digest("hex");
const codeOf = async (given = parts) => {
  const outcome = await checkForUpdate(given);
  return outcome.ok ? outcome.value.kind : outcome.error.code;
};

describe("an update from the clinic's own server", () => {
  it("is fetched, verified, unpacked beside the version that runs and named the next", async () => {
    expect(await checkForUpdate(parts)).toEqual({ ok: true, value: { kind: "staged", version: "0.2.0" } });
    expect(readFileSync(join(root, "next"), "utf8")).toBe("0.2.0\n");
    expect(readFileSync(join(root, "current"), "utf8")).toBe("0.1.0\n");
    expect(readdirSync(join(root, "versions")).sort()).toEqual(["0.1.0", "0.2.0"]);
    expect(readdirSync(join(root, "work"))).toEqual([]);
    asked = [];
    expect(await codeOf()).toBe("staged");
    expect(asked).toEqual(["stable.json", "stable.json.sig"]);
  });

  const refusals: readonly (readonly [string, string, () => void])[] = [
    ["a manifest changed after signing", "update.bad-signature", () => edit("stable.json", (text) => text.replace("2026-11-20", "2026-11-21"))],
    ["a manifest signed by another key", "update.bad-signature", () => publish({}, makePolicyKeys().privateKey)],
    ["a signature cut short", "update.bad-signature", () => edit("stable.json.sig", (text) => text.slice(0, 40))],
    ["an older version, though signed", "update.older", () => publish({ version: "0.0.9" })],
    ["another channel's manifest, though signed", "update.unreadable", () => publish({ channel: "early" })],
    ["a name that leaves its folder", "update.unreadable", () => publish({ files: [{ ...file(), name: "../../etc/passwd" }] })],
    ["a file changed on the server", "update.damaged", () => overwrite(Buffer.concat([archive.subarray(0, -1), Buffer.from([1])]))],
    ["a file cut short", "update.truncated", () => overwrite(archive.subarray(0, archive.byteLength - 10))],
    ["a file longer than signed", "update.damaged", () => overwrite(Buffer.concat([archive, Buffer.alloc(10)]))],
    ["no file for this system", "update.not-there", () => publish({ files: [{ ...file(), system: "win32-x64" }] })],
    ["the file gone", "update.not-there", () => rmSync(join(shelf, "chartwell-0.2.0.tar.gz"))],
    ["no manifest", "update.not-there", () => rmSync(join(shelf, "stable.json"))],
    ["a version that failed here before", "update.failed-before", () => writeFileSync(join(root, "failed"), "0.2.0\n")],
  ];
  it.each(refusals)("refuses %s (%s), and nothing is named the next", async (_what, code, spoil) => {
    spoil();
    expect(await codeOf()).toBe(code);
    expect(existsSync(join(root, "next"))).toBe(false);
    expect(readdirSync(join(root, "versions"))).toEqual(["0.1.0"]);
  });

  it("refuses a server nobody the policy names vouches for, and a server that is away", async () => {
    expect(await codeOf({ ...parts, policy: { ...policy, authorities: [] } })).toBe("update.unreachable");
    expect(await codeOf({ ...parts, policy: { ...policy, server: "https://localhost:9/" } })).toBe("update.unreachable");
  });

  it("asks for nothing more where this is the newest, and replaces nothing a system package installed", async () => {
    publish({ version: "0.1.0" });
    expect(await codeOf()).toBe("newest");
    publish({});
    asked = [];
    expect(await codeOf({ ...parts, install: null })).toBe("by-package");
    expect(asked).toEqual(["stable.json", "stable.json.sig"]);
  });
});

const file = () => ({ system: "linux-x64", kind: "tar.gz", name: "chartwell-0.2.0.tar.gz", bytes: archive.byteLength, sha512: sha512(archive) });
const overwrite = (bytes: Buffer) => writeFileSync(join(shelf, "chartwell-0.2.0.tar.gz"), bytes);
function edit(name: string, change: (text: string) => string): void {
  writeFileSync(join(shelf, name), change(readFileSync(join(shelf, name), "utf8")));
}
