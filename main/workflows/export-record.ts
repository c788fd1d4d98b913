import { ExportIdSchema, type PatientId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { layOutPackage, type PackageFile, packEncrypted, type RecordContent, writeNoteLetter } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { ReadTx } from "../vault/sql.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { listConsents } from "../vault/stores/consents.ts";
import { listEncountersOfPatient } from "../vault/stores/encounter-summaries.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import { readNoteOfEncounter } from "../vault/stores/notes.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { listSendsOfPatient } from "../vault/stores/sends.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

/** Whether pages carry their number; letters to many people in one document must not. */
export type PageNumbers = "numbered" | "unnumbered";

/** Where a package goes: the person chooses, the shell writes. */
export interface Delivery {
  /** Asks for a place; null when the person changed their mind. */
  choosePlace(suggestedName: string): Promise<string | null>;
  /** Asks for a folder, as for backups; null when the person changed their mind. */
  chooseFolder(): Promise<string | null>;
  /** Writes whole or not at all. */
  write(place: string, bytes: Uint8Array): Promise<Result<null, AppError>>;
  /** Renders HTML as a tagged PDF; null where no renderer is at hand (a headless run). */
  renderPdf(html: string, pages?: PageNumbers): Promise<Uint8Array | null>;
}

interface ExportParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  readonly delivery: Delivery;
  readonly appVersion: string;
  drawPassphrase(): string;
  hash(bytes: Uint8Array): string;
}

/** Writes one patient's record as an encrypted package to a place the person chooses (164.524). */
export function exportRecord(parts: ExportParts): Workflow<"records.export"> {
  const { vault, reauthenticate, delivery, drawPassphrase, hash } = parts;
  return async ({ patientId, password }, { session }) => {
    const by = nameActor(session);
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const exportId = mintId("exp", ExportIdSchema);
    const gathered = await vault.read(by, event("record.gathered", { exportId }), (tx) => gather(tx, patientId, parts));
    if (!gathered.ok) return gathered;
    const place = await delivery.choosePlace("patient-record.zip");
    if (place === null) return err(failure("export.cancelled"));
    const files = layOutPackage(gathered.value, await renderLetters(gathered.value, delivery));
    const passphrase = drawPassphrase();
    const bytes = await packEncrypted(files, passphrase);
    const summary = { fileCount: files.length, byteCount: bytes.byteLength, sha256: hash(bytes) };
    const exported = event("record.exported", { exportId, files: files.length, bytes: bytes.byteLength, sha256: summary.sha256 });
    // The row comes first: a package that left without a row is what an investigator must never find.
    const recorded = await vault.write(by, exported, async (tx) => {
      await readPatient(tx, patientId);
      return ok(null);
    });
    if (!recorded.ok) return recorded;
    const written = await delivery.write(place, bytes);
    return written.ok ? ok({ ...summary, passphrase }) : written;
  };
}

async function gather(tx: ReadTx, patientId: PatientId, { clock, appVersion }: ExportParts): Promise<Result<RecordContent, AppError>> {
  const patient = await readPatient(tx, patientId);
  const clinic = await readClinic(tx);
  if (patient === null || clinic === null) return err(failure("patient.not-found"));
  const sessions: RecordContent["sessions"][number][] = [];
  const notes: RecordContent["notes"][number][] = [];
  for (const listing of await listEncountersOfPatient(tx, patientId)) {
    const encounter = await readEncounter(tx, listing.id);
    const note = await readNoteOfEncounter(tx, listing.id);
    const { startedAt, endedAt, clinicianName } = listing;
    if (encounter !== null) sessions.push({ startedAt, endedAt, clinicianName, turns: encounter.turns });
    if (note !== null) notes.push({ note, sessionStartedAt: startedAt });
  }
  const consents = await listConsents(tx, patientId);
  const sends = await listSendsOfPatient(tx, patientId);
  return ok({ clinic, patient, consents, sessions, notes, sends, generatedAt: clock.now(), appVersion });
}

async function renderLetters(content: RecordContent, delivery: Delivery): Promise<PackageFile[]> {
  const letters: PackageFile[] = [];
  for (const [index, { note, sessionStartedAt }] of content.notes.entries()) {
    const page = writeNoteLetter(content.clinic, content.patient, note, sessionStartedAt).toString();
    const name = `notes/${String(index + 1).padStart(3, "0")}`;
    const pdf = await delivery.renderPdf(page);
    letters.push(pdf === null ? { name: `${name}.html`, bytes: new TextEncoder().encode(page) } : { name: `${name}.pdf`, bytes: pdf });
  }
  return letters;
}
