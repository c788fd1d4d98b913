import { describe, expect, it } from "vitest";
import { checkEvidence } from "../../../main/drafting/index.ts";
import { type Sentence, SentenceSchema } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";

const spoken: readonly (readonly [role: Turn["role"], text: string])[] = [
  ["clinician", "How have you been sleeping?"],
  ["client", "I don't sleep well, maybe four hours a night."],
  ["clinician", "Any thoughts of hurting yourself or not wanting to be alive?"],
  ["client", "No."],
  ["clinician", "Do you ever hear voices?"],
  ["client", "Sometimes I hear my name called."],
  ["clinician", "Your speech is clear and your mood seems good."],
  ["client", "I take Zoloft, one pill, and my pressure was one thirty over eighty."],
  ["client", "My appetite is fine."],
  ["client", "I drink on weekends."],
];
const turns: Turn[] = spoken.map(([role, text], index) => ({ line: index + 1, label: role, role, startMs: null, text }));

function check(text: string, lines: readonly number[]): Sentence[] {
  const sentence: Sentence = { key: "test1", text, source: "said", lines: [...lines], review: null, doubts: [] };
  const sentences = checkEvidence({ sections: [{ id: "data", title: "Data", sentences: [sentence] }], turns })[0]?.sentences ?? [];
  for (const found of sentences) SentenceSchema.parse(found);
  return sentences;
}

describe("a negative or normal finding no line bears out", () => {
  it.each([
    ["Denies SI.", [2], "Suicidal ideation"],
    ["Patient is not suicidal.", [2], "Suicidal ideation"],
    ["Client doesn't endorse suicidal thoughts.", [], "Suicidal ideation"],
    ["SI/HI denied.", [], "Suicidal ideation, homicidal ideation"],
    ["No homicidal ideation.", [3, 4], "Homicidal ideation"],
    ["Negative for auditory hallucinations.", [4], "Hallucinations"],
    ["No delusions noted.", [], "Delusions"],
    ["Alert and oriented x3.", [7], "Orientation"],
    ["Oriented to person, place and time.", [], "Orientation"],
    ["Affect euthymic.", [2], "Mood and affect"],
    ["Normal appetite.", [2], "Appetite"],
    ["Judgment intact.", [7], "Insight and judgment"],
    ["Thought process linear and goal-directed.", [], "Thought process"],
    ["Client denies any use of illicit substances.", [4], "Substance use"],
    ["No access to firearms.", [4], "Access to weapons"],
    ["No medication side effects.", [8], "Side effects"],
    ["Low acute risk.", [2], "Safety"],
    ["Well-groomed.", [], "Appearance"],
    ["No acute distress.", [], "Distress"],
    ["Denies chest pain.", [2], "Chest pain"],
  ])("%s citing %j", (text, lines, topics) => {
    const [only, ...more] = check(text, lines);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ source: "not-assessed", text: `${topics}: not assessed.` });
  });
});

describe("a finding a line bears out", () => {
  it.each([
    ["Denies SI.", [3, 4]],
    ["Mood is good.", [7]],
    ["Speech clear.", [7]],
    ["Appetite normal.", [9]],
    ["Client did not sleep well.", [2]],
  ])("%s citing %j", (text, lines) => {
    expect(check(text, lines)).toMatchObject([{ source: "said", text, lines, doubts: [] }]);
  });
});

describe("mixed sentences", () => {
  it("keep the clause that was said and lose the one that was not", () => {
    const sentences = check("Client sleeps four hours a night and denies SI.", [2]);
    expect(sentences).toMatchObject([
      { source: "said", text: "Client sleeps four hours a night.", lines: [2], key: "test1" },
      { source: "not-assessed", text: "Suicidal ideation: not assessed.", lines: [] },
    ]);
    expect(new Set(sentences.map(({ key }) => key)).size).toBe(2);
  });

  it("keep the finding that was borne out among those that were not", () => {
    expect(check("No SI, HI, or AVH.", [3, 4])).toMatchObject([
      { source: "said", text: "Suicidal ideation: denied.", lines: [3, 4] },
      { source: "not-assessed", text: "Homicidal ideation, hallucinations: not assessed." },
    ]);
  });

  it("leave the line that says the opposite in sight", () => {
    expect(check("Denies hallucinations.", [5, 6])).toMatchObject([{ source: "not-assessed", lines: [5, 6], doubts: ["negation"] }]);
    expect(check("Denies alcohol use.", [10])).toMatchObject([{ source: "not-assessed", lines: [10], doubts: ["negation"] }]);
  });
});

describe("figures, drugs and voices", () => {
  it("hears figures as people say them", () => {
    expect(check("Blood pressure 130/80.", [8])[0]?.doubts).toEqual([]);
    expect(check("Blood pressure 140/80.", [8])[0]?.doubts).toContain("number");
    expect(check("Takes 1 pill of Zoloft.", [8])[0]?.doubts).toEqual([]);
  });

  it("knows a drug by its other name, and no other drug", () => {
    expect(check("Takes sertraline, one pill.", [8])[0]?.doubts).toEqual([]);
    expect(check("Takes Ativan, one pill.", [8])[0]?.doubts).toContain("medication");
    expect(check("Takes lithium, one pill.", [8])[0]?.doubts).toContain("medication");
  });

  it("doubts words put into the wrong mouth", () => {
    expect(check("Client reports speech is clear and mood good.", [7])[0]?.doubts).toContain("speaker");
    expect(check("Therapist recommended drinking on weekends.", [10])[0]?.doubts).toContain("speaker");
  });

  it("does not take part of a word for a quote", () => {
    expect(check("Client said “I drink on week”.", [10])[0]?.doubts).toContain("quote");
    expect(check("Client said “I drink on weekends”.", [10])[0]?.doubts).not.toContain("quote");
  });
});
