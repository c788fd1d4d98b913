/**
 * Trains the tagger from the texts of scripts/deid/corpus and writes its weights, checksum and
 * manifest into main/deid/data. The same seed and texts give the same bytes: `npm run deid:train`.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { GoldRecord } from "../../main/deid/detector.ts";
import { createLexicon } from "../../main/deid/lexicon.ts";
import { packWeights } from "../../main/deid/tagger/model.ts";
import { createChance } from "./corpus/chance.ts";
import { readExcerpts, renderExcerpt } from "./corpus/render.ts";
import { fitWeights, quantise } from "./fit-weights.ts";
import { type TrainingLine, toTrainingLines } from "./training-set.ts";

const here = import.meta.dirname;
const argument = (name: string, otherwise: string): string =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
const copies = Number(argument("copies", "14"));
const rounds = Number(argument("rounds", "5"));
const out = path.resolve(argument("out", path.join(here, "../../main/deid/data")));
const blindShare = Number(argument("blind", "0.25"));
const dropout = Number(argument("dropout", "0.25"));
const skip = argument("without", "").split(",");

const chance = createChance(20261123);
const lexicon = createLexicon();
const lines: TrainingLine[] = [];
const sources: { name: string; texts: number; tokens: number }[] = [];

function learn(name: string, records: Iterable<GoldRecord>, forgetShare: number): void {
  const before = lines.length;
  let texts = 0;
  for (const record of records) {
    texts += 1;
    for (const line of toTrainingLines(record, lexicon, chance, forgetShare, blindShare)) lines.push(line);
  }
  const tokens = lines.slice(before).reduce((sum, line) => sum + line.length, 0);
  sources.push({ name, texts, tokens });
  process.stdout.write(`${name}: ${String(texts)} texts, ${String(tokens)} tokens\n`);
}

function* writeOut(file: string): Generator<GoldRecord> {
  const excerpts = readExcerpts(readFileSync(file, "utf8"));
  // what is no identifier comes in as many words as what is one
  const times = /^(?:clinic|negatives)/.test(path.basename(file)) ? 2 * copies : copies;
  for (let copy = 0; copy < times; copy += 1)
    for (const [index, excerpt] of excerpts.entries())
      yield renderExcerpt(excerpt, chance, `${path.basename(file, ".txt")}-${String(index)}-${String(copy)}`);
}

function readCorpus(file: string): GoldRecord[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as GoldRecord);
}

const texts = path.join(here, "corpus/texts");
for (const file of readdirSync(texts).sort()) if (file.endsWith(".txt") && !skip.includes(file)) learn(file, writeOut(path.join(texts, file)), 0.4);
const published = path.join(here, "corpus/published");
for (const file of readdirSync(published).sort())
  if (/\.jsonl(?:\.gz)?$/.test(file) && !skip.includes(file)) learn(file, readCorpus(path.join(published, file)), 0.15);
for (const file of argument("also", "").split(",")) if (file !== "") learn(path.basename(file), readCorpus(file), 0.15);

const weights = fitWeights(lines, chance, { rounds, dropout, pull: Number(argument("pull", "2e-5")) }, (line) => process.stdout.write(`${line}\n`));
const { rows, unit } = quantise(weights.rows);
const bytes = packWeights(rows, unit, weights.steps);
const sha256 = createHash("sha256").update(bytes).digest("hex");
writeFileSync(path.join(out, "tagger-weights.bin"), bytes);
writeFileSync(
  path.join(out, "tagger-manifest.json"),
  `${JSON.stringify({ sha256, bytes: bytes.length, seed: 20261123, copies, rounds, sources }, null, 2)}\n`,
);
writeFileSync(
  path.join(out, "tagger-checksum.ts"),
  `// Written by npm run deid:train. Do not edit.\n/** The weights this release was measured with; any other file is refused. */\nexport const taggerSha256 = "${sha256}";\n`,
);
process.stdout.write(`${sha256}\n`);
