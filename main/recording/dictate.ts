import type { NoteId } from "../../shared/domain/ids.ts";
import { longestDictationMs, soundRate } from "../../shared/domain/sound.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { AskListener } from "../speech/ask-listener.ts";
import type { FromMicrophones, Microphones } from "./microphones.ts";
import type { SoundCall } from "./sound-call.ts";

export interface Dictation<A> {
  readonly calls: { "sound.beginDictation": SoundCall<"sound.beginDictation", A>; "sound.endDictation": SoundCall<"sound.endDictation", A> };
  /** Whether somebody is dictating at this moment. */
  isHearing(): boolean;
  /** Forgets what was being said and lets the listener go, as before the record is locked. */
  stop(): Promise<void>;
}

export interface DictationParts<A> {
  readonly microphones: Microphones;
  /** Whether a session is being recorded: two cannot hear at once. */
  isRecording(): boolean;
  openListener(): Promise<Result<{ listener: AskListener }, AppError>>;
  /** Whether whoever asks may dictate for this note: the record's to say, wherever it lies. */
  admit(noteId: NoteId, asking: A): Promise<Result<null, AppError>>;
}

const longestBytes = (longestDictationMs / 1000) * soundRate * 2;
/** Loading the weights takes a second or two; whoever dictates one sentence dictates another. */
const keptMs = 120_000;

/**
 * Writes down what a clinician says while a key is held, for a note of theirs. The sound lies in
 * memory for as long as the key is held and is never kept: what stays is the sentence.
 */
export function createDictation<A>({ microphones, isRecording, openListener, admit }: DictationParts<A>): Dictation<A> {
  let pieces: Uint8Array[] | null = null;
  let heldBytes = 0;
  let listener: AskListener | null = null;
  let letGo: NodeJS.Timeout | null = null;

  function take(message: FromMicrophones): void {
    const piece = message.kind === "samples" ? message.channels[0] : undefined;
    if (pieces === null || piece === undefined || heldBytes >= longestBytes) return;
    pieces.push(piece);
    heldBytes += piece.byteLength;
  }

  function release(): void {
    if (letGo !== null) clearTimeout(letGo);
    listener?.kill();
    listener = null;
  }

  async function hear(said: readonly Uint8Array[]): Promise<Result<string, AppError>> {
    if (listener === null) {
      const opened = await openListener();
      if (!opened.ok) return opened;
      ({ listener } = opened.value);
    }
    const asked = listener;
    const begun = await asked.begin(1, 0);
    if (!begun.ok) return begun;
    const heard = [...begun.value.heard];
    for (const piece of said) {
      const fed = await asked.feed([Uint8Array.from(piece)]);
      if (!fed.ok) return fed;
      heard.push(...fed.value.heard);
    }
    const ended = await asked.end();
    if (!ended.ok) return ended;
    heard.push(...ended.value.heard);
    return ok(
      heard
        .map(({ text }) => text.trim())
        .filter((text) => text !== "")
        .join(" "),
    );
  }

  return {
    isHearing: () => pieces !== null,
    async stop() {
      if (pieces !== null) await microphones.stop();
      pieces = null;
      release();
    },
    calls: {
      async "sound.beginDictation"({ noteId }, asking) {
        if (isRecording() || pieces !== null) return err(failure("sound.already-recording"));
        const admitted = await admit(noteId, asking);
        if (!admitted.ok) return admitted;
        const first = (await microphones.list())[0];
        if (first === undefined) return err(failure("sound.no-microphone"));
        pieces = [];
        heldBytes = 0;
        if (await microphones.start([first.id], take)) return ok({});
        pieces = null;
        return err(failure("sound.no-microphone"));
      },
      async "sound.endDictation"() {
        if (pieces === null) return err(failure("sound.not-recording"));
        await microphones.stop();
        const said = pieces;
        pieces = null;
        if (letGo !== null) clearTimeout(letGo);
        const text = await hear(said);
        for (const piece of said) piece.fill(0);
        if (!text.ok) {
          release();
          return text;
        }
        letGo = setTimeout(release, keptMs);
        letGo.unref();
        return text.value === "" ? err(failure("sound.nothing-said")) : ok({ text: text.value });
      },
    },
  };
}
