import type { linkCalls } from "../../shared/contract/link.ts";
import type { RecordingId, StationId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { HandlersOf } from "../ipc/guard.ts";
import { nameActor } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { adoptArrived, appendArriving, destroyArriving, measureArrived } from "../vault/sound/arriving-files.ts";
import { readRecording } from "../vault/stores/recordings.ts";
import type { Outcome } from "../vault/vault.ts";
import { admitDictation } from "./admit-dictation.ts";
import { beginRecording, continueRecording, endRecording, forgetUnstarted } from "./keep-recordings.ts";
import { readStationId } from "./keep-tickets.ts";

type Handlers = HandlersOf<typeof linkCalls>;
type SoundLink =
  | "link.beginRecording"
  | "link.continueRecording"
  | "link.forgetRecording"
  | "link.deliverSound"
  | "link.endRecording"
  | "link.admitDictation";

/** Recordings that workstations make: their sound comes stretch by stretch, sealed to keys only the record holds. */
export interface Arrivals {
  readonly linkHandlers: Pick<Handlers, SoundLink>;
  /** Whether a workstation is recording it at this moment. */
  isLive(id: RecordingId): boolean;
  /** Puts an unfinished recording of a workstation that is gone for good among the record's own; `sound.elsewhere` while it may still come. */
  settle(id: RecordingId): Outcome<null>;
}

/** A workstation that records says so every few seconds. */
const liveMs = 20_000;

/** Makes the room. `isEnrolled`: whether a workstation may still come and bring the rest. */
export function createArrivals(parts: { door: RecordDoor; clock: Clock; isEnrolled(id: StationId): boolean }): Arrivals {
  const { door, clock } = parts;
  const { folder } = door.files;
  const heardMs = new Map<RecordingId, number>();
  /** Looked up once: whose recording it is does not change while it arrives. */
  const known = new Set<RecordingId>();
  const turns = new Map<RecordingId, Promise<unknown>>();

  /** One after the other for each recording: what comes is added where the last ended. */
  function inTurn<T>(id: RecordingId, act: () => Promise<T>): Promise<T> {
    const mine = (turns.get(id) ?? Promise.resolve()).then(act, act);
    turns.set(id, mine);
    const done = (): void => {
      if (turns.get(id) === mine) turns.delete(id);
    };
    mine.then(done, done);
    return mine;
  }

  /** Whether this station's sound is wanted: `sound.not-found` when the record knows no such recording of it, or its key is gone. */
  async function admit(recordingId: RecordingId, stationId: StationId): Outcome<{ isOpen: boolean }> {
    const found = await door.vault.read(systemActor, event("recordings.listed", {}), async (tx) => ok(await readRecording(tx, recordingId)));
    if (!found.ok) return found;
    const kept = found.value;
    if (kept === null || kept.stationId !== stationId || kept.destroyedAt !== null) return err(failure("sound.not-found"));
    known.add(recordingId);
    return ok({ isOpen: kept.state === "open" });
  }

  async function deliver(
    input: { recordingId: RecordingId; at: number; bytes: Uint8Array; running: boolean },
    stationId: StationId,
  ): Outcome<{ at: number }> {
    const { recordingId, at, bytes, running } = input;
    // While the record is locked nobody can say: it lies apart until somebody opens it.
    // Asked anew too when what came before is gone: it was destroyed meanwhile.
    const isKnown = known.has(recordingId) && measureArrived(folder, { stationId, recordingId }) >= at;
    if (door.current() !== null && !isKnown) {
      const wanted = await admit(recordingId, stationId);
      if (!wanted.ok) return wanted;
    }
    if (running) heardMs.set(recordingId, clock.monotonicMs());
    else heardMs.delete(recordingId);
    const here = await appendArriving(folder, { stationId, recordingId }, at, bytes);
    return here === null ? err(failure("sound.disk-nearly-full")) : ok({ at: here });
  }

  async function end(input: { recordingId: RecordingId; bytes: number; endedAt: string }, stationId: StationId): Outcome<Record<string, never>> {
    const { recordingId, bytes, endedAt } = input;
    if (door.current() === null) return err(failure("vault.locked"));
    const wanted = await admit(recordingId, stationId);
    if (!wanted.ok) {
      if (wanted.error.code === "sound.not-found") destroyArriving(folder, { stationId, recordingId });
      return wanted;
    }
    const arriving = { stationId, recordingId };
    // Told again after its answer was lost, it is whole already.
    if (!wanted.value.isOpen) return ok({});
    const here = measureArrived(folder, arriving);
    if (here !== 0 && here !== bytes) return err(failure("sound.cut-short"));
    adoptArrived(folder, arriving);
    heardMs.delete(recordingId);
    const ended = await endRecording(door, recordingId, endedAt);
    return ended.ok ? ok({}) : ended;
  }

  const stationOf = (callerId: string): Result<StationId, AppError> => {
    const stationId = readStationId(callerId);
    return stationId === undefined ? err(failure("station.stand-alone")) : ok(stationId);
  };

  return {
    isLive: (id) => clock.monotonicMs() - (heardMs.get(id) ?? Number.NEGATIVE_INFINITY) < liveMs,
    async settle(id) {
      const found = await door.vault.read(systemActor, event("recordings.listed", {}), async (tx) => ok(await readRecording(tx, id)));
      if (!found.ok) return found;
      const kept = found.value;
      if (kept === null || kept.stationId === null || kept.state !== "open") return ok(null);
      if (parts.isEnrolled(kept.stationId)) return err(failure("sound.elsewhere"));
      adoptArrived(folder, { stationId: kept.stationId, recordingId: id });
      return endRecording(door, id, clock.now());
    },
    linkHandlers: {
      async "link.beginRecording"({ publicKey, privateKey, ...begun }, { session, callerId }) {
        const station = stationOf(callerId);
        if (!station.ok) return station;
        const told = { ...begun, id: begun.recordingId, stationId: station.value, clinicianId: session.user.id };
        const written = await beginRecording(door, nameActor(session), told, { publicKey, privateKey });
        return written.ok ? ok({}) : written;
      },
      async "link.continueRecording"({ recordingId, channels }, { session, callerId }) {
        const station = stationOf(callerId);
        if (!station.ok) return station;
        const found = await continueRecording(door, nameActor(session), { recordingId, channels, stationId: station.value });
        return found.ok ? ok({}) : found;
      },
      async "link.forgetRecording"({ recordingId }, { session }) {
        const forgotten = await forgetUnstarted(door, clock, nameActor(session), recordingId);
        return forgotten.ok ? ok({}) : forgotten;
      },
      async "link.deliverSound"(input, { callerId }) {
        const station = stationOf(callerId);
        return station.ok ? inTurn(input.recordingId, () => deliver(input, station.value)) : station;
      },
      async "link.endRecording"(input, { callerId }) {
        const station = stationOf(callerId);
        return station.ok ? inTurn(input.recordingId, () => end(input, station.value)) : station;
      },
      async "link.admitDictation"({ noteId }, { session }) {
        const admitted = await admitDictation(door)(noteId, { session });
        return admitted.ok ? ok({}) : admitted;
      },
    },
  };
}
