import { writeFileSync } from "node:fs";
import { permitHost } from "../../egress.ts";
import { inspectServers, type ServerInspection } from "../../vault/engines/postgres/inspect.ts";
import { writeMigration, writePreparation } from "../../vault/engines/postgres/prepare.ts";
import { usualPatience, type Way } from "../../vault/engines/postgres/session.ts";
import { findRecord } from "../../vault/find-record.ts";
import { currentSchemaVersion } from "../../vault/migrate.ts";
import { locateRecord, locateRecordFolder } from "../../vault/record-files.ts";
import type { CliMachine } from "../machine.ts";
import { askForSecrets } from "../open-record.ts";
import { readPlaceFile } from "./read-place.ts";
import { type RecordCommand, sayUsage } from "./record-command.ts";
import { makeWay, readSecret } from "./secret.ts";

const defaultOwner = "chartwell_owner";

/** Writes the statements by which the server's administrator lays a database out. */
export async function prepareServer({ options }: RecordCommand): Promise<number> {
  const { place: file, to, owner = defaultOwner } = options;
  if (file === undefined || to === undefined) return sayUsage("prepare-postgres --place FILE --to SQLFILE [--owner ROLE]");
  const place = readPlaceFile(file);
  if (typeof place === "string") return complainOfPlace(place);
  writeFileSync(to, writePreparation({ ...place, owner }));
  process.stdout.write(`Have the administrator of the server run ${to} in the database ${place.database}, then: record check --place ${file}\n`);
  return 0;
}

/** Looks at the servers of a place: one that is written down, or the record's own. Status 1 when one is not fit. */
export async function checkServers(command: RecordCommand): Promise<number> {
  const way = await findWayToCheck(command);
  if (typeof way === "string") return complainOfPlace(way);
  const inspections = await inspectServers(way, currentSchemaVersion);
  process.stdout.write(command.json ? `${JSON.stringify(inspections, null, 2)}\n` : inspections.map(printInspection).join("\n"));
  return isFit(inspections) ? 0 : 1;
}

async function findWayToCheck(command: RecordCommand): Promise<Way | string> {
  const file = command.options["place"];
  if (file === undefined) return (await findKeptWay(command.machine)) ?? "the record lies on this computer: add --place FILE";
  const place = readPlaceFile(file);
  if (typeof place === "string") return place;
  const read = await readSecret(place, command, askForSecrets());
  return "fault" in read ? read.fault : makeWay(place, read.secret);
}

/** The way to the servers the record names, its secret from the keychain; null where it names none. */
export async function findKeptWay({ profile, keychain }: CliMachine): Promise<Way | null> {
  const found = findRecord(locateRecord(locateRecordFolder(profile)));
  if (found.kind !== "record" || found.envelope.place === undefined) return null;
  const secret = await keychain.get(found.envelope.place.account);
  if (secret === null || secret === "unavailable") return null;
  return { place: found.envelope.place, secret: Buffer.from(secret).toString("utf8"), permit: permitHost, patience: usualPatience };
}

/** One server takes writes and is as it must be; standbys are reached. */
export function isFit(inspections: readonly ServerInspection[]): boolean {
  const primaries = inspections.filter(({ standing }) => standing === "primary");
  const reached = inspections.every(({ standing }) => standing === "primary" || standing === "standby");
  return primaries.length === 1 && reached && inspections.every(({ findings }) => findings.every(({ fit }) => fit));
}

function printInspection({ server, standing, findings }: ServerInspection): string {
  const lines = findings.map(({ what, found, fit }) => `  ${fit ? "ok  " : "FAIL"} ${what.padEnd(48)} ${found}`);
  return `${[`${server.host}:${server.port}  ${standing}`, ...lines].join("\n")}\n`;
}

/** Writes the statements that bring the record's server from its version of the schema to this program's. */
export async function writeMigrationFile({ machine, options }: RecordCommand): Promise<number> {
  const { to, owner = defaultOwner } = options;
  if (to === undefined) return sayUsage("migrate --to SQLFILE [--owner ROLE]");
  const way = await findKeptWay(machine);
  if (way === null) return complainOfPlace("the record names no server, or the keychain holds no secret for it");
  const inspections = await inspectServers(way, currentSchemaVersion);
  const stated = inspections.find(({ standing }) => standing === "primary")?.findings.find(({ what }) => what === "schema version")?.found;
  const version = Number.parseInt(stated ?? "", 10);
  if (Number.isNaN(version)) return complainOfPlace("no server answers that could be brought up to date");
  if (version >= currentSchemaVersion) {
    process.stdout.write(`The server's schema is of version ${version}; nothing is due.\n`);
    return 0;
  }
  writeFileSync(to, writeMigration({ ...way.place, owner }, version));
  process.stdout.write(`Have the administrator of the server run ${to} in the database ${way.place.database} while no host has the record open.\n`);
  return 0;
}

/** Says what is wrong with a place or the way to it; status 2. */
export function complainOfPlace(fault: string): number {
  process.stderr.write(`Not done: ${fault}.\n`);
  return 2;
}
