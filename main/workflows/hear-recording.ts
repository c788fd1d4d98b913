import { z } from "zod";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { soundRate } from "../../shared/domain/sound.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { openSoundReader } from "../vault/sound/read-spool.ts";
import { locateSound } from "../vault/sound/sound-files.ts";
import { readEncounter, updateTurns } from "../vault/stores/encounters.ts";
import { readManyDemographics } from "../vault/stores/patients.ts";
import {
  listKeptSound,
  listRecordings,
  openSoundKey,
  readRecording,
  readRecordingOf,
  readSoundLines,
  writeSoundLines,
} from "../vault/stores/recordings.ts";
import { showRecording } from "./show-recording.ts";
import type { Transcribing } from "./transcribe-recording.ts";
import type { Workflow } from "./workflow.ts";

interface HearParts {
  readonly door: RecordDoor;
  /** Whether it is being recorded at this moment, here or at a workstation. */
  isRunning(id: RecordingId): boolean;
}

const NameSchema = z.object({ familyName: z.string(), givenName: z.string() });
const longestHearMs = 30_000;
const sampleBytes = 2;

/** A patient's recordings, what is running, and whether this computer can listen. */
export function listPatientRecordings({ door, isRunning }: HearParts, transcribing: Transcribing, canListen: () => boolean): Workflow<"sound.list"> {
  return ({ patientId }, { session }) =>
    door.vault.read(nameActor(session), event("recordings.listed", {}), async (tx) => {
      const recordings = (await listRecordings(tx, patientId)).map((kept) => showRecording(door, kept, isRunning(kept.id)));
      return ok({ recordings, canListen: canListen(), progress: transcribing.progress() });
    });
}

/** The recordings that wait for the clinician who asks: nobody has to remember whose session a power cut ended. */
export function listUnsettledSound({ door, isRunning }: HearParts): Workflow<"sound.unsettled"> {
  return (_input, { session }) =>
    door.vault.read(nameActor(session), event("recordings.listed", {}), async (tx) => {
      const theirs = (await listKeptSound(tx)).filter(({ clinicianId, encounterId }) => clinicianId === session.user.id && encounterId === null);
      const names = await readManyDemographics(tx, [...new Set(theirs.map(({ patientId }) => patientId))], NameSchema);
      const waiting = theirs.flatMap((kept) => {
        const name = names.get(kept.patientId);
        return name === undefined
          ? []
          : [{ recording: showRecording(door, kept, isRunning(kept.id)), patientName: `${name.familyName}, ${name.givenName}` }];
      });
      return ok({ waiting });
    });
}

/** What the sound says of a session's lines; null for a session that came from no sound. */
export function openSound({ door, isRunning }: HearParts): Workflow<"sound.open"> {
  return ({ encounterId }, { session }) =>
    door.vault.read(nameActor(session), event("recording.viewed", { encounterId }), async (tx) => {
      const kept = await readRecordingOf(tx, encounterId);
      if (kept === null) return ok(null);
      return ok({ recording: showRecording(door, kept, isRunning(kept.id)), lines: await readSoundLines(tx, kept.id) });
    });
}

/** Plays a stretch of at most 30 s: the samples cross the bridge, and no file or address of the sound exists. */
export function hearRecording({ door }: HearParts): Workflow<"sound.hear"> {
  return async ({ recordingId, fromMs, toMs }, { session }) => {
    const until = Math.min(toMs, fromMs + longestHearMs);
    const found = await door.vault.read(nameActor(session), event("recording.heard", { recordingId, fromMs, toMs: until }), async (tx) => {
      if ((await readRecording(tx, recordingId)) === null) return err(failure("sound.not-found"));
      const privateKey = await openSoundKey(tx, recordingId);
      return privateKey === null ? err(failure("sound.destroyed")) : ok(privateKey);
    });
    if (!found.ok) return found;
    const reader = await openSoundReader(locateSound(door.files.folder, recordingId), recordingId, found.value);
    if (!reader.ok) return reader;
    const [from, to] = [toSample(fromMs), Math.min(toSample(until), reader.value.samples)];
    const mixed = new Int16Array(Math.max(0, to - from));
    try {
      for await (const opened of reader.value.read(from, to)) {
        if (!opened.ok) return opened;
        const { startSample, samples, channels } = opened.value;
        for (const bytes of channels) {
          const sound = new Int16Array(bytes.buffer, 0, bytes.byteLength / sampleBytes);
          for (let at = Math.max(from, startSample); at < Math.min(to, startSample + samples); at += 1) {
            const sum = (mixed[at - from] ?? 0) + (sound[at - startSample] ?? 0);
            mixed[at - from] = Math.max(-32_768, Math.min(32_767, sum));
          }
        }
      }
    } finally {
      await reader.value.close();
    }
    return ok({ samples: new Uint8Array(mixed.buffer) });
  };
}

/** Changes what a line says, by a person's own decision; what was heard is kept beside it. */
export function correctLine({ door }: HearParts): Workflow<"sound.correctLine"> {
  return ({ encounterId, line, text }, { session }) =>
    door.vault.write(nameActor(session), event("line.corrected", { encounterId, line }), async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      const kept = await readRecordingOf(tx, encounterId);
      const before = encounter?.turns.find((turn) => turn.line === line);
      if (encounter === null || kept === null || before === undefined) return err(failure("encounter.not-found"));
      const turns = encounter.turns.map((turn) => (turn.line === line ? { ...turn, text } : turn));
      const lines = (await readSoundLines(tx, kept.id)).map((said) => {
        if (said.line !== line) return said;
        const original = said.original ?? before.text;
        const suggestions = said.suggestions.filter(({ heard }) => text.includes(heard));
        return { ...said, suggestions, original: original === text ? null : original };
      });
      await updateTurns(tx, encounter, turns);
      await writeSoundLines(tx, kept, lines);
      return ok({ turns, lines });
    });
}

function toSample(ms: number): number {
  return Math.round((ms / 1000) * soundRate);
}
