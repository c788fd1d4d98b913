import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "../../main/audit/index.ts";
import type { ServerPorts } from "../../main/vault/engine-parts.ts";
import type { ChosenPlace } from "../../main/vault/place.ts";
import { createRecordDoor, type RecordDoor } from "../../main/vault/record-door.ts";
import { choosePlace } from "./engine-under-test.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMemoryKeychain, type MemoryKeychain } from "./memory-keychain.ts";

/** A real encrypted record in a folder of its own. */
export interface TestRecord {
  readonly folder: string;
  readonly clock: FakeClock;
  readonly keychain: MemoryKeychain;
  readonly door: RecordDoor;
  /** Another program start over the same files. */
  reopen(changes?: Settings): RecordDoor;
  remove(): Promise<void>;
}

interface Settings {
  readonly passphraseAllowed?: boolean;
  readonly workstation?: "personal" | "shared";
  readonly careTeamOnly?: boolean;
  readonly chosenPlace?: ChosenPlace | null;
  readonly servers?: ServerPorts;
}

/** The one person whose secret opens a test record. */
export const person = { username: "whitcombe", password: "an invented long password" };

/** A clinician, for acts that are not the program's own. */
export const clinician: Actor = { userId: "usr_00000000000000000000000001", role: "clinician", sessionId: "x_test" };

/** Makes a folder, a clock and a keychain with a door before them; nothing is created yet. */
export function prepareTestRecord(settings: Settings = {}, keychain = createMemoryKeychain()): TestRecord {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-test-"));
  const clock = createFakeClock();
  const open = (changes: Settings = {}) =>
    createRecordDoor({
      folder: join(folder, "record"),
      keychain,
      clock,
      bootId: "boot-test",
      passphraseAllowed: false,
      workstation: "personal",
      careTeamOnly: false,
      ...settings,
      ...changes,
    });
  const door = open();
  return {
    folder: join(folder, "record"),
    clock,
    keychain,
    door,
    reopen: open,
    async remove() {
      await door.lock();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same, with the record created, one person enrolled, and open. */
export async function createTestRecord(
  settings: Settings = {},
  keychain = createMemoryKeychain(),
): Promise<TestRecord & { recoveryWords: readonly string[] }> {
  const record = prepareTestRecord({ chosenPlace: await choosePlace(keychain), ...settings }, keychain);
  const created = await record.door.create({ clinicName: "Larkspur Counseling", passphrase: null });
  if (!created.ok) throw new Error(created.error.code);
  const enrolled = await record.door.people.enrol(person.username, person.password);
  if (!enrolled.ok) throw new Error(enrolled.error.code);
  await record.door.finish();
  return { ...record, recoveryWords: created.value.recoveryWords };
}
