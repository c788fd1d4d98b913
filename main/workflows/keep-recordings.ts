import type { PatientId, RecordingId, StationId, UserId } from "../../shared/domain/ids.ts";
import { soundRate } from "../../shared/domain/sound.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { measureSound } from "../vault/sound/sound-files.ts";
import type { SoundKeys } from "../vault/sound/spool-file.ts";
import type { WriteTx } from "../vault/sql.ts";
import { hadConsent, hasConsent } from "../vault/stores/consents.ts";
import { destroySoundKey, insertRecording, type KeptRecording, readRecording, updateRecording } from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";

/** A recording that begins, wherever its microphones are. */
export interface BegunRecording {
  readonly id: RecordingId;
  readonly patientId: PatientId;
  readonly clinicianId: UserId;
  readonly channels: number;
  readonly startedAt: Instant;
  /** The workstation that hears it; null for the computer of the record itself. */
  readonly stationId: StationId | null;
}

/** Writes down that a recording begins: its patient's consent must be on file. */
export function beginRecording(door: RecordDoor, by: Actor, begun: BegunRecording, keys: SoundKeys): Outcome<KeptRecording> {
  const said = event("recording.begun", { recordingId: begun.id, channels: begun.channels, source: "microphone" });
  return door.vault.write(by, said, (tx) => insertBegun(tx, begun, keys));
}

/** The same inside a change of the record; what is said again after its answer was lost is there already. */
export async function insertBegun(tx: WriteTx, begun: BegunRecording, keys: SoundKeys): Outcome<KeptRecording> {
  const kept: KeptRecording = {
    ...begun,
    ...{ encounterId: null, source: "microphone", state: "open", publicKey: keys.publicKey },
    ...{ lengthMs: 0, endedAt: null, confirmedAt: null, destroyedAt: null },
  };
  const before = await readRecording(tx, begun.id);
  const isSame = before?.publicKey === keys.publicKey && before.stationId === begun.stationId;
  if (before !== null) return isSame ? ok(before) : err(failure("sound.not-found"));
  if (!(await insertRecording(tx, kept, keys.privateKey))) return err(failure("patient.not-found"));
  const agreed = await hadConsent(tx, begun.patientId, "session-recording", begun.startedAt);
  return agreed ? ok(kept) : err(failure("sound.consent-needed"));
}

/** Writes down that a recording that was cut off goes on, where it was begun: its sound lies there. */
export function continueRecording(
  door: RecordDoor,
  by: Actor,
  { recordingId, channels, stationId }: { recordingId: RecordingId; channels: number; stationId: StationId | null },
): Outcome<KeptRecording> {
  return door.vault.write(by, event("recording.begun", { recordingId, channels, source: "microphone" }), async (tx) => {
    const kept = await readRecording(tx, recordingId);
    if (kept === null || kept.state !== "open" || kept.destroyedAt !== null || kept.channels !== channels) return err(failure("sound.not-found"));
    if (kept.stationId !== stationId) return err(failure("sound.elsewhere"));
    return (await hasConsent(tx, kept.patientId, "session-recording")) ? ok(kept) : err(failure("sound.consent-needed"));
  });
}

/** Writes down that a recording has ended; whatever else became of it meanwhile stands. */
export function endRecording(door: RecordDoor, recordingId: RecordingId, endedAt: Instant): Outcome<null> {
  const lengthMs = Math.round((measureSound(door.files.folder, recordingId) / soundRate) * 1000);
  return door.vault.write(systemActor, event("recording.ended", { recordingId, lengthMs }), async (tx) => {
    const kept = await readRecording(tx, recordingId);
    if (kept?.state === "open") await updateRecording(tx, recordingId, { state: "closed", lengthMs, endedAt });
    return ok(null);
  });
}

/** Writes down that a recording never began: its microphone could not be had. */
export function forgetUnstarted(door: RecordDoor, clock: Clock, by: Actor, recordingId: RecordingId): Outcome<null> {
  const gone = event("recording.destroyed", { recordingId, reason: "not-started" });
  return door.vault.write(by, gone, async (tx) => {
    if ((await readRecording(tx, recordingId)) === null) return ok(null);
    await destroySoundKey(tx, recordingId, clock.now());
    await updateRecording(tx, recordingId, { state: "discarded" });
    return ok(null);
  });
}
