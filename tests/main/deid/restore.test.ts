import { describe, expect, it } from "vitest";
import { restore } from "../../../main/deid/restore.ts";
import { outgoing, remove } from "./support.ts";

const map = {
  "[PATIENT_1]": { type: "NAME", surface: "Marcus Webb" },
  "[DATE_2]": { type: "DATE", surface: "March 7" },
} as const;

describe("restore", () => {
  it.each([
    ["[PATIENT_1] slept.", "Marcus Webb slept."],
    ["[patient_1] slept.", "Marcus Webb slept."],
    ["[PATIENT 1] slept.", "Marcus Webb slept."],
    ["[ Patient-1 ] slept.", "Marcus Webb slept."],
    ["PATIENT_1 slept.", "Marcus Webb slept."],
    ["[[PATIENT_1]] slept.", "Marcus Webb slept."],
    ["[PATIENT_1]'s sleep on [DATE_2]", "Marcus Webb's sleep on March 7"],
    ["[PATIENT_1's] sleep", "Marcus Webb's sleep"],
    ["[PATIENT_01] slept.", "Marcus Webb slept."],
    ["[PATIENT\\\\_1] slept.", "Marcus Webb slept."],
    ["[PATIENT_\n1] slept.", "Marcus Webb slept."],
    ["[PATIENT_1, DATE_2]", "Marcus Webb, March 7"],
    ["[PATIENT_1 and DATE_2]", "Marcus Webb and March 7"],
    ["the [PATIENT_1]s", "the Marcus Webbs"],
    ["[PATIENT_1]; **[DATE_2]**", "Marcus Webb; **March 7**"],
  ])("%s", (text, expected) => {
    expect(restore(text, map)).toMatchObject({ text: expected, unknown: [] });
  });

  it("leaves an invented placeholder and reports it once", () => {
    expect(restore("[PERSON_9] met [PATIENT_1]; [PERSON_9] left.", map)).toEqual({
      text: "[PERSON_9] met Marcus Webb; [PERSON_9] left.",
      restored: 1,
      unknown: ["[PERSON_9]"],
    });
  });

  it("reports what only looks like a placeholder", () => {
    for (const text of ["[PATIENT] slept.", "[PERSON_1_MOTHER] called.", "[NAME] left."])
      expect(restore(text, map)).toMatchObject({ text, restored: 0, unknown: [text.slice(0, text.indexOf("]") + 1)] });
  });

  it("gives a sentence the words of the lines it rests on", () => {
    const known = { persons: [{ role: "patient" as const, names: ["Marcus Webb", "Mars"] }] };
    const removed = remove(["Marcus Webb came in.", "everyone calls me mars", "Webb is fine too"], known);
    const say = (lines: readonly number[]) => restore("[PATIENT_1] came.", removed.placeholders, lines).text;
    expect([say([]), say([1]), say([2]), say([3, 1])]).toEqual(["Marcus Webb came.", "Marcus Webb came.", "Mars came.", "Marcus Webb came."]);
  });

  it("leaves a model's own words alone", () => {
    const text = "See (plan 1), date 2, and the id_1 field; __proto__ [constructor_1].";
    expect(restore(text, map)).toEqual({ text, restored: 0, unknown: [] });
  });

  it("does not restore inside a restored surface", () => {
    expect(restore("[PATIENT_1]", { "[PATIENT_1]": { type: "NAME", surface: "[DATE_2]" }, "[DATE_2]": { type: "DATE", surface: "x" } }).text).toBe(
      "[DATE_2]",
    );
  });
});

/** A small repeatable generator, so that a failing case can be seen again. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

describe("there and back", () => {
  const pieces = [
    "We met Thandiwe Mokoena again.",
    "She called 602-555-0177 first.",
    "It was due 04/12/2023 at noon.",
    "Write to t.mokoena@example.org soon.",
    "Sleep is better, mood is low.",
    "Her card is 4111 1111 1111 1111 now.",
    "They moved to Flagstaff, AZ in 2019.",
    "MRN: 88120344 is on file.",
    "PHQ-9 was 14 and GAD-7 was 11.",
    "She saw Bartholomew Quist on May 9, 2021.",
    "Nothing else came up.",
  ];

  it("gives back the text it was given, for two hundred shuffled sessions", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = createRandom(seed);
      const texts = Array.from({ length: 1 + random(6) }, () =>
        Array.from({ length: 1 + random(3) }, () => pieces[random(pieces.length)] ?? "").join(" "),
      );
      const removed = remove(texts);
      const back = outgoing(removed).map((line) => restore(line, removed.placeholders));
      expect(back.map((line) => line.text)).toEqual(texts);
      expect(back.flatMap((line) => line.unknown)).toEqual([]);
      for (const line of outgoing(removed)) expect(line).not.toMatch(/Thandiwe|Mokoena|Bartholomew|Quist|0177|4111|88120344|Flagstaff/);
    }
  });
});
