import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { taggerSha256 } from "../../../main/deid/data/tagger-checksum.ts";
import { createDetector } from "../../../main/deid/detect.ts";
import { nothingKnown } from "../../../main/deid/known.ts";
import { rowBits } from "../../../main/deid/tagger/features.ts";
import { labelCount, tagTypeOf } from "../../../main/deid/tagger/labels.ts";
import { packWeights, readWeights } from "../../../main/deid/tagger/model.ts";
import { readWeightsFile } from "../../../main/detector/weights-file.ts";
import { createChance } from "../../../scripts/deid/corpus/chance.ts";
import { readExcerpts, renderExcerpt } from "../../../scripts/deid/corpus/render.ts";
import { swapNames } from "../../../scripts/deid/swap-names.ts";
import { detector } from "./support.ts";

const weights = readWeightsFile();
const tagger = readWeights(weights, taggerSha256);
if (tagger === undefined) throw new Error("no weights");

describe("the weights", () => {
  it("are under fifteen megabytes and listed with what they were trained from", () => {
    const manifest = JSON.parse(readFileSync("main/deid/data/tagger-manifest.json", "utf8")) as { sha256: string; bytes: number; sources: unknown[] };
    expect(manifest).toMatchObject({ sha256: taggerSha256, bytes: weights.length });
    expect(manifest.sources.length).toBeGreaterThan(8);
    expect(weights.length).toBeLessThan(15_000_000);
  });

  it("go into a file and come back", () => {
    const packed = packWeights(tagger.rows, tagger.unit, Float32Array.from(tagger.steps, Math.log));
    expect(tagger.rows).toHaveLength((1 << rowBits) * labelCount);
    expect(Buffer.compare(packed, weights)).toBe(0);
  });
});

describe("the tagger", () => {
  const bare = createDetector({ tagger, referenceYear: 2026, without: new Set(["tagger"]) });

  it.each([
    ["it was just me and ildebryn in the car", "ildebryn"],
    ["we're six in a room at osprey house", "osprey house"],
    ["i got moved to quenby foods on nights", "quenby foods"],
  ])("finds what no list and no pattern holds: %s", (text, words) => {
    const hidden = (spans: readonly { start: number; end: number }[]) => spans.some(({ start, end }) => text.slice(start, end).includes(words));
    expect(hidden(bare.detect(text, nothingKnown))).toBe(false);
    const spans = detector.detect(text, nothingKnown);
    expect(hidden(spans)).toBe(true);
    expect(spans.flatMap(({ why }) => why)).toContain("tagger");
  });

  it("says the same twice", () => {
    const text = "so faustina drove me up from osage crossing and the plate was four four one k r p";
    expect(detector.inspect(text, nothingKnown)).toEqual(detector.inspect(text, nothingKnown));
  });
});

describe("numbers over turns", () => {
  it("takes the second half for what the first is, over a word of listening", () => {
    const text = "my number is six oh two five five five\nmhm\noh one four two";
    const spans = detector.detect(text, nothingKnown).map(({ start, end, type }) => [type, text.slice(start, end)]);
    expect(spans).toEqual([
      ["PHONE", "six oh two five five five"],
      ["PHONE", "oh one four two"],
    ]);
  });
});

describe("the training texts", () => {
  const folder = "scripts/deid/corpus/texts";
  const excerpts = readdirSync(folder).flatMap((file) => readExcerpts(readFileSync(join(folder, file), "utf8")));

  it("are several hundred, and every mark in every style covers words and nothing beside them", () => {
    expect(excerpts.length).toBeGreaterThan(300);
    const chance = createChance(5);
    for (const excerpt of excerpts) {
      const { text, spans } = renderExcerpt(excerpt, chance, "x");
      for (const { start, end, type } of spans) {
        expect(text.slice(start, end)).toMatch(/^\S(?:[\s\S]*\S)?$/);
        expect(text.slice(start, end)).not.toContain("{");
        expect(type === "_IGNORE" || tagTypeOf(type) !== undefined).toBe(true);
      }
    }
  });

  it("are written out alike from the same seed", () => {
    const write = () => excerpts.slice(0, 40).map((excerpt) => renderExcerpt(excerpt, createChance(9), "x"));
    expect(write()).toEqual(write());
  });

  it("swap a name everywhere, in its own case", () => {
    const text = "Wilhelmina left. wilhelmina slept.";
    const spans = [0, 17].map((start) => ({ start, end: start + 10, type: "NAME" }));
    const [swapped] = swapNames([{ id: "1", text, spans }]);
    const names = swapped?.spans.map(({ start, end }) => swapped.text.slice(start, end)) ?? [];
    expect(names[0]).toMatch(/^[A-Z]/);
    expect(names[1]).toBe(names[0]?.toLowerCase());
    expect(names[0]).not.toBe("Wilhelmina");
  });
});
