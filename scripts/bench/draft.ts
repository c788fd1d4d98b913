import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { draftOnDevice } from "../../main/drafting/extractive.ts";
import { type Rouge, scoreRouge } from "../../main/drafting/rouge.ts";
import { findTemplate } from "../../main/drafting/templates.ts";
import { tidySentence } from "../../main/drafting/tidy.ts";
import { listWords, splitSentences } from "../../main/drafting/words.ts";
import { readTranscript } from "../../main/transcripts/index.ts";
import type { Turn } from "../../shared/domain/transcript.ts";

const RecordSchema = z.object({ id: z.string(), dialogue: z.string(), note: z.string() });
const shipped = new URL("../day/dialogues/samples.jsonl", import.meta.url).pathname;

/** Scores the drafter on this device beside two floors of the same length: the first sentences, and random ones. */
async function main(paths: readonly string[]): Promise<number> {
  let beaten = true;
  console.log("file                     n     drafter            R1     R2     RL   words");
  for (const path of paths) {
    const records = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => RecordSchema.parse(JSON.parse(line)));
    const totals = new Map<string, { sum: Rouge; words: number }>();
    for (const record of records)
      for (const [name, text] of await writeAll(record.dialogue)) add(totals, name, scoreRouge(text, record.note), listWords(text).length);
    for (const [name, { sum, words }] of totals) {
      const figures = [sum.rouge1, sum.rouge2, sum.rougeL].map((value) => ((100 * value) / records.length).toFixed(2).padStart(6));
      console.log(
        `${basename(path).padEnd(22)} ${String(records.length).padStart(5)}  ${name.padEnd(16)} ${figures.join(" ")} ${(words / records.length).toFixed(0).padStart(6)}`,
      );
    }
    const ours = totals.get("extractive")?.sum;
    const lead = totals.get("lead-N")?.sum;
    beaten &&= ours !== undefined && lead !== undefined && ours.rouge1 > lead.rouge1 && ours.rouge2 > lead.rouge2 && ours.rougeL > lead.rougeL;
  }
  console.log(beaten ? "The drafter beats lead-N on every measure." : "The drafter does NOT beat lead-N on every measure.");
  return beaten ? 0 : 1;
}

async function writeAll(dialogue: string): Promise<[string, string][]> {
  const template = findTemplate("soap");
  const read = await readTranscript({ bytes: new TextEncoder().encode(dialogue), kindHint: "txt" });
  if (!read.ok || template === undefined) throw new Error("unreadable dialogue");
  const { turns } = read.value;
  const sentences = draftOnDevice({ turns, template })
    .flatMap((section) => section.sentences)
    .filter((sentence) => sentence.source === "said");
  const ours = sentences.map((sentence) => sentence.text).join(" ");
  const length = listWords(ours).length;
  return [
    ["extractive", ours],
    ["lead-N", takeWords(listSpoken(turns), length)],
    ["random", takeWords(shuffle(listSpoken(turns)), length)],
  ];
}

function listSpoken(turns: readonly Turn[]): string[] {
  return turns
    .flatMap((turn) => splitSentences(turn.text))
    .map(tidySentence)
    .filter((text) => text !== "");
}

function takeWords(sentences: readonly string[], length: number): string {
  const taken: string[] = [];
  for (let words = 0, at = 0; words < length && at < sentences.length; at += 1) {
    const sentence = sentences[at] as string;
    taken.push(sentence);
    words += listWords(sentence).length;
  }
  return taken.join(" ");
}

/** Shuffles with a fixed seed, so that the floor is the same at every run. */
function shuffle(items: readonly string[]): string[] {
  let state = 20_261_123;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return items
    .map((item) => ({ item, order: next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

function add(totals: Map<string, { sum: Rouge; words: number }>, name: string, score: Rouge, words: number): void {
  const known = totals.get(name) ?? { sum: { rouge1: 0, rouge2: 0, rougeL: 0 }, words: 0 };
  const { sum } = known;
  totals.set(name, {
    sum: { rouge1: sum.rouge1 + score.rouge1, rouge2: sum.rouge2 + score.rouge2, rougeL: sum.rougeL + score.rougeL },
    words: known.words + words,
  });
}

const named = process.argv.slice(2);
process.exitCode = await main(named.length === 0 ? [shipped] : named);
