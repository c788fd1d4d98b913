import { describe, expect, it } from "vitest";
import { buildDraftTask, checkEvidence, createDraftParser, draftOnDevice, findTemplate, listTemplates } from "../../../main/drafting/index.ts";
import { scoreRouge } from "../../../main/drafting/rouge.ts";
import { listWords } from "../../../main/drafting/words.ts";
import type { Template } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";

const dap = findTemplate("dap") as Template;
const session = `clinician: How have you been sleeping since we last met?
client: Um, maybe four hours a night, I keep waking up around three and worrying about the new job.
clinician: And your appetite?
client: I forget to eat most days, honestly, and I lost about six pounds this month.
clinician: Any thoughts of killing yourself?
client: No.
clinician: I think this is consistent with an adjustment reaction, and your anxiety is worse at night.
client: That sounds right, I feel anxious as soon as it gets dark.
clinician: Let's try the breathing exercise every evening and I'd like you to keep a sleep log until next week.
client: Okay, I can do that, I will write the log in my phone.`;
const turns: Turn[] = session.split("\n").map((text, index) => {
  const [role = "", words = ""] = text.split(/: (.*)/s);
  return { line: index + 1, label: role, role: role as Turn["role"], startMs: null, text: words };
});

describe("the drafter on the device", () => {
  const sections = draftOnDevice({ turns, template: dap });
  const sentences = sections.flatMap((section) => section.sentences);

  it("cites lines that exist and uses no word that was not said there", () => {
    for (const sentence of sentences.filter(({ source }) => source === "said")) {
      const said = new Set(sentence.lines.flatMap((line) => listWords(turns[line - 1]?.text ?? "")));
      expect(sentence.lines.length).toBeGreaterThan(0);
      for (const word of listWords(sentence.text)) expect(said.has(word) || word === "asked").toBe(true);
    }
  });

  it("never leaves out risk, and keeps the question with its answer", () => {
    const risk = sentences.find(({ text }) => text.includes("killing yourself"));
    expect(risk).toMatchObject({ lines: [5, 6], text: "Asked “Any thoughts of killing yourself?”: “No.”" });
  });

  it("puts plans into the plan and stands up to the evidence check", () => {
    const plan = sections.find((section) => section.id === "plan");
    expect(plan?.sentences.some(({ text }) => text.includes("sleep log"))).toBe(true);
    for (const section of checkEvidence({ sections, turns }))
      for (const sentence of section.sentences) expect(sentence.source).not.toBe("unsupported");
  });

  it("says so where nobody spoke to a section, for every template", () => {
    for (const template of listTemplates()) {
      const empty = draftOnDevice({ turns: [], template });
      expect(empty.map((section) => section.sentences.map(({ source }) => source))).toEqual(template.sections.map(() => ["not-assessed"]));
    }
  });

  it("gives the same draft every time", () => {
    expect(draftOnDevice({ turns, template: dap })).toEqual(sections);
  });
});

describe("the vendor's reply", () => {
  const reply =
    '{"section":"data","text":"[PATIENT_1] sleeps four hours.","lines":[2]}\n```\n\n{"section":"plan","text":"Keep a sleep log.","lines":[9,9]}';

  it("is read alike at whatever byte it is cut", () => {
    for (let cut = 0; cut <= reply.length; cut += 1) {
      const parser = createDraftParser(dap);
      const arrived = [...parser.push(reply.slice(0, cut)), ...parser.push(reply.slice(cut))];
      const ended = parser.end();
      expect(arrived[0]?.sentence.text).toBe("[PATIENT_1] sleeps four hours.");
      expect(ended.ok && ended.value.map((section) => section.sentences.map(({ text, lines }) => [text, lines]))).toEqual([
        [["[PATIENT_1] sleeps four hours.", [2]]],
        [["Not assessed.", []]],
        [["Keep a sleep log.", [9]]],
      ]);
    }
  });

  it.each([
    "",
    "I cannot help with that.",
    '{"section":"nowhere","text":"x","lines":[1]}',
    '{"section":"data","text":"","lines":[1]}',
    '{"section":"data"',
    "{}\n{}\n",
  ])("is refused whole when it is not a note: %s", (text) => {
    const parser = createDraftParser(dap);
    parser.push(text);
    expect(parser.end()).toMatchObject({ ok: false, error: { code: "vendor.invalid-reply" } });
  });

  it("does not grow without bound", () => {
    const parser = createDraftParser(dap);
    for (let round = 0; round < 100; round += 1) parser.push("x".repeat(5_000));
    expect(parser.end().ok).toBe(false);
  });
});

describe("the task", () => {
  it("has one hash per wording, and lists what it may carry", () => {
    const task = buildDraftTask(dap);
    expect(task.sha256).toBe(buildDraftTask(dap).sha256);
    expect(task.sha256).not.toBe(buildDraftTask(findTemplate("soap") as Template).sha256);
    expect(task).toMatchObject({ dataClass: "identifiers-removed", allowedElements: ["transcript-lines", "speaker-parts", "style-example"] });
  });
});

describe("ROUGE", () => {
  it("agrees with known answers", () => {
    const score = scoreRouge("the cat was under the bed", "the cat was found under the bed");
    expect(score.rouge1).toBeCloseTo(12 / 13, 10);
    expect(score.rouge2).toBeCloseTo(8 / 11, 10);
    expect(score.rougeL).toBeCloseTo(12 / 13, 10);
  });
});
