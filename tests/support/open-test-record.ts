import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRecordDoor, type RecordDoor } from "../../main/vault/record-door.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMemoryKeychain, type MemoryKeychain } from "./memory-keychain.ts";

/** A real encrypted record in a folder of its own. */
export interface TestRecord {
  readonly folder: string;
  readonly clock: FakeClock;
  readonly keychain: MemoryKeychain;
  readonly door: RecordDoor;
  /** Another program start over the same files. */
  reopen(): RecordDoor;
  remove(): void;
}

/** Makes a folder, a clock and a keychain with a door before them; nothing is created yet. */
export function prepareTestRecord(options: { passphraseAllowed?: boolean } = {}): TestRecord {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-test-"));
  const clock = createFakeClock();
  const keychain = createMemoryKeychain();
  const open = () => createRecordDoor({ folder, keychain, clock, bootId: "boot-test", passphraseAllowed: options.passphraseAllowed ?? false });
  const door = open();
  return {
    folder,
    clock,
    keychain,
    door,
    reopen: open,
    remove() {
      door.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same, with the record created and open. */
export async function createTestRecord(options: { passphraseAllowed?: boolean } = {}): Promise<TestRecord & { recoveryWords: readonly string[] }> {
  const record = prepareTestRecord(options);
  const created = await record.door.create(null);
  if (!created.ok) throw new Error(created.error.code);
  return { ...record, recoveryWords: created.value.recoveryWords };
}
