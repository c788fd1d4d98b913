import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { makePolicyKeys } from "../../../main/policy/index.ts";
import { judgeManifest } from "../../../main/updates/manifest.ts";
import { publishUpdates } from "../../../scripts/package/publish-updates.mjs";

const folder = mkdtempSync(join(tmpdir(), "chartwell-publish-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("what is published is what the program takes, and from that key alone", async () => {
  const keys = makePolicyKeys();
  mkdirSync(join(folder, "packages"));
  writeFileSync(join(folder, "packages", "chartwell-0.1.0.tar.gz"), "a program");
  writeFileSync(join(folder, "key.pem"), keys.privateKey);
  const to = join(folder, "shelf");
  await publishUpdates(join(folder, "packages"), to, { keyFile: join(folder, "key.pem"), channel: "early" });
  const [bytes, signature] = [readFileSync(join(to, "early.json")), readFileSync(join(to, "early.json.sig"), "utf8")];
  const by = { channel: "early", current: "0.0.9", failed: null };
  const judged = judgeManifest(bytes, signature, { ...by, publicKey: keys.publicKey });
  expect(judged).toMatchObject({ ok: true, value: { version: "0.1.0", files: [{ name: "chartwell-0.1.0.tar.gz", kind: "tar.gz", bytes: 9 }] } });
  expect(readFileSync(join(to, "chartwell-0.1.0.tar.gz"), "utf8")).toBe("a program");
  expect(judgeManifest(bytes, signature, { ...by, publicKey: makePolicyKeys().publicKey })).toMatchObject({
    error: { code: "update.bad-signature" },
  });
});

it("refuses a key that is none of its kind", async () => {
  writeFileSync(join(folder, "rsa.pem"), "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n");
  await expect(publishUpdates(folder, folder, { keyFile: join(folder, "rsa.pem"), channel: "stable" })).rejects.toThrow();
});
