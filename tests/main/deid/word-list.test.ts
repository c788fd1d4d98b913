import { expect, test } from "vitest";
import { clinicalWordTable } from "../../../main/deid/data/clinical-words.ts";
import { englishWordTable } from "../../../main/deid/data/english-words.ts";
import { familyNameTable } from "../../../main/deid/data/family-names.ts";
import { placeTable } from "../../../main/deid/data/places.ts";
import { createPlaceList, createWordList } from "../../../main/deid/word-list.ts";

test.each([
  ["English words", englishWordTable],
  ["family names", familyNameTable],
  ["clinical words", clinicalWordTable],
])("every one of the %s is found, and the word beside it is not", (_, table) => {
  const list = createWordList(table);
  const words = table.flatMap((line) => line.split(" "));
  expect(words.filter((word) => !list.has(word))).toEqual([]);
  const held = new Set(words);
  expect(words.filter((word) => !held.has(`${word}qx`) && list.has(`${word}qx`))).toEqual([]);
  expect(list.has("")).toBe(false);
});

test("every place is found by its first word, the longest first", () => {
  const list = createPlaceList(placeTable);
  const lost = placeTable
    .flatMap((line) => line.split("|"))
    .filter((place) => {
      const words = place.split(/[ '-]+/);
      return list.get(words[0] ?? "")?.some((other) => other.join(" ") === words.join(" ")) !== true;
    });
  expect(lost).toEqual([]);
  const lengths = (list.get("san") ?? []).map((words) => words.length);
  expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
  expect(list.has("qzzq")).toBe(false);
});
