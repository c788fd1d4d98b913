import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { event, systemActor } from "../../../main/audit/index.ts";
import { runAudit } from "../../../main/cli/audit.ts";
import { createTestRecord, type TestRecord } from "../../support/open-test-record.ts";
import { writeSignedPolicy } from "../../support/sign-policy.ts";

let record: TestRecord;
let profile: string;
let printed: string;

beforeEach(async () => {
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await createRecord();
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await record.remove();
});

/** A record that the keychain of its workstation opens alone, so that a command needs no password. */
async function createRecord(): Promise<void> {
  record = await createTestRecord({ workstation: "shared" });
  profile = dirname(record.folder);
  const policy = join(profile, "policy.json");
  writeSignedPolicy(policy, { version: 1, owner: "Test", workstation: "shared" });
  vi.stubEnv("CHARTWELL_POLICY", policy);
  await record.door.vault.record(systemActor, event("app.stopped", {}));
  await record.door.lock();
}

const run = async (...words: string[]) => {
  printed = "";
  return runAudit(words, { profile, clock: record.clock, keychain: record.keychain });
};

describe("audit on the command line", () => {
  it("prints checkpoints, and holds the log against the file they are kept in", async () => {
    const file = join(profile, "kept.json");
    expect(await run("checkpoints")).toBe(0);
    writeFileSync(file, printed);
    expect(await run("verify", "--against", file)).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ verdict: "intact", anchoredTo: expect.any(Number) });
  });

  it("refuses another record's log and a file that does not read", async () => {
    await run("checkpoints");
    const kept = printed;
    await record.remove();
    await createRecord();
    const file = join(profile, "kept.json");
    writeFileSync(file, kept);
    expect(await run("verify", "--against", file)).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ verdict: "log-rewritten", firstBadSeq: 0 });
    writeFileSync(file, "{");
    expect(await run("verify", "--against", file)).toBe(2);
    expect(await run("prune")).toBe(2);
  });
});
