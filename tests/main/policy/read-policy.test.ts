import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makePolicyKeys, nameParts, readPolicy, signBytes } from "../../../main/policy/index.ts";
import { writeSignedPolicy } from "../../support/sign-policy.ts";

const today = "2026-11-23";
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-policy-"));
  path = join(folder, "policy.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const written = { version: 1, owner: "Larkspur IT", idleMinutes: 5, audit: { retentionYears: 9 } };
const read = (trustOwner = true) => readPolicy({ path, trustOwner }, today);
const codeOf = (trustOwner = true) => {
  const result = read(trustOwner);
  return result.ok ? "accepted" : result.error.code;
};

describe("a machine's policy", () => {
  it("is the defaults where nobody has laid one", () => {
    const result = read();
    expect(result).toMatchObject({ ok: true, value: { source: "default", rules: { owner: "none", idleMinutes: 10 } } });
  });

  it("counts when it is signed by the key beside it, and says what it fixes and by which key", () => {
    writeSignedPolicy(path, written);
    const result = read();
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.rules).toMatchObject({ idleMinutes: 5, audit: { retentionYears: 9 }, keychain: "required" });
    expect(result.value.given()).toEqual(["idleMinutes", "audit.retentionYears"]);
    expect(result.value.signedBy).toMatch(/^([0-9a-f]{4}-){7}[0-9a-f]{4}$/);
  });

  it.each<[string, () => void, string]>([
    ["a byte changed after signing", () => writeFileSync(path, readFileSync(path, "utf8").replace(":5", ":9")), "policy.bad-signature"],
    ["a space added after signing", () => writeFileSync(path, `${readFileSync(path, "utf8")} `), "policy.bad-signature"],
    [
      "signed by another key",
      () => writeFileSync(nameParts(path).signature, signBytes(readFileSync(path), makePolicyKeys().privateKey) ?? ""),
      "policy.bad-signature",
    ],
    ["a signature of nonsense", () => writeFileSync(nameParts(path).signature, "yes"), "policy.bad-signature"],
    ["an empty signature", () => writeFileSync(nameParts(path).signature, ""), "policy.bad-signature"],
    ["no signature", () => rmSync(nameParts(path).signature), "policy.unsigned"],
    ["no key", () => rmSync(nameParts(path).key), "policy.no-key"],
    ["a key that is none", () => writeFileSync(nameParts(path).key, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"), "policy.no-key"],
    ["the policy taken away, its key left", () => rmSync(path), "policy.missing"],
    ["not JSON, though signed", () => signText("owner: Larkspur"), "policy.unreadable"],
    ["an unknown setting", () => writeSignedPolicy(path, { ...written, colour: "green" }), "policy.unreadable"],
    ["a value out of bounds", () => writeSignedPolicy(path, { ...written, idleMinutes: 60 }), "policy.unreadable"],
    ["a newer form", () => writeSignedPolicy(path, { ...written, version: 2, colour: "green" }), "policy.newer-version"],
    ["its last day over", () => writeSignedPolicy(path, { ...written, expiresOn: "2026-11-22" }), "policy.expired"],
    ["its last day today", () => writeSignedPolicy(path, { ...written, expiresOn: today }), "accepted"],
  ])("fails closed with a name of its own: %s", (_what, spoil, code) => {
    writeSignedPolicy(path, written);
    expect(codeOf()).toBe("accepted");
    spoil();
    expect(codeOf()).toBe(code);
  });

  it.skipIf(process.getuid?.() !== 0)("must lie where only root can write: policy, signature and key alike", () => {
    for (const part of Object.values(nameParts(path))) {
      writeSignedPolicy(path, written);
      for (const each of Object.values(nameParts(path))) chmodSync(each, 0o644);
      expect(codeOf(false)).toBe("accepted");
      chmodSync(part, 0o664);
      expect(codeOf(false)).toBe("policy.untrusted-file");
      chmodSync(part, 0o644);
      chownSync(part, 1000, 1000);
      expect(codeOf(false)).toBe("policy.untrusted-file");
      rmSync(part);
    }
  });
});

function signText(text: string): void {
  const { privateKey, publicKey } = makePolicyKeys();
  writeFileSync(path, text);
  writeFileSync(nameParts(path).signature, signBytes(Buffer.from(text), privateKey) ?? "");
  writeFileSync(nameParts(path).key, publicKey);
}
