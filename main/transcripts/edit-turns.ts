import type { Section } from "../../shared/domain/note.ts";
import type { SoundLine } from "../../shared/domain/sound.ts";
import type { Turn } from "../../shared/domain/transcript.ts";

/** What a person puts right in a transcript. */
export type TurnEdit =
  | { readonly kind: "swap" }
  | { readonly kind: "split"; readonly line: number; readonly at: number }
  | { readonly kind: "join"; readonly line: number };

export interface EditedTurns {
  readonly turns: Turn[];
  /** Where the words of each old line stand now. */
  readonly linesNow: ReadonlyMap<number, readonly number[]>;
}

/** Applies an edit; null where it cannot be: no such line, or nothing on one side of the cut. */
export function editTurns(turns: readonly Turn[], edit: TurnEdit): EditedTurns | null {
  if (edit.kind === "swap") return { turns: turns.map(swapRole), linesNow: new Map() };
  const at = turns.findIndex(({ line }) => line === edit.line);
  const turn = turns[at];
  if (turn === undefined) return null;
  return edit.kind === "split" ? split(turns, at, turn, edit.at) : join(turns, at, turn);
}

function swapRole(turn: Turn): Turn {
  if (turn.role === "clinician") return { ...turn, role: "client" };
  return turn.role === "client" ? { ...turn, role: "clinician" } : turn;
}

function split(turns: readonly Turn[], index: number, turn: Turn, at: number): EditedTurns | null {
  const [before, after] = [turn.text.slice(0, at).trim(), turn.text.slice(at).trim()];
  if (before === "" || after === "") return null;
  // Whose the second half is nobody has said yet, and when it began nobody knows.
  const halves = [
    { ...turn, text: before },
    { ...turn, text: after, label: "", role: "unknown" as const, startMs: null },
  ];
  return number(
    [...turns.slice(0, index), ...halves, ...turns.slice(index + 1)],
    (line) => (line < turn.line ? [line] : line === turn.line ? [line, line + 1] : [line + 1]),
    turns,
  );
}

function join(turns: readonly Turn[], index: number, turn: Turn): EditedTurns | null {
  const before = turns[index - 1];
  if (before === undefined) return null;
  const joined = { ...before, text: `${before.text} ${turn.text}` };
  return number([...turns.slice(0, index - 1), joined, ...turns.slice(index + 1)], (line) => (line < turn.line ? [line] : [line - 1]), turns);
}

function number(turns: readonly Turn[], move: (line: number) => number[], before: readonly Turn[]): EditedTurns {
  return { turns: turns.map((turn, index) => ({ ...turn, line: index + 1 })), linesNow: new Map(before.map(({ line }) => [line, move(line)])) };
}

/** Lets a note's citations follow their words; the most lines a sentence may cite stays the limit. */
export function followLines(sections: readonly Section[], linesNow: ReadonlyMap<number, readonly number[]>): Section[] {
  const follow = (lines: readonly number[]) => [...new Set(lines.flatMap((line) => linesNow.get(line) ?? [line]))].slice(0, 60);
  return sections.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => ({ ...sentence, lines: follow(sentence.lines) })),
  }));
}

/**
 * Lets what the sound says of the lines follow them. Both halves of a cut line are heard as the whole
 * was, since nobody knows when the second began; lines joined are heard from the first to the last.
 */
export function followSound(lines: readonly SoundLine[], linesNow: ReadonlyMap<number, readonly number[]>): SoundLine[] {
  const followed = new Map<number, SoundLine>();
  for (const said of lines) {
    for (const line of linesNow.get(said.line) ?? [said.line]) {
      const there = followed.get(line);
      followed.set(line, there === undefined ? { ...said, line } : joinSound(there, said));
    }
  }
  return [...followed.values()];
}

function joinSound(one: SoundLine, other: SoundLine): SoundLine {
  return {
    ...one,
    startMs: Math.min(one.startMs, other.startMs),
    endMs: Math.max(one.endMs, other.endMs),
    confidence: Math.min(one.confidence, other.confidence),
    marks: [...new Set([...one.marks, ...other.marks])],
    suggestions: [...one.suggestions, ...other.suggestions].slice(0, 20),
    original: one.original === null && other.original === null ? null : [one.original, other.original].filter((text) => text !== null).join(" "),
  };
}
