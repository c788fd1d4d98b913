import fs, { readFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";
import { systemActor } from "../../../main/audit/index.ts";
import type { ChosenPlace } from "../../../main/vault/place.ts";
import { createFileKeychain } from "../../../scripts/faults/keychain-file.ts";
import { createFakeClock } from "../fake-clock.ts";
import { person } from "../open-test-record.ts";

/** Where in a move the program is killed: at a table's first rows of a step, or around the moment a file takes its name. */
export type Death =
  | { readonly at: "copying" | "verifying"; readonly table: string }
  | { readonly at: "before-rename" | "after-rename"; readonly file: string };

export interface DyingMove {
  readonly folder: string;
  readonly keychain: string;
  /** Null: into a file of this computer. */
  readonly target: ChosenPlace | null;
  readonly death: Death;
}

const die = () => process.kill(process.pid, "SIGKILL");
const { folder, keychain: keychainFolder, target, death }: DyingMove = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));

const rename = fs.renameSync;
let armed = false;
fs.renameSync = (from, to) => {
  const isHere = armed && "file" in death && basename(String(to)) === death.file;
  if (isHere && death.at === "before-rename") die();
  rename(from, to);
  if (isHere) die();
};
syncBuiltinESMExports();

// Read once the file system is armed: what is bound to it by name is bound anew only before it is first used.
const { createRecordDoor } = await import("../../../main/vault/record-door.ts");
const { moveRecord } = await import("../../../main/workflows/move-record.ts");

const keychain = createFileKeychain(keychainFolder);
const clock = createFakeClock();
const servers = { permit: () => () => undefined };
const open = {
  folder,
  keychain,
  clock,
  bootId: "boot-dying",
  passphraseAllowed: false,
  workstation: "personal",
  careTeamOnly: false,
  servers,
} as const;
const door = createRecordDoor(open);
const entered = await door.enter(person.username, person.password);
if (!entered.ok) throw new Error(entered.error.code);
armed = true;
const onProgress = (step: string, table: string) => {
  if ("table" in death && death.at === step && death.table === table) die();
};
const moved = await moveRecord({ door, clock, keychain, servers, bootId: "boot-dying", by: systemActor, onProgress }, target);
throw new Error(moved.ok ? "it was moved before it could die" : moved.error.code);
