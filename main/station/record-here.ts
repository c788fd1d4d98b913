// Promises: a session is recorded at its workstation whether the host is there or not, and comes to the record once.
// Callers: the workstation's composition; it owns the link and the session at the window.
// Never: keep a key that hears what was recorded, or end a recording because a line broke.

import type { CurrentSession } from "../../shared/contract/app.ts";
import { noteRoles } from "../../shared/contract/call.ts";
import { type CallName, type CallOutput, contract } from "../../shared/contract/index.ts";
import { type PatientId, type RecordingId, RecordingIdSchema } from "../../shared/domain/ids.ts";
import { type Recording, soundRate } from "../../shared/domain/sound.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Clock } from "../clock.ts";
import type { Hearing } from "../recording/hear-here.ts";
import { mintId } from "../vault/ids.ts";
import { locateSound, measureSound } from "../vault/sound/sound-files.ts";
import { createSoundKeys } from "../vault/sound/spool-file.ts";
import { openSoundWriter } from "../vault/sound/write-spool.ts";
import type { Away } from "./away.ts";
import type { SoundDelivery } from "./deliver-sound.ts";
import type { LocalCalls } from "./local-calls.ts";
import type { Spool, Spools } from "./shelter/spools.ts";

export interface RecordHereParts {
  readonly clock: Clock;
  readonly folder: string;
  readonly spools: Spools;
  readonly hearing: Hearing<{ readonly callerId: string }>;
  readonly delivery: SoundDelivery;
  readonly away: Pick<Away, "tell" | "findConsent">;
  session(): CurrentSession | null;
  /** Asks the host; `station.host-away` when it cannot be asked. */
  ask(name: string, input: unknown): Promise<Result<unknown, AppError>>;
}

/** What a workstation answers itself of sound. */
export type HereCalls = Pick<
  LocalCalls,
  | "sound.microphones"
  | "sound.tryMicrophones"
  | "sound.begin"
  | "sound.continue"
  | "sound.pause"
  | "sound.stop"
  | "sound.standing"
  | "sound.list"
  | "sound.unsettled"
  | "sound.transcribe"
  | "sound.discard"
  | "sound.beginDictation"
  | "sound.endDictation"
>;

const window = { callerId: "window" };

/** Makes a workstation's calls of sound. */
export function recordHere(parts: RecordHereParts): HereCalls {
  const { clock, folder, spools, hearing, delivery, away, ask } = parts;
  const { run } = hearing;

  /** Whoever may write notes may be heard; the host says the same of everything it is asked. */
  function whenIn<I, O>(act: (input: I, by: CurrentSession) => Promise<Result<O, AppError>>) {
    return async (input: I): Promise<Result<O, AppError>> => {
      const by = parts.session();
      if (by === null) return err(failure("session.signed-out"));
      return (noteRoles as readonly string[]).includes(by.user.role) ? act(input, by) : err(failure("session.not-permitted"));
    };
  }

  async function askFor<N extends CallName>(name: N, input: unknown): Promise<Result<CallOutput<N>, AppError>> {
    const reply = await ask(name, input);
    if (!reply.ok) return reply;
    const parsed = contract[name].output.safeParse(reply.value);
    return parsed.success ? ok(parsed.data as CallOutput<N>) : err(failure("ipc.malformed-output"));
  }

  async function start({ recordingId, publicKey }: Spool, ids: readonly string[]): Promise<Result<{ recordingId: RecordingId }, AppError>> {
    await hearing.makeWay();
    const writer = await openSoundWriter(locateSound(folder, recordingId), recordingId, publicKey);
    const started = await run.start({ recordingId, writer, ids, callerId: window.callerId });
    return started.ok ? ok({ recordingId }) : started;
  }

  /** Without the host a kept chart must say that the patient agreed; the host looks again when it is told. */
  function beginAway(patientId: PatientId, what: Parameters<Away["tell"]>[0]): ReturnType<Away["tell"]> {
    const consent = away.findConsent(patientId);
    if (consent === null) return err(failure("station.not-kept"));
    return consent ? away.tell(what) : err(failure("sound.consent-needed"));
  }

  async function begin(patientId: PatientId, ids: readonly string[], by: CurrentSession): Promise<Result<{ recordingId: RecordingId }, AppError>> {
    if (run.runningId() !== null) return err(failure("sound.already-recording"));
    const { publicKey, privateKey } = createSoundKeys();
    const [recordingId, startedAt] = [mintId("rec", RecordingIdSchema), clock.now()];
    const recording = { recordingId, patientId, channels: ids.length, startedAt, publicKey, privateKey };
    const asked = await ask("link.beginRecording", recording);
    if (!asked.ok && asked.error.code !== "station.host-away") return asked;
    const told = asked.ok ? ok(null) : beginAway(patientId, { kind: "recording-begun", recording });
    if (!told.ok) return told;
    const spool = { recordingId, patientId, userId: by.user.id, channels: ids.length, publicKey, startedAt, endedAt: null, begunBy: told.value };
    spools.write(spool);
    const started = await start(spool, ids);
    if (!started.ok) await forget(recordingId);
    return started;
  }

  async function forget(recordingId: RecordingId): Promise<void> {
    spools.remove(recordingId);
    await ask("link.forgetRecording", { recordingId });
  }

  async function goOn(recordingId: RecordingId, ids: readonly string[]): Promise<Result<{ recordingId: RecordingId }, AppError>> {
    if (run.runningId() !== null) return err(failure("sound.already-recording"));
    const spool = spools.find(recordingId);
    if (spool === null) return err(failure("sound.elsewhere"));
    if (spool.endedAt !== null || spool.channels !== ids.length) return err(failure("sound.not-found"));
    const asked = await ask("link.continueRecording", { recordingId, channels: ids.length });
    if (!asked.ok && asked.error.code !== "station.host-away") return asked;
    const told = asked.ok ? ok(null) : beginAway(spool.patientId, { kind: "recording-continued", recordingId });
    return told.ok ? start(spool, ids) : told;
  }

  /** What was cut off here is taken as it is: it has ended, and comes to the host before anything is done with it there. */
  async function bringWhole(recordingId: RecordingId): Promise<Result<null, AppError>> {
    if (run.runningId() === recordingId) return err(failure("sound.already-recording"));
    const spool = spools.find(recordingId);
    if (spool === null) return ok(null);
    if (spool.endedAt === null) spools.write({ ...spool, endedAt: clock.now() });
    await delivery.deliver();
    return spools.find(recordingId) === null ? ok(null) : err(failure("station.host-away"));
  }

  function show(spool: Spool): Recording {
    const { recordingId: id, patientId, channels, startedAt, endedAt } = spool;
    const state = run.runningId() === id ? "recording" : endedAt === null ? "unfinished" : "waiting";
    const lengthMs = Math.round((measureSound(folder, id) / soundRate) * 1000);
    return { id, patientId, channels, startedAt, endedAt, state, lengthMs, encounterId: null, source: "microphone", confirmedAt: null };
  }

  /** What the host says of recordings, and what this computer knows better: how it stands with its own. */
  const better = (told: Recording): Recording => {
    const spool = spools.find(told.id);
    return spool === null ? told : show(spool);
  };

  return {
    "sound.microphones": whenIn((input) => hearing.calls["sound.microphones"](input, window)),
    "sound.tryMicrophones": whenIn((input) => hearing.calls["sound.tryMicrophones"](input, window)),
    "sound.pause": whenIn((input) => hearing.calls["sound.pause"](input, window)),
    "sound.beginDictation": whenIn((input) => hearing.calls["sound.beginDictation"](input, window)),
    "sound.endDictation": whenIn((input) => hearing.calls["sound.endDictation"](input, window)),
    "sound.standing": (input) => hearing.calls["sound.standing"](input, window),
    "sound.begin": whenIn(({ patientId, microphones }, by) => begin(patientId, microphones, by)),
    "sound.continue": whenIn(({ recordingId, microphones }) => goOn(recordingId, microphones)),
    "sound.stop": whenIn(async () => {
      const recordingId = run.runningId();
      if (recordingId === null) return err(failure("sound.not-recording"));
      await run.stop();
      const spool = spools.find(recordingId);
      if (spool === null) return err(failure("sound.not-found"));
      const recording = show(spool);
      await delivery.deliver();
      return ok({ recording });
    }),
    "sound.list": whenIn(async (input, by) => {
      const told = await askFor("sound.list", input);
      if (told.ok) return ok({ ...told.value, recordings: told.value.recordings.map(better) });
      if (told.error.code !== "station.host-away" || away.findConsent(input.patientId) === null) return told;
      const theirs = spools.list().filter(({ patientId, userId }) => patientId === input.patientId && userId === by.user.id);
      return ok({ recordings: theirs.map(show), canListen: true, progress: null });
    }),
    "sound.unsettled": whenIn(async (input) => {
      const told = await askFor("sound.unsettled", input);
      if (!told.ok) return told.error.code === "station.host-away" ? ok({ waiting: [] }) : told;
      return ok({ waiting: told.value.waiting.map(({ recording, patientName }) => ({ patientName, recording: better(recording) })) });
    }),
    "sound.transcribe": whenIn(async (input) => {
      const whole = await bringWhole(input.recordingId);
      return whole.ok ? askFor("sound.transcribe", input) : whole;
    }),
    "sound.discard": whenIn(async (input) => {
      if (run.runningId() === input.recordingId) return err(failure("sound.already-recording"));
      const gone = await askFor("sound.discard", input);
      if (gone.ok) spools.remove(input.recordingId);
      return gone;
    }),
  };
}
