import { describe, expect, it } from "vitest";
import { createDeidCommands } from "../../../main/deid/commands.ts";
import { evaluate } from "../../../main/deid/evaluate.ts";
import { detector } from "./support.ts";

const record = {
  id: "a",
  text: "Ines Vogel came on May 3, a Monday.",
  spans: [
    { start: 0, end: 10, type: "NAME" },
    { start: 19, end: 24, type: "DATE" },
    { start: 28, end: 34, type: "_IGNORE" },
  ],
};

describe("evaluate", () => {
  it("counts hidden tokens, exact and covered spans", () => {
    const scores = evaluate(
      [record],
      () => [
        { start: 0, end: 4, type: "NAME" },
        { start: 19, end: 24, type: "DATE" },
      ],
      () => 0,
    );
    expect(scores.overall.tokenRecall).toBe(3 / 4);
    expect(scores.overall.tokenPrecision).toBe(1);
    expect(scores.overall.spanCoveredRecall).toBe(1 / 2);
    expect(scores.documentsWithALeak).toBe(1);
  });

  it("neither asks for nor punishes an ignored span", () => {
    const scores = evaluate(
      [record],
      () => [...record.spans.slice(0, 2), { start: 28, end: 34, type: "DATE" }],
      () => 0,
    );
    expect(scores.overall.tokenPrecision).toBe(1);
    expect(scores.overall.predicted).toBe(2);
  });

  it("lets any type hide, and scores precision in annotated groups only", () => {
    const scores = evaluate(
      [record],
      () => [
        { start: 0, end: 10, type: "PHONE" },
        { start: 11, end: 15, type: "PHONE" },
      ],
      () => 0,
    );
    expect(scores.groups["NAME"]?.tokenRecall).toBe(1);
    expect(scores.overall.tokenPrecision).toBe(null);
  });

  it("counts a hard negative that was touched", () => {
    const scores = evaluate(
      [record, { id: "b", text: "Grace period", spans: [] }],
      (text) => [{ start: 0, end: text.length, type: "NAME" }],
      () => 0,
    );
    expect(scores.hardNegativesTouched).toBe(1);
  });
});

describe("the commands behind the command line", () => {
  const commands = createDeidCommands(detector);

  it("replaces text and says what is left to doubt", () => {
    const result = commands.deidText("Ines Vogel is the only judge in the county.");
    expect(result).toMatchObject({
      ok: true,
      value: { text: "[PERSON_1] is the only judge in the county.", residualRisk: { nameLike: 0, numberLike: 0, uniqueRole: 1 } },
    });
  });

  it("answers a JSON line with the spans of its text", () => {
    const answer = JSON.parse(commands.deidLine(JSON.stringify({ id: "7", text: "Call 602-555-0142" }))) as { id: string; spans: object[] };
    expect(answer.id).toBe("7");
    expect(answer.spans).toMatchObject([{ start: 5, end: 17, type: "PHONE", why: expect.arrayContaining(["pattern"]) }]);
  });

  it("scores a corpus", () => {
    expect(commands.evalCorpus([JSON.stringify(record), ""], () => 0)).toMatchObject({ documents: 1, documentsWithALeak: 0 });
  });
});
