import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createDeidCommands, createDetector } from "../../main/deid/index.ts";
import { readWeights } from "../../main/deid/tagger/model.ts";

/** Scores the detector on files with known answers and measures its speed: `npm run bench -- deid FILE.jsonl ...`. */
function main(paths: readonly string[]): number {
  if (paths.length === 0) {
    console.error("Name one or more files with known answers (JSON lines).");
    return 2;
  }
  const bytes = readFileSync(process.env["WEIGHTS"] ?? "main/deid/data/tagger-weights.bin");
  const tagger = readWeights(bytes, createHash("sha256").update(bytes).digest("hex"));
  if (tagger === undefined) throw new Error("no weights");
  const before = performance.now();
  const commands = createDeidCommands(
    createDetector({ tagger, referenceYear: 2026, without: new Set((process.env["WITHOUT"] ?? "").split(",") as never[]) }),
  );
  console.log(`loaded in ${(performance.now() - before).toFixed(0)} ms`);
  console.log("file                        docs  leaking  negatives touched  token R  token P  chars/s");
  for (const path of paths) {
    const scores = commands.evalCorpus(readFileSync(path, "utf8").split("\n"), () => performance.now());
    const percent = (value: number | null): string => (value === null ? "-" : (100 * value).toFixed(1)).padStart(7);
    console.log(
      `${basename(path).padEnd(26)} ${String(scores.documents).padStart(5)}  ${`${scores.documentsWithALeak}/${scores.documentsWithIdentifiers}`.padStart(7)}  ` +
        `${`${scores.hardNegativesTouched}/${scores.hardNegatives}`.padStart(17)}  ${percent(scores.overall.tokenRecall)}  ${percent(scores.overall.tokenPrecision)}  ${scores.charactersPerSecond}`,
    );
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
