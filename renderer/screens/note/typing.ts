import type { Unfinished } from "../../../shared/domain/note.ts";
import { createShown } from "./shown.ts";

/** What is being typed, and where: in a sentence, or as a new one of a section. */
export type Typed = Omit<Unfinished, "keptAt">;

/*
 * Words are kept while they are typed, beside the note, and become part of it when they are finished.
 * No React state either: a key must not draw the note anew.
 */

export interface TypingState {
  readonly keeping: "kept" | "waiting" | "refused";
  /** When words were last kept, or null where none were. */
  readonly keptAt: string | null;
}

export interface Typing {
  readonly read: () => TypingState;
  readonly listen: (fn: () => void) => () => void;
  /** A key was pressed; null when the words became part of the note or were given up. */
  readonly type: (typed: Typed | null) => void;
  /** Keeps what waits; true when all of it is kept. */
  readonly settle: () => Promise<boolean>;
}

/** From the first key that is not kept, so that somebody who never pauses is kept too. */
const keepAfterMs = 600;

/** Watches over what is typed. `keep` sends words, or null to forget them, and tells when they were kept. */
export function watchTyping(keep: (typed: Typed | null) => Promise<{ readonly keptAt: string }>): Typing {
  const { read, listen, show } = createShown<TypingState>({ keeping: "kept", keptAt: null });
  let latest: Typed | null = null;
  let kept: Typed | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;

  async function keepOnce(): Promise<void> {
    const sent = latest;
    try {
      const { keptAt } = await keep(sent);
      kept = sent;
      show({ keeping: latest === sent ? "kept" : "waiting", keptAt: sent === null ? read().keptAt : keptAt });
    } catch {
      show({ keeping: "refused" });
    }
  }

  async function settle(): Promise<boolean> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (running !== null) await running;
    while (latest !== kept) {
      running ??= keepOnce().finally(() => (running = null));
      await running;
      if (read().keeping === "refused") return false;
    }
    return true;
  }

  return {
    read,
    listen,
    type: (typed) => {
      if (typed === null && kept === null && running === null) {
        latest = null;
        if (timer !== null) clearTimeout(timer);
        timer = null;
        if (read().keeping !== "kept") show({ keeping: "kept" });
        return;
      }
      latest = typed;
      timer ??= setTimeout(() => void settle(), keepAfterMs);
      if (read().keeping !== "waiting") show({ keeping: "waiting" });
    },
    settle,
  };
}
