import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import spanish from "../../../renderer/words/es.json";
import { findBareWords, listPhrases } from "../../../scripts/words/find-words.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const phrases = listPhrases(root);
const known: Readonly<Record<string, string>> = spanish;
const listPlaces = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the words of the window", () => {
  it("all go through the catalogue: none is written where only English would read it", () => {
    expect(findBareWords(root).map(({ file, instead }) => `${file}: ${instead}`)).toEqual([]);
  }, 60_000);

  it("all have Spanish, and the catalogue holds nothing else", () => {
    expect(phrases.filter((phrase) => known[phrase] === undefined || known[phrase] === "")).toEqual([]);
    expect(Object.keys(known).filter((phrase) => !phrases.includes(phrase))).toEqual([]);
  });

  it("keep their places, so that no name or number is lost on the way", () => {
    const lost = Object.entries(known).filter(([phrase, said]) => JSON.stringify(listPlaces(phrase)) !== JSON.stringify(listPlaces(said)));
    expect(lost).toEqual([]);
  });

  it("keep the spaces at their ends, by which they are joined", () => {
    const ends = (text: string) => [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]];
    expect(Object.entries(known).filter(([phrase, said]) => JSON.stringify(ends(phrase)) !== JSON.stringify(ends(said)))).toEqual([]);
  });
});
