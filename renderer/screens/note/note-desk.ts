import type { Note, Section } from "../../../shared/domain/note.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { mergeSections } from "./merge-notes.ts";
import { mintSentenceKey } from "./mint.ts";
import { listSentences } from "./sentences.ts";
import { createShown } from "./shown.ts";

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
  /** Set after another window's changes were brought together with ours: in how many sentences both stand. */
  readonly merged: { readonly conflicts: number } | null;
  /** Counts how often another note than ours was taken in, so that whoever showed it before can tell. */
  readonly merges: number;
  /** Words of ours that could not be kept, because the note was signed or handed in meanwhile. */
  readonly stranded: readonly string[] | null;
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
  /** Takes in the note as another window has kept it, together with what is not kept yet here. */
  readonly adopt: (note: Note) => void;
  /** A person has read what was said about another window. */
  readonly forgetNews: () => void;
  /** Saves what waits; true when everything on screen is kept. */
  readonly settle: () => Promise<boolean>;
}

/** Under a second, as promised beside "Saved"; long enough that a quick run of accepts is one save. */
const saveDelayMs = 700;
const longestUndo = 50;
/** Reasons by which a note stands still for good: what we have left has no place in it. */
const standsStill: readonly ErrorCode[] = ["note.signed", "note.awaiting-cosign", "note.not-found"];

/** Lays a note on a desk. */
export function openDesk(note: Note, keeper: DeskKeeper): Desk {
  const shown = createShown<DeskState>({
    ...takeNote(note),
    ...{ keeping: "kept", refusal: null, merged: null, merges: 0, stranded: null, canUndo: false },
  });
  const { read, listen } = shown;
  let kept: readonly Section[] = note.sections;
  let past: (readonly Section[])[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let running: Promise<void> | null = null;
  /** Heard of while a save was under way. */
  let heard: Note | null = null;
  const show = (next: Partial<DeskState>): void => shown.show({ ...next, canUndo: past.length > 0 });

  function stopTimer(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function startTimer(): void {
    stopTimer();
    timer = setTimeout(() => void settle(), saveDelayMs);
  }

  function place(sections: readonly Section[]): void {
    startTimer();
    show({ sections, keeping: "waiting" });
  }

  async function saveOnce(): Promise<void> {
    const sent = read().sections;
    show({ keeping: "saving" });
    try {
      const reply = await keeper.save(read().revision, [...sent]);
      const unchanged = read().sections === sent;
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
    const news = heard;
    heard = null;
    if (news !== null) bringTogether(news);
  }

  async function meetRefusal(code: ErrorCode): Promise<void> {
    if (standsStill.includes(code)) return strand(code, await keeper.reload().catch(() => null));
    if (code !== "note.changed-elsewhere") return show({ keeping: "refused", refusal: code });
    try {
      bringTogether(await keeper.reload());
    } catch (error) {
      show({ keeping: "refused", refusal: keeper.readCode(error) });
    }
  }

  /** Another window's note and our own unkept changes become one; what is ours is saved on top of it. */
  function bringTogether(next: Note): void {
    if (next.revision <= read().revision) return;
    if (next.state === "signed") {
      strand("note.signed", next);
      return;
    }
    const isUnkept = read().keeping !== "kept";
    const together = mergeSections({ base: kept, ours: read().sections, theirs: next.sections }, mintSentenceKey);
    past = [];
    kept = next.sections;
    const newest = { ...takeNote(next), refusal: null, merges: read().merges + 1 };
    if (isUnkept) {
      show({ ...newest, sections: together.sections, merged: { conflicts: together.conflicts }, keeping: "waiting" });
      startTimer();
    } else show({ ...newest, keeping: "kept" });
  }

  /** The note stands still and holds none of our last words: they stay readable, and are not the note's. */
  function strand(code: ErrorCode, next: Note | null): void {
    const held = new Set(listSentences(next?.sections ?? kept).map((placed) => placed.sentence.text));
    const left = listSentences(read().sections).map((placed) => placed.sentence.text);
    const stranded = left.filter((text) => !held.has(text));
    past = [];
    stopTimer();
    show({ ...(next === null ? {} : takeNote(next)), keeping: "kept", refusal: code, stranded: stranded.length === 0 ? null : stranded });
  }

  async function settle(): Promise<boolean> {
    stopTimer();
    if (running !== null) await running;
    // One save at a time: the next one names the revision this one returns.
    while (read().keeping === "waiting" || read().keeping === "refused") {
      running ??= saveOnce().finally(() => (running = null));
      await running;
      if (read().keeping === "refused") return false;
    }
    stopTimer();
    return true;
  }

  return {
    read,
    listen,
    change: (sections) => {
      past = [...past, read().sections].slice(-longestUndo);
      place(sections);
    },
    undo: () => {
      const before = past.at(-1);
      if (before === undefined) return;
      past = past.slice(0, -1);
      place(before);
    },
    adopt: (next) => {
      if (running === null) bringTogether(next);
      else heard = next;
    },
    forgetNews: () => show({ merged: null, stranded: null }),
    settle,
  };
}

function takeNote(note: Note): Pick<DeskState, "sections" | "revision" | "savedAt"> {
  return { sections: note.sections, revision: note.revision, savedAt: note.savedAt };
}
