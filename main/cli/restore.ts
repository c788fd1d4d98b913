import { parseArgs } from "node:util";
import { locatePolicy, readPolicy } from "../policy/index.ts";
import { findBackups } from "../vault/backup/find-backups.ts";
import { restoreFrom } from "../workflows/restore-record.ts";
import type { CliMachine } from "./machine.ts";
import { askForSecrets, prepareDoor } from "./open-record.ts";

/**
 * Restores the newest backup in a folder, or the one named, with the printed words from standard
 * input; says how long it took. Status 0 when the record stands again.
 */
export async function restoreFromCli(words: readonly string[], machine: CliMachine): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { from: { type: "string" }, name: { type: "string" } }, strict: false });
  const found = typeof values["from"] === "string" ? findBackups(values["from"]) : [];
  const backup = found.find(({ name }) => values["name"] === undefined || values["name"] === name);
  if (backup === undefined) {
    process.stderr.write("Say: restore --from FOLDER [--name BACKUP]; no whole backup was found there.\n");
    return 2;
  }
  const typed = await askForSecrets()("The 24 words of the recovery sheet: ");
  const door = prepareDoor(machine);
  await door.find();
  const { clock, keychain } = machine;
  const policy = readPolicy(locatePolicy(), clock.today());
  if (!policy.ok) {
    process.stderr.write(`Not restored (${policy.error.code}).\n`);
    return 1;
  }
  const restored = await restoreFrom({ door, clock, keychain, policy: policy.value.rules }, backup, typed.toLowerCase().match(/[a-z]+/g) ?? []);
  if (!restored.ok) {
    process.stderr.write(`Not restored (${restored.error.code}).\n`);
    return 1;
  }
  const { bytes, madeAt, tables } = backup.manifest;
  const patients = tables.find(({ table }) => table === "patients")?.rows ?? 0;
  process.stdout.write(`${JSON.stringify({ backup: backup.name, madeAt, bytes, patients, ...restored.value })}\n`);
  return 0;
}
