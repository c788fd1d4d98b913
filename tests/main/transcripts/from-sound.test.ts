import { describe, expect, it } from "vitest";
import { readHeard } from "../../../main/transcripts/index.ts";
import { speaksOfRisk } from "../../../main/transcripts/risk-phrases.ts";
import { suggestWords } from "../../../main/transcripts/suggest-words.ts";

describe("a transcript made from sound", () => {
  it("is in the order it was said, named by microphone, with times and doubts", () => {
    const read = readHeard(
      [
        { channel: 1, startMs: 5_000, endMs: 7_000, text: "I am tired.", confidence: 0.6 },
        { channel: 0, startMs: 1_000, endMs: 4_000, text: "How are you?", confidence: 0.95 },
      ],
      2,
    );
    expect(read.ok && read.value.turns.map(({ line, role, startMs }) => [line, role, startMs])).toEqual([
      [1, "clinician", 1_000],
      [2, "client", 5_000],
    ]);
    expect(read.ok && read.value.lines).toMatchObject([
      { line: 1, endMs: 4_000, marks: [] },
      { line: 2, endMs: 7_000, marks: ["unsure"] },
    ]);
    expect(readHeard([], 1)).toMatchObject({ ok: false, error: { code: "sound.nothing-said" } });
  });
});

describe("what speaks of a risk", () => {
  it.each([
    "I have been thinking about suicide.",
    "Any thoughts of hurting yourself?",
    "I don't want to be alive any more.",
    "There is no point in going on.",
    "I feel like hurting him when he shouts.",
    "He hits me when he drinks.",
    "I took too many pills, an overdose.",
  ])("is found: %s", (text) => expect(speaksOfRisk(text)).toBe(true));
  it.each(["I cut my hours at work.", "We ended the meeting early.", "The dead battery was replaced."])("is not: %s", (text) =>
    expect(speaksOfRisk(text)).toBe(false),
  );
});

describe("names that were written as they sound", () => {
  it.each([
    ["I still take certraline every morning.", "certraline", "sertraline"],
    ["She started me on lamo trigine.", "lamo trigine", "lamotrigine"],
    ["We tried buproprion before.", "buproprion", "bupropion"],
  ])("are offered: %s", (text, heard, instead) => expect(suggestWords(text)).toEqual([{ heard, instead }]));
  it.each([
    "Have you had any thoughts of hurting yourself?",
    "I take sertraline and lithium.",
    "I worry about my job and about my mother, and I have not been sleeping well at all.",
    "That sounds exhausting. Did you try the breathing exercise we practiced?",
    "Thank you for telling me. Are you still taking the medication every evening?",
  ])("are not seen where there are none: %s", (text) => expect(suggestWords(text)).toEqual([]));
});
