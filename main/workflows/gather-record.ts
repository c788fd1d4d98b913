import type { ExportFormat } from "../../shared/domain/export.ts";
import type { ExportId, PatientId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { layOutPackage, listRecordPages, type PackageFile, packAs, type RecordContent } from "../documents/index.ts";
import type { ReadTx } from "../vault/sql.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { listConsents } from "../vault/stores/consents.ts";
import { listDisclosures } from "../vault/stores/disclosures.ts";
import { listEncountersOfPatient } from "../vault/stores/encounter-summaries.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import { readNoteOfEncounter } from "../vault/stores/notes.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { listRequests } from "../vault/stores/rights-requests.ts";
import { listSendsOfPatient } from "../vault/stores/sends.ts";
import type { Vault } from "../vault/vault.ts";
import type { Delivery } from "./delivery.ts";

export interface PackParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly delivery: Delivery;
  readonly appVersion: string;
  hash(bytes: Uint8Array): string;
}

/** A package ready to leave: its bytes, and what is said of it in the log. */
export interface PackedRecord {
  readonly bytes: Uint8Array;
  readonly summary: { readonly fileCount: number; readonly byteCount: number; readonly sha256: string };
}

/** Gathers one patient's record under audit, renders its letters and closes it as asked. */
export async function packRecord(
  parts: PackParts,
  by: Actor,
  { patientId, exportId, format, passphrase }: { patientId: PatientId; exportId: ExportId; format: ExportFormat; passphrase: string },
): Promise<Result<PackedRecord, AppError>> {
  const { vault, delivery, hash } = parts;
  const gathered = await vault.read(by, event("record.gathered", { exportId }), (tx) => gather(tx, patientId, parts));
  if (!gathered.ok) return gathered;
  const files = layOutPackage(gathered.value, await renderPages(gathered.value, delivery));
  const bytes = await packAs(format, files, passphrase);
  return ok({ bytes, summary: { fileCount: files.length, byteCount: bytes.byteLength, sha256: hash(bytes) } });
}

async function gather(tx: ReadTx, patientId: PatientId, { clock, appVersion }: PackParts): Promise<Result<RecordContent, AppError>> {
  const patient = await readPatient(tx, patientId);
  const clinic = await readClinic(tx);
  if (patient === null || clinic === null) return err(failure("patient.not-found"));
  const sessions: RecordContent["sessions"][number][] = [];
  const notes: RecordContent["notes"][number][] = [];
  for (const listing of await listEncountersOfPatient(tx, patientId)) {
    const encounter = await readEncounter(tx, listing.id);
    const note = await readNoteOfEncounter(tx, listing.id);
    const { id, startedAt, endedAt, clinicianName } = listing;
    if (encounter !== null) sessions.push({ id, startedAt, endedAt, clinicianName, kind: encounter.kind, turns: encounter.turns });
    if (note !== null) notes.push({ note, sessionStartedAt: startedAt });
  }
  const requests = await listRequests(tx, patientId);
  return ok({
    ...{ clinic, patient, sessions, notes, generatedAt: clock.now(), appVersion },
    consents: await listConsents(tx, patientId),
    sends: await listSendsOfPatient(tx, patientId),
    disclosures: await listDisclosures(tx, patientId, "0000-01-01"),
    amendments: requests.filter(({ kind }) => kind === "amendment"),
  });
}

async function renderPages(content: RecordContent, delivery: Delivery): Promise<PackageFile[]> {
  const letters: PackageFile[] = [];
  for (const { name, page, foot } of listRecordPages(content)) {
    const pdf = await delivery.renderPdf(page, { foot });
    letters.push(pdf === null ? { name: `${name}.html`, bytes: new TextEncoder().encode(page) } : { name: `${name}.pdf`, bytes: pdf });
  }
  return letters;
}
