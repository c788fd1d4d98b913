import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { requestTimestamp } from "../../../main/shipping/request-timestamp.ts";
import { checkTimestamp } from "../../../main/shipping/timestamp-token.ts";
import { makeAuthority } from "../../support/certificates.ts";
import { startTsa, type Tsa } from "../../support/start-tsa.ts";

let folder: string;
let tsa: Tsa;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-tsa-"));
  tsa = await startTsa(folder);
});
afterAll(async () => {
  await tsa.stop();
  rmSync(folder, { recursive: true, force: true });
});

const note = "chartwell/audit/test\n4\noZmFLPtBnlA7HXXEtAQ7g2FXDcC5v+PpAQQvKemI9qg=\n";
const ask = (how: Parameters<Tsa["behave"]>[0], authorities = [tsa.authority.certificate]) => {
  tsa.behave(how);
  return requestTimestamp({ url: tsa.url, authorities }, note);
};

describe("a time stamp from a real authority", () => {
  it("is checked here, and by OpenSSL", async () => {
    const stamped = await ask("well");
    if (!stamped.ok) throw new Error(stamped.error.code);
    expect(Math.abs(Date.parse(stamped.value.stampedAt) - Date.now())).toBeLessThan(60_000);
    writeFileSync(join(folder, "note"), note);
    writeFileSync(join(folder, "token"), stamped.value.token);
    const words = ["ts", "-verify", "-token_in", "-in", "token", "-data", "note", "-CAfile", tsa.authority.certificateFile];
    expect(String(execFileSync("openssl", words, { cwd: folder, stdio: "pipe" }))).toContain("OK");
    expect(await checkTimestamp(stamped.value.token, `${note}.`, [tsa.authority.certificate])).toBeNull();
    expect(await checkTimestamp(stamped.value.token, note, [makeAuthority(folder, "stranger").certificate])).toBeNull();
  });

  it("carries a hash out and nothing else", async () => {
    await ask("well");
    expect(tsa.asked.at(-1)?.includes("chartwell")).toBe(false);
  });

  it.each([
    ["refuse", "anchor.timestamp-refused"],
    ["stranger", "anchor.timestamp-invalid"],
    ["other-text", "anchor.timestamp-invalid"],
    ["garbage", "anchor.timestamp-invalid"],
  ] as const)("that does not hold is refused by name: %s", async (how, code) => {
    expect(await ask(how)).toMatchObject({ ok: false, error: { code } });
  });

  it("is not asked of a server the policy's authority did not vouch for", async () => {
    expect(await ask("well", [makeAuthority(folder, "another").certificate])).toMatchObject({
      ok: false,
      error: { code: "anchor.timestamp-unreachable" },
    });
  });
});
