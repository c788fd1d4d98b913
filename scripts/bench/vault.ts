import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { event } from "../../main/audit/index.ts";
import { createSystemClock } from "../../main/clock.ts";
import { type Driver, openFile } from "../../main/vault/engines/load-driver.ts";
import { openDriver, openSqlcipher, spellRawKey } from "../../main/vault/engines/sqlcipher.ts";
import { mintId } from "../../main/vault/ids.ts";
import { chooseCost, stretchPassphrase } from "../../main/vault/keys/passphrase.ts";
import { createRecordDoor } from "../../main/vault/record-door.ts";
import { searchNotes } from "../../main/vault/stores/note-words.ts";
import { insertNote, readNote } from "../../main/vault/stores/notes.ts";
import { searchPatients } from "../../main/vault/stores/patient-index.ts";
import { insertPatient } from "../../main/vault/stores/patients.ts";
import { EncounterIdSchema, NoteIdSchema, PatientIdSchema, UserIdSchema } from "../../shared/domain/ids.ts";
import { type Note, NoteSchema } from "../../shared/domain/note.ts";
import { ok } from "../../shared/result.ts";
import { createMemoryKeychain } from "../../tests/support/memory-keychain.ts";
import { draw, inventName, inventSentence } from "./parts/invent.ts";
import { type OpenVault, openVaultAt } from "./parts/open-vault.ts";

const size = { small: 1_000, patients: 100_000, notes: Number(process.argv[2] ?? 1_000_000), rounds: 300, bulk: 20_000 };
const clinician = { userId: "usr_00000000000000000000000001", role: "clinician", sessionId: "x_bench" };
const userId = UserIdSchema.parse(clinician.userId);
const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-"));
let held = true;

/** One line of the report: our figure, the floor of the same run, and whether the ratio holds. */
function report(what: string, ours: number, floor: number, limit: number, unit: string): void {
  const ratio = ours / floor;
  const kept = ratio <= limit;
  held &&= kept;
  console.log(
    `${what.padEnd(46)} ${ours.toFixed(3).padStart(10)} ${unit.padEnd(4)} floor ${floor.toFixed(3).padStart(10)}  ratio ${ratio.toFixed(2)} (<= ${limit}) ${kept ? "holds" : "FAILS"}`,
  );
}

function reportLimit(what: string, value: number, limit: number, unit: string): void {
  const kept = value <= limit;
  held &&= kept;
  console.log(`${what.padEnd(46)} ${value.toFixed(2).padStart(10)} ${unit.padEnd(4)} (<= ${limit}) ${kept ? "holds" : "FAILS"}`);
}

const percentile = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const median = (values: number[]) => percentile(values, 0.5);

async function time(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** Alternates the two, so that whatever the machine does meanwhile falls on both. */
async function alternate(
  rounds: number,
  ours: (round: number) => unknown,
  floor: (round: number) => unknown,
): Promise<[ours: number[], floor: number[]]> {
  const [one, two]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    two.push(await time(() => floor(round)));
    one.push(await time(() => ours(round)));
  }
  return [one, two];
}

interface OpenBench extends Pick<OpenVault, "vault" | "key" | "path"> {
  readonly driver: Driver;
  close(): Promise<void>;
}

/** A vault with its second, bare connection to a file of the same cipher. */
async function openBench(name: string): Promise<OpenBench> {
  const opened = await openVaultAt(folder, name, { marks: true });
  const driver = openDriver(join(folder, `${name}-bare.db`), opened.key, { create: true });
  if (typeof driver === "string") throw new Error(driver);
  return {
    ...opened,
    driver,
    async close() {
      await opened.close();
      driver.close();
    },
  };
}

function buildPatient(index: number) {
  const id = mintId("pat", PatientIdSchema);
  const demographics = {
    ...{
      familyName: inventName(),
      givenName: inventName(),
      preferredName: "",
      bornOn: `19${40 + draw(60)}-0${1 + draw(9)}-1${draw(10)}`,
      sexAtBirth: "unknown" as const,
    },
    ...{ pronouns: "", phone: "", email: "", address: "", mrn: String(100_000 + index), relatedPersons: [] },
  };
  return { id, demographics, registeredAt: "2026-11-02T09:00:00.000Z" } as unknown as Parameters<typeof insertPatient>[1];
}

function buildNote(patientId: string, encounterId: string): Note {
  const line = () => ({
    key: `s${String(draw(1e9)).padStart(9, "0")}`,
    text: inventSentence(),
    source: "said" as const,
    lines: [1],
    review: null,
    doubts: [],
  });
  return {
    ...{ id: mintId("not", NoteIdSchema), patientId, encounterId, templateId: "soap", templateName: "SOAP", state: "draft", revision: 1 },
    sections: ["subjective", "objective", "assessment", "plan"].map((id) => ({ id, title: id, sentences: [line(), line(), line(), line()] })),
    drafter: { kind: "device", method: "bench" },
    ...{ savedAt: "2026-11-02T09:00:00.000Z", signature: null, addenda: [] },
  } as unknown as Note;
}

async function must<T>(outcome: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(settled.error.code);
  return settled.value;
}

async function writes(): Promise<void> {
  const { vault, driver, close } = await openBench("writes");
  driver.exec("CREATE TABLE events (seq INTEGER PRIMARY KEY, at TEXT, canonical TEXT, hash TEXT)");
  const insertEvent = driver.prepare("INSERT INTO events (at, canonical, hash) VALUES (?, ?, ?)");
  const [ours, floor] = await alternate(
    size.rounds,
    () => must(vault.record(clinician, event("worklist.viewed", {}))),
    () => insertEvent.run("2026-11-02T09:00:00.000Z", "x".repeat(300), "y".repeat(64)),
  );
  report("single audited write, median", median(ours), median(floor), 1.6, "ms");
  await close();
}

/** The same rows, with the same indexes, unsealed: what is left of the difference is sealing and keys. */
async function imports(): Promise<void> {
  const { vault, close } = await openBench("imports");
  const bare = await openBench("imports-floor");
  const floor = openDriver(bare.path, bare.key, { create: false });
  if (typeof floor === "string") throw new Error(floor);
  floor.exec(
    "CREATE TABLE keys (patient_id TEXT, purpose TEXT, key_id TEXT UNIQUE, created_at TEXT, wrapped BLOB, PRIMARY KEY (patient_id, purpose)) STRICT",
  );
  const patientRow = floor.prepare("INSERT INTO patients (id, subject, demographics, registered_at) VALUES (?, ?, ?, ?)");
  const indexRow = floor.prepare("INSERT OR REPLACE INTO patient_index VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const keyRow = floor.prepare("INSERT INTO keys VALUES (?, ?, ?, ?, ?)");
  const insertBare = (patient: ReturnType<typeof buildPatient>) => {
    const { familyName: family, givenName: given, bornOn, mrn } = patient.demographics;
    for (const purpose of ["record", "accounting"]) keyRow.run(patient.id, purpose, `${purpose}${patient.id}`, patient.registeredAt, wrapped);
    patientRow.run(patient.id, `s_${patient.id}`, Buffer.from(JSON.stringify(patient.demographics)), patient.registeredAt);
    indexRow.run(patient.id, family, given, "", family, given, bornOn, mrn);
  };
  const wrapped = Buffer.alloc(61, 7);
  const rounds = 5;
  const batches = Array.from({ length: rounds * 2 }, (_unused, batch) =>
    Array.from({ length: size.bulk / rounds }, (_none, index) => buildPatient(batch * size.bulk + index)),
  );
  const [ours, bareMs] = await alternate(
    rounds,
    (round) =>
      must(
        vault.write(clinician, event("patient.registered", {}), async (tx) => {
          for (const patient of batches[round] ?? []) await insertPatient(tx, patient);
          return ok(null);
        }),
      ),
    (round) => {
      floor.exec("BEGIN");
      for (const patient of batches[rounds + round] ?? []) insertBare(patient);
      floor.exec("COMMIT");
    },
  );
  report(`bulk import, ${size.bulk / rounds} patients a batch`, median(ours), median(bareMs), 1.5, "ms");
  floor.close();
  bare.close();
  await close();
}

async function reads(): Promise<void> {
  const { vault, driver, close } = await openBench("reads");
  driver.exec("CREATE TABLE notes (id TEXT PRIMARY KEY, body TEXT)");
  const insert = driver.prepare("INSERT INTO notes VALUES (?, ?)");
  const select = driver.prepare("SELECT body FROM notes WHERE id = ?");
  const ids: Note["id"][] = [];
  await must(
    vault.write(
      clinician,
      event("note.drafted", {
        noteId: mintId("not", NoteIdSchema),
        encounterId: mintId("enc", EncounterIdSchema),
        via: "bench",
        sentences: 0,
        unresolved: 0,
        restored: 0,
        invented: 0,
      }),
      async (tx) => {
        await seedClinician(tx);
        for (let index = 0; index < size.small; index += 1) {
          const patient = buildPatient(index);
          await insertPatient(tx, patient);
          const note = await seedEncounter(tx, patient.id);
          await insertNote(tx, note);
          insert.run(note.id, JSON.stringify(note));
          ids.push(note.id);
        }
        return ok(null);
      },
    ),
  );
  const passes = 40;
  const [ours, floor] = await alternate(
    10,
    () =>
      must(
        vault.read(clinician, event("note.opened", { noteId: ids[0] as string }), async (tx) => {
          for (let index = 0; index < passes * 10; index += 1) await readNote(tx, ids[draw(ids.length)] as Note["id"]);
          return ok(null);
        }),
      ),
    () => {
      for (let index = 0; index < passes * 10; index += 1)
        NoteSchema.parse(JSON.parse((select.get(ids[draw(ids.length)] as string) as { body: string }).body));
    },
  );
  report("point read of a sealed note", (1000 * median(ours)) / (passes * 10), (1000 * median(floor)) / (passes * 10), 2, "us");
  await close();
}

type WriteTx = Parameters<typeof insertPatient>[0];

async function seedClinician(tx: WriteTx): Promise<void> {
  await tx.run({
    text: "INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, created_at) VALUES (?, 'bench', 'Bench', '', 'clinician', 1, 'k', 't')",
    values: [userId],
  });
}

async function seedEncounter(tx: WriteTx, patientId: string): Promise<Note> {
  const encounterId = mintId("enc", EncounterIdSchema);
  await tx.run({
    text: `INSERT INTO encounters (id, patient_id, clinician_id, started_at, transcript_kind, turn_count, transcript, draft_state, created_at)
      VALUES (?, ?, ?, '2026-11-02T09:00:00.000Z', 'txt', 0, x'00', 'none', '2026-11-02T09:00:00.000Z')`,
    values: [encounterId, patientId, userId],
  });
  return buildNote(patientId, encounterId);
}

/** Search as it grows; the curve says whether ten times the patients cost more than a step. */
async function searches(): Promise<void> {
  const { vault, close } = await openBench("searches");
  const curve: [count: number, p95Ms: number][] = [];
  let count = 0;
  for (const target of [1_000, 10_000, size.patients]) {
    while (count < target) {
      await must(
        vault.write(clinician, event("patient.registered", {}), async (tx) => {
          for (let index = 0; index < 1_000; index += 1, count += 1) await insertPatient(tx, buildPatient(count));
          return ok(null);
        }),
      );
    }
    const samples: number[] = [];
    for (let round = 0; round < size.rounds; round += 1) {
      const typed = inventName().slice(0, 3 + draw(3));
      samples.push(
        await time(() =>
          must(vault.read(clinician, event("patients.searched", { queryLength: 3 }), async (tx) => ok(await searchPatients(tx, typed, 20)))),
        ),
      );
    }
    curve.push([target, percentile(samples, 0.95)]);
  }
  for (const [at, p95Ms] of curve) console.log(`  patient search over ${String(at).padStart(7)}: p95 ${p95Ms.toFixed(2)} ms`);
  reportLimit(`patient search over ${size.patients}, p95`, curve.at(-1)?.[1] ?? 0, 30, "ms");
  const growth = (curve[2]?.[1] ?? 0) / (curve[0]?.[1] ?? 1);
  reportLimit("its cost from 1k to 100k, no worse than log", growth, Math.log(100_000) / Math.log(1_000) + 1, "x");
  await close();
}

async function noteSearches(): Promise<void> {
  const { vault, driver, path, key, close } = await openBench("note-search");
  const patient = buildPatient(1);
  await must(
    vault.write(clinician, event("patient.registered", {}), async (tx) => {
      await seedClinician(tx);
      await insertPatient(tx, patient);
      return ok(null);
    }),
  );
  const bare = openDriver(path, key, { create: false });
  if (typeof bare === "string") throw new Error(bare);
  const note =
    bare.prepare(`INSERT INTO notes (id, encounter_id, patient_id, template_id, template_name, state, revision, body, unresolved_count, saved_at)
    VALUES (?, ?, ?, 'soap', 'SOAP', 'draft', 1, x'00', 0, '2026-11-02T09:00:00.000Z')`);
  const words = bare.prepare("INSERT INTO note_words (rowid, body) VALUES (?, ?)");
  bare.pragma("foreign_keys=OFF");
  bare.pragma("synchronous=OFF");
  for (let index = 0; index < size.notes; ) {
    bare.exec("BEGIN");
    for (let row = 0; row < 10_000 && index < size.notes; row += 1, index += 1) {
      note.run(`not_${String(index).padStart(26, "0")}`, `enc_${String(index).padStart(26, "0")}`, patient.id);
      words.run(index + 1, `${inventSentence()} ${inventSentence()} sleep`);
    }
    bare.exec("COMMIT");
  }
  bare.close();
  const kinds: Readonly<Record<string, () => string>> = {
    "a word": () => inventName(),
    "two words": () => `${inventName()} ${inventName()}`,
    "a beginning": () => inventName().slice(0, 4),
    "a word in every note": () => "sleep",
    "that and another": () => `sleep ${inventName()}`,
  };
  const samples: number[] = [];
  for (const [kind, type] of Object.entries(kinds)) {
    const own: number[] = [];
    for (let round = 0; round < size.rounds / 5; round += 1) {
      const typed = type();
      const searched = event("notes.searched", { queryLength: typed.length });
      own.push(await time(() => must(vault.read(clinician, searched, async (tx) => ok(await searchNotes(tx, typed, 20))))));
    }
    console.log(`  note search, ${kind.padEnd(22)}: p95 ${percentile([...own], 0.95).toFixed(2)} ms`);
    samples.push(...own);
  }
  reportLimit(`note search over ${size.notes}, p95`, percentile(samples, 0.95), 30, "ms");
  const [ours, floor] = await alternate(
    15,
    () => {
      const engine = openSqlcipher(path, key, { create: false });
      if (typeof engine !== "string") engine.close();
    },
    () => {
      const opened = openFile(path, { mustExist: true, readOnly: false });
      opened.pragma("cipher='sqlcipher'");
      opened.pragma("legacy=4");
      const spelled = spellRawKey(key);
      opened.key(spelled);
      opened.pragma("journal_mode=WAL");
      opened.prepare("SELECT COUNT(*) FROM sqlite_schema").all();
      opened.close();
    },
  );
  report(`open with a raw key, ${(statSync(path).size / 1e9).toFixed(1)} GB file`, median(ours), median(floor), 2, "ms");
  driver.exec("SELECT 1");
  await close();
}

async function unlock(): Promise<void> {
  const clock = createSystemClock();
  const open = { folder: join(folder, "record"), keychain: createMemoryKeychain(), clock, bootId: "bench", passphraseAllowed: false };
  const door = createRecordDoor({ ...open, workstation: "personal", careTeamOnly: false });
  await must(door.create({ clinicName: "Bench", passphrase: null }));
  await must(door.people.enrol("bench", "an invented long password"));
  await door.finish();
  const kdf = chooseCost();
  const [ours, floor] = await alternate(
    9,
    async () => {
      await door.lock();
      await must(door.enter("bench", "an invented long password"));
    },
    () => stretchPassphrase("an invented long password", kdf),
  );
  reportLimit("unlock, keychain and password", median(ours), 400, "ms");
  report("unlock beside Argon2id alone", median(ours), median(floor), 1.5, "ms");
  await door.lock();
}

try {
  await writes();
  await imports();
  await reads();
  await unlock();
  await searches();
  await noteSearches();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(held ? "Every ratio holds." : "NOT every ratio holds.");
process.exitCode = held ? 0 : 1;
