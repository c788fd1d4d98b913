import type { IdentifierType } from "../../../shared/domain/privacy.ts";
import type { Page, Token } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { numberKind } from "../tagger/cues.ts";

const readOut: ReadonlySet<IdentifierType> = new Set(
  "PHONE FAX IP SSN MRN HEALTHPLAN ACCOUNT LICENSE VEHICLE DEVICE BIOMETRIC ID".split(" ") as IdentifierType[],
);
const registered: ReadonlySet<IdentifierType> = new Set(["VEHICLE", "LICENSE", "DEVICE"] as const);
const lastLetters = /^(?!OK|NO|MM|HM|UH|UM|OH)[A-Z]{1,3}$/;
const backchannel = 4;

/** The tokens of a line that are read out at its beginning or its end: "five five five", "B K T". */
function readRun(tokens: readonly Token[], fromEnd: boolean): Token[] {
  const run: Token[] = [];
  for (const token of fromEnd ? [...tokens].reverse() : tokens) {
    if (numberKind(token) === 0 || numberKind(token) === 3) break;
    run.push(token);
  }
  return fromEnd ? run.reverse() : run;
}

function groupLines(page: Page): Token[][] {
  const lines: Token[][] = [];
  let line = -1;
  for (const token of page.tokens) {
    // a clock in brackets at the head of a line is the recorder's
    if (
      token.label ||
      (token.shape === "digits" && /^\[?[\d:.]*:[\d:.]*/.test(page.text.slice(page.text.lastIndexOf("\n", token.start) + 1, token.end + 1)))
    )
      continue;
    if (token.line !== line) lines.push([]);
    line = token.line;
    lines.at(-1)?.push(token);
  }
  return lines;
}

/** A number broken over two turns: what one half is, the other is too, with or without an "mhm" between. */
export function findContinued(page: Page, found: readonly DetectedSpan[]): DetectedSpan[] {
  const lines = groupLines(page);
  const typeAt = (token: Token | undefined): IdentifierType | undefined =>
    token === undefined ? undefined : found.find((span) => span.start < token.end && token.start < span.end && readOut.has(span.type))?.type;
  const more: DetectedSpan[] = [];
  const add = (run: readonly Token[], type: IdentifierType): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined) more.push(makeSpan(first.start, last.end, type, 0.8, "spoken-pattern"));
  };
  lines.forEach((line, at) => {
    const tail = readRun(line, true);
    if (tail.length === 0) return;
    const gap = lines[at + 1];
    const aloud = gap !== undefined && gap.length <= backchannel && readRun(gap, false).length === 0;
    const head = readRun(lines[at + (aloud ? 2 : 1)] ?? [], false);
    if (head.length === 0) {
      // "A Z one two three four" and, in a turn of its own, nothing but "AB": the end of a registration
      const type = typeAt(tail.at(-1));
      const only = [gap, aloud ? lines[at + 2] : undefined].find((turn) => turn?.length === 1 && lastLetters.test(turn[0]?.text ?? ""));
      if (only !== undefined && type !== undefined && registered.has(type)) add(only, type);
      return;
    }
    const before = typeAt(tail.at(-1));
    const after = typeAt(head[0]);
    const alone = head.length === lines[at + (aloud ? 2 : 1)]?.length;
    if (before !== undefined && after === undefined && (head.length >= 2 || alone)) add(head, before);
    else if (after !== undefined && before === undefined && tail.length >= 2) add(tail, after);
    else if (before === undefined && after === undefined && tail.length >= 2 && head.length >= 2 && tail.length + head.length >= 6) {
      add(tail, "ID");
      add(head, "ID");
    }
  });
  return more;
}
