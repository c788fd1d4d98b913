import { type Recording, soundRate } from "../../shared/domain/sound.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { measureArriving } from "../vault/sound/arriving-files.ts";
import { measureSound } from "../vault/sound/sound-files.ts";
import type { KeptRecording } from "../vault/stores/recordings.ts";

/** Says of a kept recording what the window shows. `running`: it is being recorded at this moment. */
export function showRecording(door: RecordDoor, kept: KeptRecording, running: boolean): Recording {
  const { id, patientId, encounterId, source, channels, startedAt, endedAt, confirmedAt } = kept;
  const lengthMs = kept.state === "open" ? Math.round((measureOpen(door.files.folder, kept) / soundRate) * 1000) : kept.lengthMs;
  return { id, patientId, encounterId, source, channels, startedAt, endedAt, confirmedAt, lengthMs, state: nameState(kept, running) };
}

function measureOpen(folder: string, { id: recordingId, stationId }: KeptRecording): number {
  return stationId === null ? measureSound(folder, recordingId) : measureArriving(folder, { stationId, recordingId });
}

function nameState(kept: KeptRecording, running: boolean): Recording["state"] {
  if (kept.destroyedAt !== null || kept.state === "discarded") return "destroyed";
  if (kept.state === "open") return running ? "recording" : "unfinished";
  return kept.state === "closed" ? "waiting" : kept.state;
}
