import { type RecordingId, RecordingIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Hearing } from "../recording/hear-here.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { locateSound } from "../vault/sound/sound-files.ts";
import { createSoundKeys } from "../vault/sound/spool-file.ts";
import { openSoundWriter } from "../vault/sound/write-spool.ts";
import { type KeptRecording, readRecording } from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";
import { beginRecording, continueRecording, endRecording, forgetUnstarted } from "./keep-recordings.ts";
import { showRecording } from "./show-recording.ts";
import type { Workflow } from "./workflow.ts";

export interface SessionRecorder {
  readonly calls: { readonly [N in "sound.begin" | "sound.continue" | "sound.stop"]: Workflow<N> };
  /** A recording has ended, by choice or not: written down now, or when the record opens. */
  noteEnd(recordingId: RecordingId): Promise<void>;
  /** Writes down the end of recordings that ended while the record was locked. */
  settleEnds(): Promise<void>;
}

interface RecorderParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly hearing: Pick<Hearing<never>, "run" | "makeWay">;
}

/**
 * Records a session into its sealed file. It holds the recording's public key and nothing else, so it
 * goes on while the screen is locked and the record closed, and cannot hear what it has written.
 */
export function createSessionRecorder({ door, clock, hearing }: RecorderParts): SessionRecorder {
  const { run } = hearing;
  /** Ended while the record was locked: to be written down when it opens. */
  const ended = new Map<RecordingId, string>();

  async function start(
    { id: recordingId, publicKey }: KeptRecording,
    ids: readonly string[],
    callerId: string,
  ): Outcome<{ recordingId: RecordingId }> {
    await hearing.makeWay();
    const writer = await openSoundWriter(locateSound(door.files.folder, recordingId), recordingId, publicKey);
    const started = await run.start({ recordingId, writer, ids, callerId });
    return started.ok ? ok({ recordingId }) : started;
  }

  async function settleEnds(): Promise<void> {
    for (const [recordingId, endedAt] of ended) {
      ended.delete(recordingId);
      if (!(await endRecording(door, recordingId, endedAt)).ok) ended.set(recordingId, endedAt);
    }
  }

  async function stop(recordingId: RecordingId, { session }: SignedIn) {
    await run.stop();
    return door.vault.read(nameActor(session), event("recordings.listed", {}), async (tx) => {
      const kept = await readRecording(tx, recordingId);
      return kept === null ? err(failure("sound.not-found")) : ok({ recording: showRecording(door, kept, false) });
    });
  }

  return {
    settleEnds,
    async noteEnd(recordingId) {
      ended.set(recordingId, clock.now());
      if (door.current() !== null) await settleEnds();
    },
    calls: {
      async "sound.begin"({ patientId, microphones: ids }, { session, callerId }) {
        if (run.runningId() !== null) return err(failure("sound.already-recording"));
        const by = nameActor(session);
        const [id, clinicianId] = [mintId("rec", RecordingIdSchema), session.user.id];
        const begun = { id, patientId, clinicianId, channels: ids.length, startedAt: clock.now(), stationId: null };
        const written = await beginRecording(door, by, begun, createSoundKeys());
        if (!written.ok) return written;
        const started = await start(written.value, ids, callerId);
        if (!started.ok) await forgetUnstarted(door, clock, by, id);
        return started;
      },
      async "sound.continue"({ recordingId, microphones: ids }, { session, callerId }) {
        if (run.runningId() !== null) return err(failure("sound.already-recording"));
        const found = await continueRecording(door, nameActor(session), { recordingId, channels: ids.length, stationId: null });
        return found.ok ? start(found.value, ids, callerId) : found;
      },
      async "sound.stop"(_input, asking) {
        const recordingId = run.runningId();
        return recordingId === null ? err(failure("sound.not-recording")) : stop(recordingId, asking);
      },
    },
  };
}
