import { z } from "zod";
import {
  EncounterIdSchema,
  type PatientId,
  PatientIdSchema,
  type RecordingId,
  RecordingIdSchema,
  StationIdSchema,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import { HeardSchema, SoundBreakSchema, type SoundLine, SoundLineSchema } from "../../../shared/domain/sound.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { type ReadTx, type Sql, sql, type WriteTx } from "../sql.ts";
import { openChart } from "./patients.ts";

const RowSchema = z
  .object({
    id: RecordingIdSchema,
    patient_id: PatientIdSchema,
    clinician_id: UserIdSchema,
    encounter_id: EncounterIdSchema.nullable(),
    station_id: StationIdSchema.nullable(),
    source: z.enum(["microphone", "file"]),
    channels: z.int(),
    state: z.enum(["open", "closed", "transcribing", "transcribed", "discarded"]),
    public_key: z.string(),
    length_ms: z.int(),
    started_at: InstantSchema,
    ended_at: InstantSchema.nullable(),
    confirmed_at: InstantSchema.nullable(),
    destroyed_at: InstantSchema.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    patientId: row.patient_id,
    clinicianId: row.clinician_id,
    encounterId: row.encounter_id,
    /** The workstation that hears it, until the whole of it has come; null for the computer of the record itself. */
    stationId: row.station_id,
    source: row.source,
    channels: row.channels,
    state: row.state,
    publicKey: row.public_key,
    lengthMs: row.length_ms,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    confirmedAt: row.confirmed_at,
    destroyedAt: row.destroyed_at,
  }));
/** A recording as the record keeps it; its sound lies in a file of its own. */
export type KeptRecording = z.output<typeof RowSchema>;

/** How far a transcription has come: what was understood, and from where to go on. */
const KeptProgressSchema = z.strictObject({
  heard: z.array(HeardSchema),
  settledMs: z.int().min(0),
  breaks: z.array(SoundBreakSchema).default([]),
});
export type KeptProgress = z.infer<typeof KeptProgressSchema>;

const SealedRowSchema = z.object({ patient_id: PatientIdSchema, sealed: z.instanceof(Uint8Array).nullable() });
const selection = `SELECT id, patient_id, clinician_id, encounter_id, station_id, source, channels, state, public_key, length_ms, started_at, ended_at, confirmed_at, destroyed_at
  FROM recordings`;

/** Writes a new recording with its keys; false when there is no such patient. */
export async function insertRecording(tx: WriteTx, recording: KeptRecording, privateKey: string): Promise<boolean> {
  const { id, patientId, clinicianId, stationId, source, channels, publicKey, startedAt } = recording;
  if (!(await openChart(tx, patientId))) return false;
  const sealed = tx.keys.seal({ patientId, purpose: "sound-key", rowId: id }, privateKey);
  await tx.run(sql`INSERT INTO recordings (id, patient_id, clinician_id, station_id, source, channels, state, public_key, private_key, started_at)
    VALUES (${id}, ${patientId}, ${clinicianId}, ${stationId}, ${source}, ${channels}, 'open', ${publicKey}, ${sealed}, ${startedAt})`);
  return true;
}

/** One recording, or null. */
export async function readRecording(tx: ReadTx, id: RecordingId): Promise<KeptRecording | null> {
  const found = await tx.get({ text: `${selection} WHERE id = ?`, values: [id] }, RowSchema);
  return found !== null && (await openChart(tx, found.patientId)) ? found : null;
}

/** The recording a session came from, or null. */
export async function readRecordingOf(tx: ReadTx, encounterId: string): Promise<KeptRecording | null> {
  const found = await tx.get({ text: `${selection} WHERE encounter_id = ?`, values: [encounterId] }, RowSchema);
  return found !== null && (await openChart(tx, found.patientId)) ? found : null;
}

/** A patient's recordings, newest first. */
export async function listRecordings(tx: ReadTx, patientId: PatientId): Promise<KeptRecording[]> {
  if (!(await openChart(tx, patientId))) return [];
  return tx.all({ text: `${selection} WHERE patient_id = ? ORDER BY started_at DESC, rowid DESC`, values: [patientId] }, RowSchema);
}

/** Every recording whose sound is still kept, of any patient; nothing sealed is opened. */
export function listKeptSound(tx: ReadTx): Promise<KeptRecording[]> {
  return tx.all({ text: `${selection} WHERE destroyed_at IS NULL ORDER BY started_at, rowid`, values: [] }, RowSchema);
}

/** Recordings whose transcript was confirmed before a moment and whose sound is still kept; none of a patient whose record is on hold or asked for. */
export function listLapsedSound(tx: ReadTx, confirmedBefore: Instant): Promise<KeptRecording[]> {
  const text = `${selection} r WHERE destroyed_at IS NULL AND confirmed_at <= ?
    AND NOT EXISTS (SELECT 1 FROM legal_holds h WHERE h.patient_id = r.patient_id AND h.lifted_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM rights_requests q WHERE q.patient_id = r.patient_id AND q.state = 'open')`;
  return tx.all({ text, values: [confirmedBefore] }, RowSchema);
}

/** The private key of a recording's sound (PKCS #8, base64); null once it was destroyed. */
export async function openSoundKey(tx: ReadTx, id: RecordingId): Promise<string | null> {
  return openSealed(tx, sql`SELECT patient_id, private_key AS sealed FROM recordings WHERE id = ${id}`, {
    purpose: "sound-key",
    id,
    schema: z.string(),
  });
}

/** Says where a recording stands, and what goes with it. */
export async function updateRecording(
  tx: WriteTx,
  id: RecordingId,
  change: Partial<Pick<KeptRecording, "state" | "lengthMs" | "endedAt" | "confirmedAt" | "encounterId">>,
): Promise<void> {
  if (change.state !== undefined) await tx.run(sql`UPDATE recordings SET state = ${change.state} WHERE id = ${id}`);
  if (change.lengthMs !== undefined) await tx.run(sql`UPDATE recordings SET length_ms = ${change.lengthMs} WHERE id = ${id}`);
  if (change.endedAt !== undefined) await tx.run(sql`UPDATE recordings SET ended_at = ${change.endedAt} WHERE id = ${id}`);
  if (change.confirmedAt !== undefined) await tx.run(sql`UPDATE recordings SET confirmed_at = ${change.confirmedAt} WHERE id = ${id}`);
  if (change.encounterId !== undefined) await tx.run(sql`UPDATE recordings SET encounter_id = ${change.encounterId} WHERE id = ${id}`);
}

/** Keeps how far a transcription has come; null when it is over. */
export async function writeProgress(tx: WriteTx, { id, patientId }: KeptRecording, progress: KeptProgress | null): Promise<void> {
  const sealed = progress === null ? null : tx.keys.seal({ patientId, purpose: "sound-progress", rowId: id }, progress);
  await tx.run(sql`UPDATE recordings SET progress = ${sealed} WHERE id = ${id}`);
}

/** How far a transcription had come; null when it had not begun. */
export function readProgress(tx: ReadTx, id: RecordingId): Promise<KeptProgress | null> {
  const query = sql`SELECT patient_id, progress AS sealed FROM recordings WHERE id = ${id}`;
  return openSealed(tx, query, { purpose: "sound-progress", id, schema: KeptProgressSchema });
}

/** Keeps what the sound says of each line. */
export async function writeSoundLines(tx: WriteTx, { id, patientId }: KeptRecording, lines: readonly SoundLine[]): Promise<void> {
  const sealed = tx.keys.seal({ patientId, purpose: "sound-lines", rowId: id }, lines);
  await tx.run(sql`UPDATE recordings SET lines = ${sealed} WHERE id = ${id}`);
}

/** What the sound says of each line of its transcript. */
export async function readSoundLines(tx: ReadTx, id: RecordingId): Promise<SoundLine[]> {
  const query = sql`SELECT patient_id, lines AS sealed FROM recordings WHERE id = ${id}`;
  return (await openSealed(tx, query, { purpose: "sound-lines", id, schema: z.array(SoundLineSchema) })) ?? [];
}

/** Destroys the key of a recording's sound: what is left of its file opens to nobody. */
export async function destroySoundKey(tx: WriteTx, id: RecordingId, at: Instant): Promise<void> {
  await tx.run(sql`UPDATE recordings SET private_key = NULL, progress = NULL, destroyed_at = ${at} WHERE id = ${id}`);
}

async function openSealed<S extends z.ZodType>(
  tx: ReadTx,
  query: Sql,
  { purpose, id, schema }: { purpose: string; id: RecordingId; schema: S },
): Promise<z.output<S> | null> {
  const row = await tx.get(query, SealedRowSchema);
  if (row === null || row.sealed === null) return null;
  return tx.keys.unseal({ patientId: row.patient_id, purpose, rowId: id }, row.sealed, schema);
}
