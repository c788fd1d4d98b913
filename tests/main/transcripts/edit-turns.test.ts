import { expect, it } from "vitest";
import { editTurns, followSound } from "../../../main/transcripts/index.ts";
import type { SoundLine } from "../../../shared/domain/sound.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";

const turns: Turn[] = ["One two.", "Three four.", "Five."].map((text, index) => ({
  line: index + 1,
  label: "",
  role: "client",
  startMs: index * 1000,
  text,
}));
const sound = (line: number, more: Partial<SoundLine> = {}): SoundLine => ({
  ...{ line, startMs: line * 1000, endMs: line * 1000 + 900, channel: 0, confidence: 0.9, marks: [], suggestions: [], original: null },
  ...more,
});
const lines = [sound(1), sound(2, { marks: ["unsure"], confidence: 0.4 }), sound(3, { original: "Fife." })];

it("both halves of a cut line are heard as the whole was, and the lines below keep their sound", () => {
  const { linesNow } = editTurns(turns, { kind: "split", line: 2, at: 5 }) ?? { linesNow: new Map() };
  const followed = followSound(lines, linesNow);
  expect(followed.map(({ line, startMs }) => [line, startMs])).toEqual([
    [1, 1000],
    [2, 2000],
    [3, 2000],
    [4, 3000],
  ]);
});

it("joined lines are heard from the first to the last, with every mark and what was heard", () => {
  const { linesNow } = editTurns(turns, { kind: "join", line: 3 }) ?? { linesNow: new Map() };
  const followed = followSound(lines, linesNow);
  expect(followed).toHaveLength(2);
  expect(followed[1]).toMatchObject({ line: 2, startMs: 2000, endMs: 3900, confidence: 0.4, marks: ["unsure"], original: "Fife." });
});

it("exchanging voices moves nothing", () => {
  expect(followSound(lines, editTurns(turns, { kind: "swap" })?.linesNow ?? new Map())).toEqual(lines);
});
