import { type EncounterId, EncounterIdSchema, type RecordingId } from "../../shared/domain/ids.ts";
import { type SoundBreak, soundRate } from "../../shared/domain/sound.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Announce } from "../ipc/announce.ts";
import { nameActor } from "../session.ts";
import type { AskListener } from "../speech/ask-listener.ts";
import type { HeardTranscript } from "../transcripts/index.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { openSoundReader, type SoundReader } from "../vault/sound/read-spool.ts";
import { locateSound, measureSound } from "../vault/sound/sound-files.ts";
import { insertEncounter } from "../vault/stores/encounters.ts";
import {
  type KeptProgress,
  type KeptRecording,
  listKeptSound,
  openSoundKey,
  readProgress,
  readRecording,
  updateRecording,
  writeProgress,
  writeSoundLines,
} from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";
import { feedRecording } from "./feed-recording.ts";
import type { Workflow } from "./workflow.ts";

export interface TranscribeParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly announce: Announce;
  /** Starts a listening process with a pack loaded; `speech.pack-missing` where there is none. */
  openListener(): Promise<{ ok: true; value: { listener: AskListener; packId: string } } | { ok: false; error: AppError }>;
  /** Brings together what a workstation that is gone for good has sent; `sound.elsewhere` while it may still bring the rest. */
  settleArrival(id: RecordingId): Outcome<null>;
  readHeard(
    heard: KeptProgress["heard"],
    channels: number,
    breaks: readonly SoundBreak[],
  ): { ok: true; value: HeardTranscript } | { ok: false; error: AppError };
}

/** Transcribes recordings, one at a time, in a process of its own. */
export interface Transcribing {
  readonly calls: {
    "sound.transcribe": Workflow<"sound.transcribe">;
    "sound.cancelTranscribing": Workflow<"sound.cancelTranscribing">;
  };
  progress(): { recordingId: RecordingId; doneMs: number; msLeft: number | null } | null;
  /** Goes on with what a crash or a lock cut off. */
  resumeIfDue(): Promise<void>;
  /** Stops and waits until it has stopped; what was understood is kept. */
  stop(): Promise<void>;
}

interface Running {
  readonly recordingId: RecordingId;
  readonly abort: AbortController;
  readonly done: Promise<void>;
  doneMs: number;
  msLeft: number | null;
}

/** The room where recordings become transcripts. */
export function createTranscribing(parts: TranscribeParts): Transcribing {
  const { door, clock, announce, openListener, readHeard } = parts;
  let running: Running | null = null;
  let looked = false;
  /** The window that asked; after a lock nobody has. */
  let asker: string | null = null;

  function tell(recordingId: RecordingId, over: { encounterId?: EncounterId; code?: ErrorCode } = {}): void {
    const { doneMs = 0, msLeft = null } = running ?? {};
    if (asker !== null)
      announce(asker, "sound.progress", { recordingId, doneMs, msLeft, encounterId: over.encounterId ?? null, code: over.code ?? null });
  }

  function start(kept: KeptRecording): void {
    const abort = new AbortController();
    let settle: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      settle = resolve;
    });
    running = { recordingId: kept.id, abort, done, doneMs: 0, msLeft: null };
    void transcribe(kept, abort.signal)
      .then((outcome) => {
        running = null;
        looked = false;
        if (outcome.ok) tell(kept.id, outcome.value);
        else tell(kept.id, { code: outcome.error.code });
      })
      .finally(() => {
        running = null;
        settle();
      });
  }

  async function transcribe(kept: KeptRecording, signal: AbortSignal): Outcome<{ encounterId: EncounterId; code?: ErrorCode }> {
    const opened = await openSound(kept);
    if (!opened.ok) return settleFailure(kept, opened.error);
    const { reader, progress } = opened.value;
    const started = clock.monotonicMs();
    const listening = await openListener();
    if (!listening.ok) {
      await reader.close();
      return settleFailure(kept, listening.error);
    }
    const { listener, packId } = listening.value;
    try {
      const fed = await feedRecording({
        listener,
        reader,
        from: progress,
        startedAtMs: Date.parse(kept.startedAt),
        channels: kept.channels,
        signal,
        onProgress: (doneMs, perMs) => noteProgress(kept.id, doneMs, perMs, reader.samples),
        keep: (reached) => keepProgress(kept, reached),
      });
      if (!fed.ok) return settleFailure(kept, fed.error);
      const written = await writeTranscript(kept, fed.value, { packId, durationMs: Math.round(clock.monotonicMs() - started) });
      return written.ok && fed.value.damaged ? ok({ ...written.value, code: "sound.damaged" }) : written;
    } finally {
      listener.kill();
      await reader.close();
    }
  }

  function noteProgress(recordingId: RecordingId, doneMs: number, perMs: number | null, samples: number): void {
    if (running === null) return;
    running.doneMs = doneMs;
    running.msLeft = perMs === null ? null : Math.max(0, Math.round(((samples / soundRate) * 1000 - doneMs) * perMs));
    tell(recordingId);
  }

  async function openSound(kept: KeptRecording): Outcome<{ reader: SoundReader; progress: KeptProgress }> {
    const found = await door.vault.read(systemActor, event("recordings.listed", {}), async (tx) => {
      await readRecording(tx, kept.id);
      return ok({ privateKey: await openSoundKey(tx, kept.id), progress: await readProgress(tx, kept.id) });
    });
    if (!found.ok) return found;
    const { privateKey, progress } = found.value;
    if (privateKey === null) return err(failure("sound.destroyed"));
    const reader = await openSoundReader(locateSound(door.files.folder, kept.id), kept.id, privateKey);
    return reader.ok ? ok({ reader: reader.value, progress: progress ?? { heard: [], settledMs: 0, breaks: [] } }) : reader;
  }

  async function keepProgress(kept: KeptRecording, reached: KeptProgress): Outcome<null> {
    if (door.current() === null) return ok(null);
    const progressed = event("recording.progressed", { recordingId: kept.id, doneMs: reached.settledMs });
    return door.vault.write(systemActor, progressed, async (tx) => {
      if ((await readRecording(tx, kept.id)) === null) return err(failure("sound.not-found"));
      await writeProgress(tx, kept, reached);
      return ok(null);
    });
  }

  /** A failure leaves the recording as it was before, to be tried again; a stop leaves it to be gone on with. */
  async function settleFailure(kept: KeptRecording, error: AppError): Outcome<never> {
    if (error.code !== "speech.cancelled" && door.current() !== null) {
      await door.vault.write(systemActor, event("recording.progressed", { recordingId: kept.id, doneMs: 0 }), async (tx) => {
        if ((await readRecording(tx, kept.id)) !== null) await updateRecording(tx, kept.id, { state: "closed" });
        return ok(null);
      });
    }
    return err(error);
  }

  async function writeTranscript(
    kept: KeptRecording,
    { heard, breaks }: Pick<KeptProgress, "heard" | "breaks">,
    { packId, durationMs }: { packId: string; durationMs: number },
  ): Outcome<{ encounterId: EncounterId }> {
    const read = readHeard(heard, kept.channels, breaks);
    if (!read.ok) return settleFailure(kept, read.error);
    const { kind, turns, lines } = read.value;
    const encounterId = mintId("enc", EncounterIdSchema);
    const endedAt = kept.endedAt ?? new Date(Date.parse(kept.startedAt) + kept.lengthMs).toISOString();
    const { patientId, clinicianId, startedAt } = kept;
    const unsure = lines.filter(({ marks }) => marks.includes("unsure")).length;
    const flagged = lines.filter(({ marks }) => marks.includes("listen-again")).length;
    const done = event("recording.transcribed", {
      recordingId: kept.id,
      encounterId,
      pack: packId,
      turns: turns.length,
      unsure,
      flagged,
      durationMs,
    });
    return door.vault.write(systemActor, done, async (tx) => {
      const encounter = { id: encounterId, patientId, clinicianId, startedAt, endedAt, kind, turns, createdAt: clock.now() };
      if (!(await insertEncounter(tx, encounter))) return err(failure("patient.not-found"));
      await writeSoundLines(tx, kept, lines);
      await writeProgress(tx, kept, null);
      await updateRecording(tx, kept.id, { state: "transcribed", encounterId });
      return ok({ encounterId });
    });
  }

  async function stop(): Promise<void> {
    looked = false;
    running?.abort.abort();
    await running?.done;
  }

  return {
    stop,
    progress: () => (running === null ? null : { recordingId: running.recordingId, doneMs: running.doneMs, msLeft: running.msLeft }),
    async resumeIfDue() {
      if (running !== null || looked || door.state().kind !== "open") return;
      looked = true;
      const left = await door.vault.read(systemActor, event("recordings.listed", {}), async (tx) => ok(await listKeptSound(tx)));
      const next = left.ok ? left.value.find(({ state }) => state === "transcribing") : undefined;
      if (next !== undefined && running === null) start(next);
    },
    calls: {
      async "sound.transcribe"({ recordingId }, { session, callerId }) {
        if (running !== null) return err(failure("speech.busy"));
        const arrived = await parts.settleArrival(recordingId);
        if (!arrived.ok) return arrived;
        const lengthMs = Math.round((measureSound(door.files.folder, recordingId) / soundRate) * 1000);
        const found = await door.vault.write(nameActor(session), event("transcription.begun", { recordingId }), async (tx) => {
          const kept = await readRecording(tx, recordingId);
          if (kept === null || kept.encounterId !== null) return err(failure("sound.not-found"));
          if (kept.destroyedAt !== null) return err(failure("sound.destroyed"));
          await updateRecording(tx, recordingId, { state: "transcribing", lengthMs });
          return ok({ ...kept, lengthMs });
        });
        if (!found.ok) return found;
        asker = callerId;
        start(found.value);
        return ok({});
      },
      async "sound.cancelTranscribing"(_input, { session }) {
        const recordingId = running?.recordingId ?? null;
        await stop();
        if (recordingId === null) return ok({});
        return door.vault.write(nameActor(session), event("transcription.stopped", { recordingId }), async (tx) => {
          const kept = await readRecording(tx, recordingId);
          if (kept?.state === "transcribing") await updateRecording(tx, recordingId, { state: "closed" });
          return ok({});
        });
      },
    },
  };
}
