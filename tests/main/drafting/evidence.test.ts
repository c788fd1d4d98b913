import { describe, expect, it } from "vitest";
import { checkEvidence } from "../../../main/drafting/index.ts";
import type { Sentence } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";

const spoken: readonly (readonly [role: Turn["role"], text: string])[] = [
  ["clinician", "How have you been sleeping?"],
  ["client", "I sleep maybe four hours a night since the move."],
  ["clinician", "Any thoughts of not wanting to be alive?"],
  ["client", "No, nothing like that."],
  ["clinician", "Let's raise the sertraline to one hundred milligrams."],
  ["client", "I drink two beers on weekends."],
];
const turns: Turn[] = spoken.map(([role, text], index) => ({ line: index + 1, label: role, role, startMs: null, text }));

function check(text: string, lines: readonly number[], source: Sentence["source"] = "said"): Sentence {
  const sentence: Sentence = { key: "test1", text, source, lines: [...lines], review: null, doubts: [] };
  const [section] = checkEvidence({ sections: [{ id: "data", title: "Data", sentences: [sentence] }], turns });
  return section?.sentences[0] as Sentence;
}

describe("evidence on the device", () => {
  it("keeps what its lines say", () => {
    expect(check("Client reports sleeping four hours a night since the move.", [2])).toMatchObject({ source: "said", doubts: [], lines: [2] });
    expect(check("Sertraline was raised to 100 milligrams.", [5])).toMatchObject({ source: "said", doubts: [] });
  });

  it("keeps a denial that was given", () => {
    expect(check("Denies suicidal ideation.", [3, 4])).toMatchObject({ source: "said" });
  });

  it("turns a negative nobody spoke of into not assessed", () => {
    expect(check("Denies hallucinations.", [])).toMatchObject({ source: "not-assessed", text: "Hallucinations: not assessed.", lines: [] });
    expect(check("No homicidal ideation.", [2])).toMatchObject({ source: "not-assessed", text: "Homicidal ideation: not assessed." });
    expect(check("Affect is appropriate and mood is stable.", [6])).toMatchObject({ source: "not-assessed" });
    expect(check("Denies chest pain.", [2])).toMatchObject({ source: "not-assessed", text: "Chest pain: not assessed." });
  });

  it("marks a sentence without a line, and one whose lines do not exist", () => {
    expect(check("Client enjoys gardening.", [])).toMatchObject({ source: "unsupported", doubts: ["no-line"] });
    expect(check("Client enjoys gardening.", [77])).toMatchObject({ source: "unsupported", doubts: ["no-line"], lines: [] });
    expect(check("Client sleeps four hours a night.", [2, 99]).doubts).toContain("line-missing");
  });

  it("doubts a wrong figure, a wrong medication, a reversed meaning, a quote nobody said", () => {
    expect(check("Client sleeps six hours a night since the move.", [2]).doubts).toContain("number");
    expect(check("Fluoxetine was raised to 100 milligrams.", [5]).doubts).toContain("medication");
    expect(check("Client does not drink beers on weekends.", [6]).doubts).toContain("negation");
    expect(check("Client said “I drink two beers every day”.", [6]).doubts).toContain("quote");
  });

  it("leaves what a person typed alone", () => {
    expect(check("Denies hallucinations.", [], "typed")).toMatchObject({ source: "typed", text: "Denies hallucinations." });
  });
});
