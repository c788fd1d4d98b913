import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { createDeidCommands, type Evaluation, loadDetector, readKnown } from "../deid/detector.ts";
import { readWeightsFile } from "../detector/weights-file.ts";

/** De-identification on the command line, so that anyone can measure it. Text goes to standard output only. */
export async function runDeid(words: readonly string[]): Promise<number> {
  const options = { json: { type: "boolean" }, jsonl: { type: "boolean" }, known: { type: "string" } } as const;
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: false });
  const detector = loadDetector(readWeightsFile());
  if (!detector.ok) {
    process.stderr.write(`Nothing was written: ${detector.error.code}\n`);
    return 1;
  }
  const commands = createDeidCommands(detector.value);
  if (positionals[0] === "eval" && positionals[1] !== undefined) {
    const report = commands.evalCorpus(readFileSync(positionals[1], "utf8").split("\n"), () => performance.now());
    process.stdout.write(values["json"] === true ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
    return 0;
  }
  if (values["jsonl"] === true) return rewriteLines(commands.deidLine);
  const known = typeof values["known"] === "string" ? readKnown(JSON.parse(readFileSync(values["known"], "utf8"))) : undefined;
  const outcome = commands.deidText(await readAll(process.stdin), known);
  if (!outcome.ok) {
    process.stderr.write(`Nothing was written: ${outcome.error.code}\n`);
    return 1;
  }
  process.stdout.write(values["json"] === true ? `${JSON.stringify(outcome.value)}\n` : outcome.value.text);
  return 0;
}

/** One line in, one line out, in order. */
async function rewriteLines(rewrite: (line: string) => string): Promise<number> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== "") process.stdout.write(`${rewrite(line)}\n`);
  }
  return 0;
}

function printReport(report: Evaluation): string {
  return `${JSON.stringify(report, null, 1)}\n`;
}
