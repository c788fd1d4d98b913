import type { RecordingId } from "../../shared/domain/ids.ts";
import { type Recording, soundRate } from "../../shared/domain/sound.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { measureSound } from "../vault/sound/sound-files.ts";
import type { KeptRecording } from "../vault/stores/recordings.ts";

/** Says of a kept recording what the window shows. `runningId`: the one being recorded at this moment. */
export function showRecording(door: RecordDoor, kept: KeptRecording, runningId: RecordingId | null): Recording {
  const { id, patientId, encounterId, source, channels, startedAt, endedAt, confirmedAt } = kept;
  const lengthMs = kept.state === "open" ? Math.round((measureSound(door.files.folder, id) / soundRate) * 1000) : kept.lengthMs;
  return { id, patientId, encounterId, source, channels, startedAt, endedAt, confirmedAt, lengthMs, state: nameState(kept, runningId) };
}

function nameState(kept: KeptRecording, runningId: RecordingId | null): Recording["state"] {
  if (kept.destroyedAt !== null || kept.state === "discarded") return "destroyed";
  if (kept.state === "open") return kept.id === runningId ? "recording" : "unfinished";
  return kept.state === "closed" ? "waiting" : kept.state;
}
