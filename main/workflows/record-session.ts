import { type PatientId, type RecordingId, RecordingIdSchema } from "../../shared/domain/ids.ts";
import { longestRecordingMs, type Microphone, type RecordingLevel, type RecordingTrouble, soundRate } from "../../shared/domain/sound.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Announce } from "../ipc/announce.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { locateSound, measureSound } from "../vault/sound/sound-files.ts";
import { createSoundKeys } from "../vault/sound/spool-file.ts";
import { openSoundWriter, type SoundWriter } from "../vault/sound/write-spool.ts";
import { hasConsent } from "../vault/stores/consents.ts";
import { destroySoundKey, insertRecording, type KeptRecording, readRecording, updateRecording } from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";
import { showRecording } from "./show-recording.ts";
import type { OpenWorkflow, Workflow } from "./workflow.ts";

/** What comes from the microphones. */
export type FromMicrophones =
  | { readonly kind: "samples"; readonly channels: readonly Uint8Array[] }
  | { readonly kind: "level"; readonly levels: readonly number[]; readonly clipping: readonly boolean[] }
  | { readonly kind: "gone"; readonly gone: boolean };

/** The machine's microphones, wherever they are heard. */
export interface Microphones {
  list(): Promise<Microphone[]>;
  /** Begins to hear the chosen ones; false when one of them cannot be had. */
  start(ids: readonly string[], take: (message: FromMicrophones) => void): Promise<boolean>;
  pause(paused: boolean): void;
  /** Stops hearing; what was heard to the last moment has been given before it answers. */
  stop(): Promise<void>;
}

export interface SessionRecorder {
  readonly calls: {
    "sound.microphones": Workflow<"sound.microphones">;
    "sound.begin": Workflow<"sound.begin">;
    "sound.continue": Workflow<"sound.continue">;
    "sound.pause": Workflow<"sound.pause">;
    "sound.stop": Workflow<"sound.stop">;
    "sound.standing": OpenWorkflow<"sound.standing">;
  };
  runningId(): RecordingId | null;
  /** Ends the running recording in good order, as before the program leaves. */
  finish(): Promise<void>;
  /** Writes down the end of recordings that ended while the record was locked. */
  settleEnds(): Promise<void>;
}

interface Running {
  readonly recordingId: RecordingId;
  readonly callerId: string;
  readonly writer: SoundWriter;
  readonly lastLoudMs: number[];
  troubles: Set<RecordingTrouble>;
  paused: boolean;
  stretches: number;
  level: RecordingLevel;
}

/** Below the one a person is told, below the other nothing more is written. */
const warnRoomBytes = 1024 ** 3;
const leastRoomBytes = 256 * 1024 ** 2;
const lookEveryStretches = 10;
/** Quieter than this, 0 to 1, nobody is speaking into the microphone. */
const silentBelow = 0.01;

/**
 * Records a session into its sealed file. It holds the recording's public key and nothing else, so it
 * goes on while the screen is locked and the record closed, and cannot hear what it has written.
 */
export function createSessionRecorder(parts: { door: RecordDoor; clock: Clock; microphones: Microphones; announce: Announce }): SessionRecorder {
  const { door, clock, microphones, announce } = parts;
  let running: Running | null = null;
  /** Ended while the record was locked: to be written down when it opens. */
  const ended = new Map<RecordingId, string>();
  const toMs = (samples: number): number => Math.round((samples / soundRate) * 1000);

  async function start(kept: KeptRecording, ids: readonly string[], callerId: string): Outcome<{ recordingId: RecordingId }> {
    const { id: recordingId, publicKey } = kept;
    const writer = await openSoundWriter(locateSound(door.files.folder, recordingId), recordingId, publicKey);
    if ((await writer.measureRoom()) < leastRoomBytes) {
      await writer.close();
      return err(failure("sound.disk-nearly-full"));
    }
    const now = clock.monotonicMs();
    const quiet = { recordedMs: toMs(writer.samples()), paused: false, levels: [], clipping: [], silentMs: [], troubles: [] };
    const lastLoudMs = ids.map(() => now);
    running = { recordingId, callerId, writer, lastLoudMs, troubles: new Set(), paused: false, stretches: 0, level: quiet };
    if (await microphones.start(ids, (message) => void take(message))) return ok({ recordingId });
    running = null;
    await writer.close();
    return err(failure("sound.no-microphone"));
  }

  async function take(message: FromMicrophones): Promise<void> {
    const now = running;
    if (now === null) return;
    if (message.kind === "level") tell(now, message.levels, message.clipping);
    else if (message.kind === "gone") setTrouble(now, "microphone-gone", message.gone);
    else {
      const written = await now.writer.append(message.channels);
      if (!written.ok) return end(written.error.code);
      await lookAround(now);
    }
  }

  async function lookAround(now: Running): Promise<void> {
    now.stretches += 1;
    if (toMs(now.writer.samples()) >= longestRecordingMs) return end("sound.too-long");
    if (now.stretches % lookEveryStretches !== 1) return;
    const room = await now.writer.measureRoom();
    setTrouble(now, "disk-nearly-full", room < warnRoomBytes);
    if (room < leastRoomBytes) await end("sound.disk-nearly-full");
  }

  function setTrouble(now: Running, trouble: RecordingTrouble, there: boolean): void {
    if (there) now.troubles.add(trouble);
    else now.troubles.delete(trouble);
  }

  function tell(now: Running, levels: readonly number[], clipping: readonly boolean[]): void {
    const at = clock.monotonicMs();
    levels.forEach((level, channel) => {
      if (level >= silentBelow || now.paused) now.lastLoudMs[channel] = at;
    });
    now.level = {
      recordedMs: toMs(now.writer.samples()),
      paused: now.paused,
      levels: [...levels],
      clipping: [...clipping],
      silentMs: levels.map((_level, channel) => Math.round(at - (now.lastLoudMs[channel] ?? at))),
      troubles: [...now.troubles],
    };
    announce(now.callerId, "sound.level", { level: now.level, code: null });
  }

  /** Ends the running recording: everything heard is on the disk; the record is told now, or when it opens. */
  async function end(code: ErrorCode | null): Promise<void> {
    const now = running;
    if (now === null) return;
    running = null;
    ended.set(now.recordingId, clock.now());
    await now.writer.close();
    announce(now.callerId, "sound.level", { level: null, code });
    if (door.current() !== null) await settleEnds();
    if (code !== null) await microphones.stop();
  }

  /** Stops the microphones first, while what they still hold can be taken. */
  async function finish(): Promise<void> {
    if (running === null) return;
    await microphones.stop();
    await end(null);
  }

  async function settleEnds(): Promise<void> {
    for (const [recordingId, endedAt] of ended) {
      const lengthMs = toMs(measureSound(door.files.folder, recordingId));
      const written = await door.vault.write(systemActor, event("recording.ended", { recordingId, lengthMs }), async (tx) => {
        if ((await readRecording(tx, recordingId)) !== null) await updateRecording(tx, recordingId, { state: "closed", lengthMs, endedAt });
        return ok(null);
      });
      if (written.ok) ended.delete(recordingId);
    }
  }

  async function begin(patientId: PatientId, ids: readonly string[], { session, callerId }: SignedIn): Outcome<{ recordingId: RecordingId }> {
    if (running !== null) return err(failure("sound.already-recording"));
    const by = nameActor(session);
    const { publicKey, privateKey } = createSoundKeys();
    const kept: KeptRecording = {
      id: mintId("rec", RecordingIdSchema),
      patientId,
      clinicianId: session.user.id,
      encounterId: null,
      source: "microphone",
      channels: ids.length,
      state: "open",
      publicKey,
      lengthMs: 0,
      startedAt: clock.now(),
      endedAt: null,
      confirmedAt: null,
      destroyedAt: null,
    };
    const begun = event("recording.begun", { recordingId: kept.id, channels: kept.channels, source: kept.source });
    const written = await door.vault.write(by, begun, async (tx) => {
      if (!(await insertRecording(tx, kept, privateKey))) return err(failure("patient.not-found"));
      return (await hasConsent(tx, patientId, "session-recording")) ? ok(null) : err(failure("sound.consent-needed"));
    });
    if (!written.ok) return written;
    const started = await start(kept, ids, callerId);
    if (!started.ok) await forgetUnstarted(by, kept.id);
    return started;
  }

  async function forgetUnstarted(by: Actor, recordingId: RecordingId): Outcome<null> {
    return door.vault.write(by, event("recording.destroyed", { recordingId, reason: "not-started" }), async (tx) => {
      await readRecording(tx, recordingId);
      await destroySoundKey(tx, recordingId, clock.now());
      await updateRecording(tx, recordingId, { state: "discarded" });
      return ok(null);
    });
  }

  async function goOn(
    recordingId: RecordingId,
    ids: readonly string[],
    { session, callerId }: SignedIn,
  ): Promise<Result<{ recordingId: RecordingId }, AppError>> {
    if (running !== null) return err(failure("sound.already-recording"));
    const begun = event("recording.begun", { recordingId, channels: ids.length, source: "microphone" });
    const found = await door.vault.write(nameActor(session), begun, async (tx) => {
      const kept = await readRecording(tx, recordingId);
      if (kept === null || kept.state !== "open" || kept.destroyedAt !== null || kept.channels !== ids.length) return err(failure("sound.not-found"));
      return (await hasConsent(tx, kept.patientId, "session-recording")) ? ok(kept) : err(failure("sound.consent-needed"));
    });
    return found.ok ? start(found.value, ids, callerId) : found;
  }

  return {
    runningId: () => running?.recordingId ?? null,
    finish,
    settleEnds,
    calls: {
      "sound.microphones": async () => ok({ microphones: await microphones.list() }),
      "sound.begin": ({ patientId, microphones: ids }, asking) => begin(patientId, ids, asking),
      "sound.continue": ({ recordingId, microphones: ids }, asking) => goOn(recordingId, ids, asking),
      async "sound.pause"({ paused }) {
        if (running === null) return err(failure("sound.not-recording"));
        running.paused = paused;
        microphones.pause(paused);
        return ok({});
      },
      async "sound.stop"(_input, { session }) {
        const recordingId = running?.recordingId ?? null;
        if (recordingId === null) return err(failure("sound.not-recording"));
        await finish();
        return door.vault.read(nameActor(session), event("recordings.listed", {}), async (tx) => {
          const kept = await readRecording(tx, recordingId);
          return kept === null ? err(failure("sound.not-found")) : ok({ recording: showRecording(door, kept, null) });
        });
      },
      "sound.standing": async () => ok({ level: running?.level ?? null }),
    },
  };
}
