import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkEvidence, draftOnDevice, findTemplate, listTemplates } from "../../../main/drafting/index.ts";
import { listWords } from "../../../main/drafting/words.ts";
import { readTranscript } from "../../../main/transcripts/index.ts";
import { SectionSchema, type Template } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";

const soap = findTemplate("soap") as Template;
const toTurns = (spoken: readonly (readonly [role: Turn["role"], text: string])[]): Turn[] =>
  spoken.map(([role, text], index) => ({ line: index + 1, label: role, role, startMs: null, text }));
const draft = (turns: readonly Turn[], template = soap) => draftOnDevice({ turns, template }).flatMap((section) => section.sentences);

describe("risk is never left out", () => {
  const filler = Array.from({ length: 80 }, (_unused, at): [Turn["role"], string] => [
    "client",
    `My back pain number ${at + 10} hurts when I sleep and I feel tired and anxious.`,
  ]);

  it("with its question, though words stand between the two", () => {
    const turns = toTurns([...filler, ["clinician", "Any thoughts of suicide? I ask everyone."], ["client", "No. Not at all."]]);
    expect(draft(turns).map(({ text }) => text)).toContain("Asked “Any thoughts of suicide?”: “No.”");
  });

  it("when the answer is neither yes nor no", () => {
    const turns = toTurns([...filler, ["clinician", "Have you thought of killing yourself?"], ["client", "It crosses my mind on Sundays."]]);
    expect(draft(turns).find(({ text }) => text.includes("Sundays"))).toMatchObject({ lines: [81, 82] });
  });

  it("when it was asked twice and answered differently", () => {
    const turns = toTurns([
      ["clinician", "Any thoughts of killing yourself?"],
      ["client", "No."],
      ["client", "I thought of killing myself last year."],
      ["clinician", "Any thoughts of killing yourself?"],
      ["client", "Yes."],
    ]);
    const texts = draft(turns)
      .filter(({ source }) => source === "said")
      .map(({ text }) => text);
    expect(texts).toHaveLength(new Set(texts).size);
    for (const part of ["“No.”", "last year", "“Yes.”"]) expect(texts.some((text) => text.includes(part))).toBe(true);
  });

  it.each([
    "I don't want to be here anymore.",
    "They would be better off dead.",
    "I wish I was dead.",
    "I want to die.",
    "I took an overdose in May.",
    "I don't feel safe at home.",
  ])("%s", (text) => {
    expect(draft(toTurns([...filler, ["client", text]])).map((sentence) => sentence.text)).toContain(text);
  });
});

describe("every sample session, every template", () => {
  it.each(["therapy.txt", "aci-1.txt", "aci-2.txt"])("%s", async (name) => {
    const read = await readTranscript({ bytes: readFileSync(new URL(`../../../scripts/day/dialogues/${name}`, import.meta.url)), kindHint: "txt" });
    if (!read.ok) throw new Error(read.error.code);
    const { turns } = read.value;
    for (const template of listTemplates()) {
      const sections = draftOnDevice({ turns, template });
      const checked = checkEvidence({ sections, turns });
      for (const section of checked) SectionSchema.parse(section);
      const sentences = sections.flatMap((section) => section.sentences);
      expect(new Set(sentences.map(({ key }) => key)).size).toBe(sentences.length);
      for (const sentence of sentences.filter(({ source }) => source === "said")) {
        const said = new Set(sentence.lines.flatMap((line) => listWords(turns[line - 1]?.text ?? "")));
        expect(listWords(sentence.text.replace(/^Asked /, "")).filter((word) => !said.has(word))).toEqual([]);
      }
      expect(checked.flatMap((section) => section.sentences).filter(({ source }) => source === "unsupported")).toEqual([]);
    }
  });

  it("keeps to what a note can hold when nothing but risk is spoken of", () => {
    const turns = toTurns(Array.from({ length: 1_000 }, (_unused, at) => ["client", `I want to die, I said it ${at} times.`]));
    for (const section of draftOnDevice({ turns, template: soap })) SectionSchema.parse(section);
  });
});
