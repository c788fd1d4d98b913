import type { ReplacedSpan } from "../../shared/domain/privacy.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { deidentifyHere } from "./deidentify.ts";
import type { Detector } from "./detect.ts";
import { type Evaluation, evaluate, type GoldRecord } from "./evaluate.ts";
import { type KnownIdentifiers, nothingKnown } from "./known.ts";

export interface DeidTextOutput {
  readonly text: string;
  readonly spans: readonly Pick<ReplacedSpan, "start" | "end" | "type" | "placeholder">[];
  /** What looks identifying and was left: counts by kind. */
  readonly residualRisk: { readonly nameLike: number; readonly numberLike: number; readonly uniqueRole: number };
}

/** The pure halves of `cli deid`: the command line does the reading and writing. */
export interface DeidCommands {
  deidText(text: string, known?: KnownIdentifiers): Result<DeidTextOutput, AppError>;
  deidLine(jsonLine: string): string;
  evalCorpus(lines: readonly string[], clock: () => number): Evaluation;
}

interface LineInput {
  id: string;
  text: string;
  known?: KnownIdentifiers;
}

function readLine(jsonLine: string): LineInput {
  const value = JSON.parse(jsonLine) as Partial<LineInput>;
  if (typeof value.text !== "string") throw new TypeError("a line needs a text");
  return { id: value.id ?? "", text: value.text, ...(value.known === undefined ? {} : { known: readKnown(value.known) }) };
}

/** Reads the chart's identifiers of `--known`; a missing list of persons is an empty one. */
export function readKnown(value: unknown): KnownIdentifiers {
  if (typeof value !== "object" || value === null) return nothingKnown;
  const known = value as Partial<KnownIdentifiers>;
  return { ...known, persons: Array.isArray(known.persons) ? known.persons : [] };
}

/** Makes the commands; the detector is loaded once. */
export function createDeidCommands(detector: Detector): DeidCommands {
  return {
    deidText(text, known = nothingKnown) {
      const result = deidentifyHere(detector, { turns: [{ line: 1, label: "", text }], known, added: [] });
      if (!result.ok) return result;
      const { lines, spans, doubtful } = result.value;
      const count = (why: string): number => doubtful.filter((doubt) => doubt.why === why).length;
      return ok({
        text: lines[0]?.text.value ?? "",
        spans: spans.map(({ start, end, type, placeholder }) => ({ start, end, type, placeholder })),
        residualRisk: { nameLike: count("name-like"), numberLike: count("number-like"), uniqueRole: count("unique-role") },
      });
    },
    deidLine(jsonLine) {
      const { id, text, known } = readLine(jsonLine);
      return JSON.stringify({ id, spans: detector.detect(text, known ?? nothingKnown) });
    },
    evalCorpus(lines, clock) {
      const records = lines.filter((line) => line.trim() !== "").map((line) => JSON.parse(line) as GoldRecord);
      return evaluate(records, (text) => detector.detect(text, nothingKnown), clock);
    },
  };
}
