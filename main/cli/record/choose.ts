import { writeChosenPlace } from "../../vault/chosen-place.ts";
import { inspectServers } from "../../vault/engines/postgres/inspect.ts";
import { findRecord } from "../../vault/find-record.ts";
import { currentSchemaVersion } from "../../vault/migrate.ts";
import type { ChosenPlace } from "../../vault/place.ts";
import { locateRecord, locateRecordFolder } from "../../vault/record-files.ts";
import { renewPlace } from "../../vault/renew-place.ts";
import { askForSecrets, complain, prepareDoor } from "../open-record.ts";
import { complainOfPlace, isFit } from "./administer.ts";
import { readPlaceFile } from "./read-place.ts";
import { type RecordCommand, sayUsage } from "./record-command.ts";
import { keepSecret, makeWay, readSecret } from "./secret.ts";

/** Says where a record that is yet to be made is to lie: set-up on this computer lays it down there. */
export async function chooseServer(command: RecordCommand): Promise<number> {
  const { machine } = command;
  if (findRecord(locateRecord(locateRecordFolder(machine.profile))).kind !== "nothing")
    return complainOfPlace("there is a record already: move it with record move --to postgres");
  const chosen = await readChosen(command, "choose --place FILE [--private-key FILE]", askForSecrets());
  if (typeof chosen === "number") return chosen;
  writeChosenPlace(machine.profile, chosen);
  process.stdout.write("A record that is set up on this computer is laid down on that server.\n");
  return 0;
}

/** Points the record at its servers anew: changed hosts, a new password, a new certificate. */
export async function setServer(command: RecordCommand): Promise<number> {
  const { machine, options } = command;
  const usage = "set-server --place FILE --user NAME [--private-key FILE]";
  if (options["user"] === undefined) return sayUsage(usage);
  const ask = askForSecrets();
  const password = await ask("Password: ");
  const chosen = await readChosen(command, usage, ask);
  if (typeof chosen === "number") return chosen;
  const door = prepareDoor(machine);
  await door.find();
  const renewed = await renewPlace({ door, keychain: machine.keychain }, { username: options["user"], password }, chosen);
  await door.lock();
  if (renewed.ok) return 0;
  await machine.keychain.remove(chosen.account);
  return complain(renewed.error);
}

/** A place that was written down, found fit, its secret in the keychain; or the status to end with. */
export async function readChosen(command: RecordCommand, usage: string, ask: (prompt: string) => Promise<string>): Promise<ChosenPlace | number> {
  const file = command.options["place"];
  if (file === undefined) return sayUsage(usage);
  const place = readPlaceFile(file);
  if (typeof place === "string") return complainOfPlace(place);
  const read = await readSecret(place, command, ask);
  if ("fault" in read) return complainOfPlace(read.fault);
  const inspections = await inspectServers(makeWay(place, read.secret), currentSchemaVersion);
  if (!isFit(inspections)) return complainOfPlace("a server is not as it must be: record check --place says what");
  return (await keepSecret(place, read.secret, command.machine)) ?? complainOfPlace("no keychain answers that could keep the secret");
}
