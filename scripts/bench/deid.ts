import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { taggerSha256 } from "../../main/deid/data/tagger-checksum.ts";
import { createDetector, type Evaluation, evaluate, type GoldRecord, layerNames } from "../../main/deid/detector.ts";
import { type Detector, nothingKnown } from "../../main/deid/index.ts";
import { createLexicon, licensedClinicalWords } from "../../main/deid/lexicon.ts";
import { readWeights } from "../../main/deid/tagger/model.ts";
import { readWeightsFile } from "../../main/detector/weights-file.ts";
import { listPeers } from "../deid/peers.ts";
import { swapNames } from "../deid/swap-names.ts";

const usage = "Name one or more files with known answers (JSON lines); --layers, --swap, --origin, --types, --no-peers ask for more or less.";

function percent(value: number | null): string {
  return (value === null ? "-" : (100 * value).toFixed(1)).padStart(6);
}

function print(what: string, scores: Evaluation): void {
  const whole = scores.documentsWithIdentifiers - scores.documentsWithALeak;
  const columns = [
    what.padEnd(34),
    `${String(whole)}/${String(scores.documentsWithIdentifiers)}`.padStart(9),
    `${String(scores.hardNegativesTouched)}/${String(scores.hardNegatives)}`.padStart(8),
    percent(scores.overall.tokenRecall),
    percent(scores.overall.tokenPrecision),
    String(scores.charactersPerSecond).padStart(9),
  ];
  console.log(columns.join(" "));
}

function printTypes(scores: Evaluation): void {
  for (const [type, { gold, covered, tokenRecall }] of Object.entries(scores.types))
    console.log(`  ${type.padEnd(12)} ${`${String(covered)}/${String(gold)}`.padStart(9)} spans whole, token recall ${percent(tokenRecall)}`);
}

function score(records: readonly GoldRecord[], detector: Detector): Evaluation {
  return evaluate(
    records,
    (text) => detector.detect(text, nothingKnown),
    () => performance.now(),
  );
}

async function printPeers(records: readonly GoldRecord[]): Promise<void> {
  for (const peer of listPeers()) {
    const found = new Map<string, Awaited<ReturnType<typeof peer.find>>>();
    const before = performance.now();
    for (const { text } of records) found.set(text, await peer.find(text));
    const elapsed = performance.now() - before;
    let asked = 0;
    // the clock is read twice a text: each pair is its share of the time the peer took
    const clock = (): number => (Math.ceil(asked++ / 2) * elapsed) / records.length;
    print(
      `  ${peer.name}`,
      evaluate(records, (text) => found.get(text) ?? [], clock),
    );
  }
}

/** Scores the detector on files with known answers, beside its peers: `npm run bench -- deid FILE.jsonl ...`. */
async function main(words: readonly string[]): Promise<number> {
  const paths = words.filter((word) => !word.startsWith("--"));
  const asks = (flag: string): boolean => words.includes(flag);
  const before = performance.now();
  const tagger = readWeights(readWeightsFile(), taggerSha256);
  if (paths.length === 0 || tagger === undefined) {
    console.error(tagger === undefined ? "The tagger's weights are missing or not those of this release." : usage);
    return 2;
  }
  const detector = createDetector({ tagger });
  // The word lists are built by the first text; what is held afterwards is what the thread holds for good.
  detector.detect("A first text, so that everything is there.", nothingKnown);
  console.log(`ready in ${(performance.now() - before).toFixed(0)} ms (<= 300)`);
  console.log(`${"".padEnd(34)} no leak  touched tok R  tok P   chars/s`);
  for (const path of paths) {
    const records = readFileSync(path, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as GoldRecord);
    const scores = score(records, detector);
    print(basename(path), scores);
    if (asks("--types")) printTypes(scores);
    if (asks("--swap")) print("  every name swapped", score(swapNames(records), detector));
    if (asks("--origin"))
      print(
        "  no words of development texts",
        score(records, createDetector({ tagger, lexicon: createLexicon({ clinicalWords: licensedClinicalWords }) })),
      );
    if (asks("--layers"))
      for (const layer of layerNames) print(`  without ${layer}`, score(records, createDetector({ tagger, without: new Set([layer]) })));
    if (!asks("--no-peers")) await printPeers(records);
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
