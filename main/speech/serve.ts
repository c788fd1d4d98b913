import { createListener, type Listener, type Listening } from "./listen.ts";
import type { ListeningAnswer, ListeningQuestion } from "./messages.ts";
import { readPack } from "./pack.ts";

/** Answers questions one after the other; each gets exactly one answer. */
export function createServe(answer: (message: ListeningAnswer) => void): (question: ListeningQuestion) => void {
  let listener: Listener | null = null;
  let listening: Listening | null = null;
  let last: Promise<void> = Promise.resolve();

  async function reply(question: ListeningQuestion): Promise<ListeningAnswer> {
    if (question.kind === "load") {
      const pack = readPack(question.folder);
      if (!pack.ok) return { kind: "failed", code: "speech.pack-tampered" };
      await listener?.release();
      listener = await createListener(pack.value, question.threads);
      return { kind: "ready", packId: pack.value.id };
    }
    if (question.kind === "begin") {
      listening = listener?.begin(question.channels, question.fromMs) ?? null;
      return listening === null ? { kind: "failed", code: "speech.failed" } : { kind: "heard", heard: [], settledMs: question.fromMs };
    }
    if (listening === null) return { kind: "failed", code: "speech.failed" };
    const progress = question.kind === "feed" ? await listening.feed(question.channels.map(toSamples)) : await listening.end();
    if (question.kind === "end") listening = null;
    return { kind: "heard", heard: [...progress.heard], settledMs: progress.settledMs };
  }

  return (question) => {
    last = last.then(async () => {
      try {
        answer(await reply(question));
      } catch {
        // The engine's own words could hold some of the clinic's; the code says enough.
        answer({ kind: "failed", code: "speech.failed" });
      }
    });
  };
}

/** A copy, because bytes that came over a bridge need not lie where samples may begin. */
function toSamples(bytes: Uint8Array): Int16Array {
  return new Int16Array(bytes.slice().buffer, 0, Math.floor(bytes.byteLength / 2));
}
