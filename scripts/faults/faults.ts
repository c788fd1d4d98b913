import {
  appendFileSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSystemClock } from "../../main/clock.ts";
import type { Keychain } from "../../main/vault/keychain.ts";
import { type House, setUpHouse, startHouse } from "./house.ts";
import { createFileKeychain } from "./keychain-file.ts";
import { type WorkerPlace, workAndKill } from "./kills.ts";
import { type Acknowledged, findLost } from "./work.ts";

/** One row of the table: what was done to the record, and what became of it. */
export interface FaultRow {
  readonly fault: string;
  readonly times: number;
  /** Everything acknowledged was there and the log verified. */
  readonly whole: number;
  /** Damage was noticed and named; by code, how often. */
  readonly named: Readonly<Record<string, number>>;
  /** Neither: this must stay empty. */
  readonly broken: readonly string[];
}

export interface FaultRun {
  readonly kills: number;
  readonly flipsPerFile: number;
  readonly cuts: number;
  /** This session's own keychain, or null for one in files. */
  readonly keychain: Keychain | null;
  said(line: string): void;
}

/** Codes that name damage with a way out; any other refusal after a fault is a defect. */
const ways =
  /^(vault\.(damaged|damaged-keys|damaged-mark|rolled-back|missing-keys|missing-file|plain-text-file|wrong-key|disk-full)|keychain\.(key-missing|unavailable|changed-backend)|backup\.\w[\w-]*)$/;

/** Runs every fault over one growing record and gives the table. */
export async function runFaults(run: FaultRun): Promise<FaultRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-faults-"));
  const place: WorkerPlace = {
    profile: join(folder, "profile"),
    keychain: run.keychain === null ? join(folder, "keychain") : "-",
    backups: join(folder, "backups"),
  };
  for (const path of [place.profile, place.backups, ...(run.keychain === null ? [place.keychain] : [])]) mkdirSync(path);
  const keychain = run.keychain ?? createFileKeychain(place.keychain);
  try {
    const house = await startHouse(place.profile, keychain, place.backups);
    await setUpHouse(house);
    await house.app.stop();
    const rows: FaultRow[] = [];
    const acknowledged: Acknowledged[] = [];
    rows.push(await killOften(run, place, keychain, acknowledged));
    rows.push(await fillDisk(run, place, keychain, acknowledged));
    rows.push(await jumpClock(place, keychain, acknowledged));
    rows.push(await revokeKeychain(place, keychain, acknowledged));
    rows.push(...(await flipBits(run, place, keychain, acknowledged)));
    rows.push(await cutLog(run, place, keychain, acknowledged));
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the record and looks at all of it: "whole", the code that names the damage, or what is wrong unnamed. */
async function judge(
  place: WorkerPlace,
  keychain: Keychain,
  changes: readonly Acknowledged[],
): Promise<{ whole: true } | { code: string } | { broken: string }> {
  let house: House;
  try {
    house = await startHouse(place.profile, keychain, place.backups);
  } catch (error) {
    return { broken: `did not start: ${(error as Error).name}` };
  }
  try {
    const status = await house.ask("app.status", {});
    if (status.state !== "ready") return name(place, status.code);
    const refused = await house.signIn("whitcombe");
    if (refused !== null) return name(place, refused);
    const lost = await findLost(house, changes);
    const code = lost.map((line) => line.split(": ").at(-1) ?? "").find((reason) => ways.test(reason));
    if (code !== undefined) return { code };
    if (lost.length > 0) return { broken: `lost: ${lost[0]}` };
    const office = await house.signIn("abara");
    if (office !== null) return name(place, office);
    const verified = await house.ask("audit.verify", {});
    return verified.intact ? { whole: true } : { code: `audit.chain-broken` };
  } catch (error) {
    return name(place, (error as Error).message);
  } finally {
    await house.app.stop();
  }
}

/** A code that names the damage; any other comes with what the program's own log says of it. */
function name(place: WorkerPlace, code: string | null): { code: string } | { broken: string } {
  if (code !== null && ways.test(code)) return { code };
  const log = join(place.profile, "logs", "chartwell.log");
  const said = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").at(-1) : "nothing";
  return { broken: `unnamed: ${code}; the log ends with ${said}` };
}

/** Collects judgements into a row. */
function openRow(fault: string) {
  const row = { fault, times: 0, whole: 0, named: {} as Record<string, number>, broken: [] as string[] };
  return {
    row,
    add(judged: Awaited<ReturnType<typeof judge>>) {
      row.times += 1;
      if ("whole" in judged) row.whole += 1;
      else if ("code" in judged) row.named[judged.code] = (row.named[judged.code] ?? 0) + 1;
      else row.broken.push(judged.broken);
    },
  };
}

/** Kill -9 at random points of mixed work; after each, what was just acknowledged is looked for, at the end all of it. */
async function killOften(run: FaultRun, place: WorkerPlace, keychain: Keychain, acknowledged: Acknowledged[]): Promise<FaultRow> {
  const { row, add } = openRow("killed (-9) in the middle of work");
  for (let round = 0; round < run.kills; round += 1) {
    const { changes, stopped } = await workAndKill(place, round * 1_000, 20 + Math.random() * 900);
    acknowledged.push(...changes);
    if (stopped !== null) row.broken.push(`the worker stopped: ${stopped}`);
    const last = round === run.kills - 1;
    add(await judge(place, keychain, last ? acknowledged : [...acknowledged.slice(-60)]));
    if (round % 20 === 19) run.said(`${round + 1} kills, ${acknowledged.length} acknowledged changes`);
  }
  return row;
}

/** A disk that is full: work stops with a code, and nothing acknowledged is missing. */
async function fillDisk(run: FaultRun, place: WorkerPlace, keychain: Keychain, acknowledged: Acknowledged[]): Promise<FaultRow> {
  const { row, add } = openRow("disk full");
  const sizeKb = Math.ceil(statSync(join(place.profile, "record", "record.db")).size / 1_024);
  for (const room of [64, 256, 1_024].slice(0, Math.max(1, Math.min(3, run.cuts)))) {
    const { changes, stopped } = await workAndKill(place, 5_000_000 + room, 20_000, sizeKb + room);
    acknowledged.push(...changes);
    if (stopped === null || !ways.test(stopped)) row.broken.push(`a full disk was not named: ${stopped}`);
    else row.named[stopped] = (row.named[stopped] ?? 0) + 1;
    add(await judge(place, keychain, acknowledged));
  }
  return row;
}

/** The wall clock a year back and ten years on: the record opens, works, and its log stays in order. */
async function jumpClock(place: WorkerPlace, keychain: Keychain, acknowledged: Acknowledged[]): Promise<FaultRow> {
  const { row, add } = openRow("clock jumps a year back and ten years on");
  for (const years of [-1, 10, 0]) {
    const system = createSystemClock();
    const jumped = () => new Date(Date.now() + years * 365 * 86_400_000).toISOString();
    const house = await startHouse(place.profile, keychain, place.backups, { ...system, now: jumped });
    const refused = await house.signIn("whitcombe");
    if (refused !== null) row.broken.push(`did not open: ${refused}`);
    await house.app.stop();
    add(await judge(place, keychain, acknowledged));
  }
  return row;
}

/** The device key taken out of the keychain: a named state; put back, the record opens. */
async function revokeKeychain(place: WorkerPlace, keychain: Keychain, acknowledged: readonly Acknowledged[]): Promise<FaultRow> {
  const { row, add } = openRow("keychain revoked, then given back");
  const house = await startHouse(place.profile, keychain, place.backups);
  await house.app.stop();
  const { readEnvelope } = await import("../../main/vault/keys/envelope.ts");
  const { locateRecord } = await import("../../main/vault/record-files.ts");
  const envelope = readEnvelope(locateRecord(join(place.profile, "record")).envelopes);
  if (typeof envelope === "string") throw new Error(envelope);
  const key = await keychain.get(envelope.keychainAccount);
  if (key === null || key === "unavailable") throw new Error("no device key");
  await keychain.remove(envelope.keychainAccount);
  add(await judge(place, keychain, acknowledged));
  await keychain.set(envelope.keychainAccount, key);
  add(await judge(place, keychain, acknowledged));
  return row;
}

const sampleSize = 300;

/** Some of many changes, the newest always among them: a spoiled copy is looked through a hundred times. */
function drawSome(changes: readonly Acknowledged[]): Acknowledged[] {
  const newest = changes.slice(-50);
  const rest = changes.slice(0, -50);
  const step = Math.max(1, Math.ceil(rest.length / sampleSize));
  return [...rest.filter((_change, index) => index % step === 0), ...newest];
}

/** A copy of the record that may be spoiled; the judgement is of the copy. */
async function spoil(place: WorkerPlace, keychain: Keychain, changes: readonly Acknowledged[], act: (record: string) => void) {
  const copy = mkdtempSync(join(tmpdir(), "chartwell-spoiled-"));
  try {
    cpSync(join(place.profile, "record"), join(copy, "record"), { recursive: true });
    act(join(copy, "record"));
    return await judge({ ...place, profile: copy }, keychain, drawSome(changes));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** One bit, anywhere, in every file of the record in turn. */
async function flipBits(run: FaultRun, place: WorkerPlace, keychain: Keychain, acknowledged: readonly Acknowledged[]): Promise<FaultRow[]> {
  const rows: FaultRow[] = [];
  for (const file of readdirSync(join(place.profile, "record")).filter(
    (entry) => statSync(join(place.profile, "record", entry)).size > 0 && entry !== "pending",
  )) {
    const { row, add } = openRow(`one bit flipped in ${file.replace(/\d+/, "N")}`);
    for (let round = 0; round < run.flipsPerFile; round += 1) {
      add(await spoil(place, keychain, acknowledged, (record) => flipOneBit(join(record, file), round === 0 ? 0.0001 : Math.random())));
    }
    rows.push(row);
  }
  return rows;
}

function flipOneBit(path: string, where: number): void {
  const at = Math.floor(statSync(path).size * where);
  const byte = Buffer.alloc(1);
  const file = openSync(path, "r+");
  readSync(file, byte, 0, 1, at);
  byte[0] = (byte[0] as number) ^ (1 << Math.floor(Math.random() * 8));
  writeSync(file, byte, 0, 1, at);
  closeSync(file);
}

/** The write-ahead log of a killed worker cut short, or with rubbish behind it. */
async function cutLog(run: FaultRun, place: WorkerPlace, keychain: Keychain, acknowledged: Acknowledged[]): Promise<FaultRow> {
  const { row, add } = openRow("write-ahead log cut short after a kill");
  const { changes } = await workAndKill(place, 9_000_000, 1_500);
  const all = [...acknowledged, ...changes];
  for (let round = 0; round < run.cuts; round += 1) {
    add(
      await spoil(place, keychain, all, (record) => {
        const log = join(record, "record.db-wal");
        const size = statSync(log).size;
        if (round % 4 === 3) appendFileSync(log, Buffer.alloc(5_000, 7));
        else truncateSync(log, Math.floor(size * Math.random()));
      }),
    );
  }
  add(await judge(place, keychain, all));
  acknowledged.push(...changes);
  return row;
}

/** The table, as printed. */
export function writeTable(rows: readonly FaultRow[]): string {
  const lines = rows.map(({ fault, times, whole, named, broken }) => {
    const names = Object.entries(named).map(([code, count]) => `${code} ${count}`);
    return `${fault.padEnd(44)} ${String(times).padStart(5)}  ${String(whole).padStart(5)}  ${(names.join(", ") || "-").padEnd(60)} ${broken.length === 0 ? "none" : broken.join("; ")}`;
  });
  return [`${"fault".padEnd(44)} times  whole  ${"noticed and named".padEnd(60)} lost or unnamed`, ...lines].join("\n");
}
