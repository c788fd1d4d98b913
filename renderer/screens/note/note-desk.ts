import type { Note, Section } from "../../../shared/domain/note.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { listSentences } from "./sentences.ts";

/*
 * The desk a draft lies on while a person works on it: what stands on screen, what is kept, and
 * the way from one to the other. It is no React state, so that a save under way outlives a render
 * and the order of saves can be tested with a clock alone.
 */

export interface DeskState {
  readonly sections: readonly Section[];
  readonly revision: number;
  readonly savedAt: string;
  readonly keeping: "kept" | "waiting" | "saving" | "refused";
  /** Why the last save was refused. */
  readonly refusal: ErrorCode | null;
  /** Set after another window changed the note: the words of ours that were not kept. */
  readonly lost: readonly string[] | null;
  readonly canUndo: boolean;
}

export interface DeskKeeper {
  readonly save: (revision: number, sections: Section[]) => Promise<{ revision: number; savedAt: string; sections: Section[] }>;
  readonly reload: () => Promise<Note>;
  readonly readCode: (error: unknown) => ErrorCode;
}

export interface Desk {
  readonly read: () => DeskState;
  readonly listen: (fn: () => void) => () => void;
  readonly change: (sections: Section[]) => void;
  readonly undo: () => void;
  /** Takes the kept note as it now is, unless our own words are still on their way. */
  readonly adopt: (note: Note) => void;
  readonly forgetLost: () => void;
  /** Saves what waits; true when everything on screen is kept. */
  readonly settle: () => Promise<boolean>;
}

/** Under a second, as promised beside "Saved"; long enough that a quick run of accepts is one save. */
const saveDelayMs = 700;
const longestUndo = 50;

/** Lays a note on a desk. */
export function openDesk(note: Note, keeper: DeskKeeper): Desk {
  let state: DeskState = { ...takeNote(note), keeping: "kept", refusal: null, lost: null, canUndo: false };
  let kept: readonly Section[] = note.sections;
  let past: (readonly Section[])[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  function show(next: Partial<DeskState>): void {
    state = { ...state, ...next, canUndo: past.length > 0 };
    for (const listener of listeners) listener();
  }

  function stopTimer(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function place(sections: readonly Section[]): void {
    stopTimer();
    timer = setTimeout(() => void settle(), saveDelayMs);
    show({ sections, keeping: "waiting" });
  }

  async function saveOnce(): Promise<void> {
    const sent = state.sections;
    show({ keeping: "saving" });
    try {
      const reply = await keeper.save(state.revision, [...sent]);
      const unchanged = state.sections === sent;
      kept = reply.sections;
      show({
        revision: reply.revision,
        savedAt: reply.savedAt,
        refusal: null,
        keeping: unchanged ? "kept" : "waiting",
        ...(unchanged ? { sections: reply.sections } : {}),
      });
    } catch (error) {
      await meetRefusal(keeper.readCode(error));
    }
  }

  async function meetRefusal(code: ErrorCode): Promise<void> {
    if (code !== "note.changed-elsewhere") return show({ keeping: "refused", refusal: code });
    try {
      const note = await keeper.reload();
      const lost = listLost(state.sections, kept, note.sections);
      past = [];
      kept = note.sections;
      show({ ...takeNote(note), keeping: "kept", refusal: null, lost });
    } catch (error) {
      show({ keeping: "refused", refusal: keeper.readCode(error) });
    }
  }

  async function settle(): Promise<boolean> {
    stopTimer();
    if (running !== null) await running;
    // One save at a time: the next one names the revision this one returns.
    while (state.keeping === "waiting" || state.keeping === "refused") {
      running ??= saveOnce().finally(() => (running = null));
      await running;
      if (state.keeping === "refused") return false;
    }
    return true;
  }

  return {
    read: () => state,
    listen: (fn) => {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    change: (sections) => {
      past = [...past, state.sections].slice(-longestUndo);
      place(sections);
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      past = past.slice(0, -1);
      place(before);
    },
    adopt: (next) => {
      if (state.keeping !== "kept" || next.revision <= state.revision) return;
      kept = next.sections;
      past = [];
      show(takeNote(next));
    },
    forgetLost: () => show({ lost: null }),
    settle,
  };
}

function takeNote(note: Note): Pick<DeskState, "sections" | "revision" | "savedAt"> {
  return { sections: note.sections, revision: note.revision, savedAt: note.savedAt };
}

/** Words a person had on screen that neither the last kept note nor the new one holds. */
function listLost(ours: readonly Section[], before: readonly Section[], now: readonly Section[]): string[] {
  const held = new Set([...listSentences(before), ...listSentences(now)].map((placed) => placed.sentence.text));
  return listSentences(ours)
    .map((placed) => placed.sentence.text)
    .filter((text) => !held.has(text));
}
