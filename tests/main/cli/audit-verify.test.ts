import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { event, systemActor } from "../../../main/audit/index.ts";
import { verifyFromCli } from "../../../main/cli/audit-verify.ts";
import { createRecordDoor } from "../../../main/vault/record-door.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createMemoryKeychain } from "../../support/memory-keychain.ts";

const clock = createFakeClock();
let profile: string;
let keychain: ReturnType<typeof createMemoryKeychain>;
let printed: string;

beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), "chartwell-cli-"));
  keychain = createMemoryKeychain();
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await createRecord();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(profile, { recursive: true, force: true });
});

async function createRecord(): Promise<void> {
  const door = createRecordDoor({ folder: join(profile, "record"), keychain, clock, bootId: "b", passphraseAllowed: false });
  await door.create(null);
  await door.vault.record(systemActor, event("app.stopped", {}));
  door.close();
}

const run = async (...words: string[]) => {
  printed = "";
  return verifyFromCli(words, { profile, clock, keychain });
};

describe("audit on the command line", () => {
  it("prints checkpoints, and holds the log against the file they are kept in", async () => {
    const file = join(profile, "kept.json");
    expect(await run("checkpoints")).toBe(0);
    writeFileSync(file, printed);
    expect(await run("verify", "--against", file)).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({ verdict: "intact", anchoredTo: 1 });
  });

  it("refuses another record's log and a file that does not read", async () => {
    const file = join(profile, "kept.json");
    await run("checkpoints");
    writeFileSync(file, printed);
    rmSync(join(profile, "record"), { recursive: true });
    keychain = createMemoryKeychain();
    clock.advance(1_000);
    await createRecord();
    expect(await run("verify", "--against", file)).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ verdict: "log-rewritten", firstBadSeq: 0 });
    writeFileSync(file, "{");
    expect(await run("verify", "--against", file)).toBe(2);
    expect(await run("prove")).toBe(2);
  });
});
