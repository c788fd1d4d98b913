import { useSyncExternalStore } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { AskError, openSoundImport, type SoundImport } from "../../api/index.ts";
import { SoundFileError } from "./sound-file-error.ts";

/** What reads sound files is the longest library of the window, and asked for by few: it comes when a file does. */
const loadReader = () => import("./read-sound-file.ts");

/*
 * The file that is being taken in. It is no state of a screen: whoever looks at another chart while an
 * hour of sound is read finds it done when they come back.
 */

export interface ImportState {
  readonly patientId: PatientId;
  /** Reading; waiting for a person to say whether part of a file is kept; taken in; or refused. */
  readonly phase: "reading" | "cut-short" | "done" | "refused";
  /** How much of the file was read, from 0 to 1. */
  readonly share: number;
  readonly msLeft: number | null;
  /** How much sound there was, in ms, and how much the file says there should be. */
  readonly lengthMs: number;
  readonly declaredMs: number | null;
  /** Two channels were asked for, and the file has one. */
  readonly oneChannel: boolean;
  readonly code: ErrorCode | null;
}

export interface ImportRequest {
  readonly patientId: PatientId;
  readonly startedAt: string;
  /** Two channels are two persons. */
  readonly apart: boolean;
}

/** How much must be read before its pace says anything. */
const paceFromShare = 0.02;

let state: ImportState | null = null;
let stop: AbortController | null = null;
let answer: ((keep: boolean) => void) | null = null;
const listeners = new Set<() => void>();

function show(next: ImportState | null): void {
  state = next;
  for (const listener of listeners) listener();
}

/** Takes a file in; one at a time. */
export async function importSound(file: File, request: ImportRequest): Promise<void> {
  if (stop !== null) return;
  stop = new AbortController();
  const { signal } = stop;
  const { patientId, startedAt, apart } = request;
  const begun: ImportState = {
    ...{ patientId, phase: "reading", share: 0, msLeft: null, lengthMs: 0, declaredMs: null, oneChannel: false, code: null },
  };
  show(begun);
  let sound: SoundImport | null = null;
  try {
    const { countChannels, readSoundFile } = await loadReader();
    const found = await countChannels(file);
    const channels = apart && found === 2 ? 2 : 1;
    const opened = await openSoundImport({ patientId, channels, startedAt });
    sound = opened;
    const startedMs = performance.now();
    const read = await readSoundFile(file, {
      apart,
      signal,
      take: opened.append,
      onShare: (share) => show({ ...begun, share, msLeft: estimateLeft(share, performance.now() - startedMs) }),
    });
    const told = { lengthMs: Math.round(read.seconds * 1000), declaredMs: read.declaredS === null ? null : Math.round(read.declaredS * 1000) };
    const keep = !read.cutShort || (await askWhether({ ...begun, ...told, phase: "cut-short", share: 1, code: "sound.cut-short" }, signal));
    await opened.close(keep);
    show(keep ? { ...begun, ...told, phase: "done", share: 1, oneChannel: apart && channels === 1 } : null);
  } catch (error) {
    await sound?.close(false).catch(() => undefined);
    show(signal.aborted ? null : { ...begun, phase: "refused", code: nameReason(error) });
  } finally {
    stop = null;
    answer = null;
  }
}

function askWhether(asking: ImportState, signal: AbortSignal): Promise<boolean> {
  show(asking);
  return new Promise((resolve) => {
    answer = resolve;
    signal.addEventListener("abort", () => resolve(false), { once: true });
  });
}

function estimateLeft(share: number, tookMs: number): number | null {
  return share < paceFromShare ? null : Math.round((tookMs / share) * (1 - share));
}

function nameReason(error: unknown): ErrorCode {
  return error instanceof AskError || error instanceof SoundFileError ? error.code : "app.unexpected";
}

/** Stops; nothing of the file stays. */
export function cancelImport(): void {
  stop?.abort();
}

/** Says whether what could be read of a file that breaks off is kept. */
export function answerCutShort(keep: boolean): void {
  answer?.(keep);
}

/** Puts away what the last import came to. */
export function forgetImport(): void {
  if (stop === null) show(null);
}

/** The import as it stands; null while there is none. */
export function useImportRun(): ImportState | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => state,
  );
}
