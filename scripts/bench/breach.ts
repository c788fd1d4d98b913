import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { event } from "../../main/audit/index.ts";
import { createSystemClock } from "../../main/clock.ts";
import type { Driver } from "../../main/vault/engines/load-driver.ts";
import { openDriver } from "../../main/vault/engines/sqlcipher.ts";
import { mintId } from "../../main/vault/ids.ts";
import { insertPatient } from "../../main/vault/stores/patients.ts";
import { type Vault } from "../../main/vault/vault.ts";
import { askWhoSaw, findInAudit } from "../../main/workflows/ask-audit.ts";
import { openAssessment, readBreach } from "../../main/workflows/assess-breach.ts";
import { lookForReview } from "../../main/workflows/review-access.ts";
import { PatientIdSchema, UserIdSchema } from "../../shared/domain/ids.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { openVaultAt } from "./parts/open-vault.ts";

/** A clinic of some forty clinicians over six years: every tenth event is a send. */
const size = { events: Number(process.argv[2] ?? 5_000_000), patients: 12_000, people: 40, rounds: 60, perCommit: 250_000 };
const sendEvery = 10;
const windowDays = 30;
const limitMs = 300;
const startedAtMs = Date.parse("2020-11-01T00:00:00Z");
const endedAtMs = Date.parse("2026-11-01T00:00:00Z");
const clock = createSystemClock();
const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-"));

let seed = 7;
const next = (below: number) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
};
const people = Array.from({ length: size.people }, () => mintId("usr", UserIdSchema));
const officer = {
  ...{ id: mintId("usr", UserIdSchema), username: "officer", displayName: "Bench Officer", credentials: "", role: "privacy-officer" as const },
  active: true,
};
const asking = { callerId: "bench", session: { id: "x_bench", user: officer, signedInAt: clock.now() } };
const states = ["AZ", "CA", "NV", "UT", "NM"];

function must<T>(result: Result<T, AppError>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const percentile = (values: number[], share: number) => values.sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;

async function time(work: () => unknown): Promise<number> {
  const startMs = performance.now();
  await work();
  return performance.now() - startMs;
}

/** Lays out people and patients through the vault, as the program would. */
async function seedPatients(vault: Vault): Promise<void> {
  const by = { userId: officer.id, role: officer.role, sessionId: "x_bench" };
  for (let from = 0; from < size.patients; from += 1_000) {
    const written = await vault.write(by, event("patient.registered", {}), async (tx) => {
      for (let at = from; at < Math.min(size.patients, from + 1_000); at += 1) {
        const demographics = {
          ...{ familyName: `Family${at}`, givenName: "Invented", preferredName: "", pronouns: "", bornOn: "1980-04-12", mrn: String(at) },
          ...{ phone: "", email: "", address: "1 Invented Row", stateCode: states[at % states.length] ?? "AZ", alerts: "", relatedPersons: [] },
        };
        await insertPatient(tx, { id: mintId("pat", PatientIdSchema), demographics, registeredAt: "2020-11-01T09:00:00.000Z" });
      }
      return ok(null);
    });
    must(written);
  }
}

interface Known {
  readonly id: string;
  readonly subject: string;
}

/** Fills the log and the sends over a bare connection: rows as the program writes them, without their hashing, which no question reads. */
function fill(driver: Driver): void {
  const found = driver.prepare("SELECT id, subject FROM patients").all() as Known[];
  const addUser = driver.prepare(
    "INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, created_at) VALUES (?, ?, ?, '', ?, 1, 'k', 't')",
  );
  for (const [index, id] of people.entries()) addUser.run(id, `person${index}`, `Bench Family${index}`, "clinician");
  addUser.run(officer.id, officer.username, officer.displayName, officer.role);
  const indexes = driver
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('audit_events', 'sends') AND sql IS NOT NULL")
    .all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of indexes) driver.exec(`DROP INDEX ${name}`);
  const first = Number(driver.prepare("SELECT MAX(seq) + 1 FROM audit_events").pluck(true).get());
  const addEvent = driver.prepare("INSERT INTO audit_events (seq, at, ev, actor, subject, canonical, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
  const addSend = driver.prepare(`INSERT INTO sends (id, at, user_id, patient_id, encounter_id, vendor_id, model_id, host, task, data_class, outcome,
    identifiers_replaced, bytes_sent) VALUES (?, ?, ?, ?, 'enc', 'anthropic', 'model', 'host', 'draft-note/1', ?, 'completed', 20, 6000)`);
  const acts = ["patient.opened", "note.opened", "note.saved", "encounter.opened", "patients.searched", "worklist.viewed", "draft.started"];
  driver.exec("BEGIN");
  for (let index = 0; index < size.events; index += 1) {
    const at = new Date(startedAtMs + Math.floor(((endedAtMs - startedAtMs) * index) / size.events)).toISOString();
    const actor = people[next(people.length)] ?? "";
    // A clinician sees a third of the patients for some time, then others: the ones in care move along.
    const base = Math.floor((index / size.events) * (found.length * 0.66));
    const patient = found[(base + next(Math.floor(found.length / 3))) % found.length] as Known;
    const isSend = index % sendEvery === 0;
    const ev = isSend ? "llm.request-sent" : (acts[next(acts.length)] ?? "");
    const subject = ev === "patients.searched" || ev === "worklist.viewed" ? null : patient.subject;
    const canonical = JSON.stringify({
      ...{ actor, boot: "0123456789abcdef", ev, fields: {}, inst: "bench", mono: index, out: 0, prev: "0".repeat(64), role: "clinician" },
      ...{ seq: first + index, sess: "x_01234567890123456789012345", ...(subject === null ? {} : { subj: subject }), ts: at, v: 1 },
    });
    addEvent.run(first + index, at, ev, actor, subject, canonical, "f".repeat(64));
    if (isSend) addSend.run(`snd_${index}`, at, actor, patient.id, index % 50 === 0 ? "identified" : "identifiers-removed");
    if (index % size.perCommit === size.perCommit - 1) driver.exec("COMMIT; BEGIN");
  }
  driver.exec("COMMIT");
  for (const { sql } of indexes) driver.exec(sql);
  // The newest checkpoint stands at the end, as it would: otherwise the first question would sign all of it.
  const total = first + size.events;
  const peaks = Array.from({ length: total.toString(2).replaceAll("0", "").length }, () => "ab".repeat(32)).join(" ");
  driver.prepare("INSERT INTO audit_checkpoints (size, at, note, peaks) VALUES (?, ?, 'bench', ?)").run(total, clock.now(), peaks);
}

const { vault, key, path, close } = await openVaultAt(folder, "record", { marks: false });
await seedPatients(vault);
const bare = openDriver(path, key, { create: false });
if (typeof bare === "string") throw new Error(bare);
bare.pragma("synchronous=OFF");
const fillMs = await time(() => fill(bare));
bare.pragma("wal_checkpoint(TRUNCATE)");
bare.pragma("synchronous=FULL");
bare.exec("CREATE TABLE floor_rows (at TEXT, canonical TEXT)");
const addRow = bare.prepare("INSERT INTO floor_rows VALUES ('2026-11-01T00:00:00.000Z', hex(randomblob(200)))");
console.log(
  `${size.events.toLocaleString("en-US")} events and ${(size.events / sendEvery).toLocaleString("en-US")} sends laid out in ${Math.round(fillMs / 1000)} s, ${Math.round(statSync(path).size / 1e6)} MB`,
);

/** The floor of every question: one bare statement over the same file and cipher, and one row committed, because every look is recorded. */
function timeFloor(statement: { all(...values: unknown[]): unknown }, ...values: (string | number)[]): Promise<number> {
  return time(() => {
    statement.all(...values);
    addRow.run();
  });
}

/** A window of thirty days somewhere in the six years. */
function drawStretch() {
  const from = startedAtMs + next(endedAtMs - startedAtMs - windowDays * 86_400_000);
  return { fromAt: new Date(from).toISOString(), toAt: new Date(from + windowDays * 86_400_000).toISOString() };
}

let held = true;
/** One line: ours and its floor at the 95th percentile, and whether the limit holds. */
function report(what: string, ours: number[], floor: number[]): void {
  const [mine, bottom] = [percentile(ours, 0.95), percentile(floor, 0.95)];
  held &&= mine <= limitMs;
  console.log(
    `${what.padEnd(44)} p50 ${percentile(ours, 0.5).toFixed(1).padStart(7)}  p95 ${mine.toFixed(1).padStart(7)} ms  floor ${bottom.toFixed(1).padStart(7)} ms  (<= ${limitMs}) ${mine <= limitMs ? "holds" : "FAILS"}`,
  );
}

async function breachQuery(): Promise<void> {
  const parts = { vault, clock };
  const count = bare.prepare(
    "SELECT patient_id, COUNT(*), MIN(at), MAX(at) FROM sends WHERE vendor_id = 'anthropic' AND at >= ? AND at < ? AND outcome <> 'refused' GROUP BY patient_id",
  );
  const [ours, floor, affected]: [number[], number[], number[]] = [[], [], []];
  const source = { kind: "vendor" as const, vendorId: "anthropic" as const, dataClasses: ["identifiers-removed" as const, "identified" as const] };
  for (let round = 0; round < size.rounds; round += 1) {
    const stretch = drawStretch();
    floor.push(await timeFloor(count, stretch.fromAt, stretch.toAt));
    const { id } = must(await openAssessment(parts)({ title: "Bench", source, stretch, notice: null }, asking));
    ours.push(await time(async () => affected.push(must(await readBreach(parts)({ id }, asking)).affected.patients)));
  }
  report(`breach, ${windowDays} days, ~${percentile(affected, 0.5).toLocaleString("en-US")} patients of five states`, ours, floor);
}

async function questions(): Promise<void> {
  const patients = bare.prepare("SELECT id, subject FROM patients").all() as Known[];
  const seen = bare.prepare("SELECT actor, COUNT(*) FROM audit_events WHERE subject = ? GROUP BY +actor");
  const newest = bare.prepare("SELECT canonical FROM audit_events WHERE ev = ? ORDER BY seq DESC LIMIT 200");
  const touched = bare.prepare("SELECT COUNT(*) FROM audit_events WHERE seq >= ? AND seq < ? AND +subject IS NOT NULL");
  const whole = { fromAt: new Date(startedAtMs).toISOString(), toAt: new Date(endedAtMs).toISOString() };
  const limits = { opensHour: 7, closesHour: 19, bulkCharts: 60 };
  const timeZone = "America/Phoenix";
  const [saw, sawFloor, found, foundFloor, late, lateFloor]: number[][] = [[], [], [], [], [], []];
  for (let round = 0; round < size.rounds; round += 1) {
    const { id, subject } = patients[next(patients.length)] as Known;
    const stretch = drawStretch();
    sawFloor?.push(await timeFloor(seen, subject));
    saw?.push(await time(async () => must(await askWhoSaw({ vault })({ patientId: PatientIdSchema.parse(id), stretch: whole }, asking))));
    const filter = { patientId: null, userId: null, events: ["note.saved"], refusedOnly: false, stretch };
    foundFloor?.push(await timeFloor(newest, "note.saved"));
    found?.push(await time(async () => must(await findInAudit({ vault })({ filter, beforeSeq: null, limit: 200 }, asking))));
    if (round >= size.rounds / 3) continue;
    const from = Math.floor(((Date.parse(stretch.fromAt) - startedAtMs) / (endedAtMs - startedAtMs)) * size.events);
    const span = Math.floor((size.events * windowDays) / (6 * 365));
    lateFloor?.push(await timeFloor(touched, from, from + span));
    late?.push(await time(async () => must(await lookForReview({ vault })({ kind: "bulk", stretch, limits, timeZone }, asking))));
  }
  report("who saw this patient, six years", saw ?? [], sawFloor ?? []);
  report("a page of 200 entries by act and time", found ?? [], foundFloor ?? []);
  console.log(
    `${"review of 30 days for bulk access".padEnd(44)} p50 ${percentile(late ?? [], 0.5)
      .toFixed(1)
      .padStart(7)}  p95 ${percentile(late ?? [], 0.95)
      .toFixed(1)
      .padStart(7)} ms  floor ${percentile(lateFloor ?? [], 0.95)
      .toFixed(1)
      .padStart(7)} ms`,
  );
}

await breachQuery();
await questions();
bare.close();
await close();
rmSync(folder, { recursive: true, force: true });
process.exitCode = held ? 0 : 1;
