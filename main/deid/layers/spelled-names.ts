import { gapBefore, type Page, type Token } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";

const cue = /\b(?:names?|spell(?:s|ed|ing|ings)?|surname)\b[^\n]{0,60}$/i;

/** Index after one letter read out, with its "as in dog" if it has one; 0 if there is none at `at`. */
function readLetter(page: Page, at: number, line: number): { next: number; explained: boolean } | undefined {
  const token = page.tokens[at];
  if (token === undefined || token.line !== line || token.text.length !== 1 || !/\p{L}/u.test(token.text)) return undefined;
  if (/['’]$/.test(gapBefore(page, at))) return undefined;
  const [as, into, word] = [page.tokens[at + 1], page.tokens[at + 2], page.tokens[at + 3]];
  const inLine = (other: Token | undefined): boolean => other !== undefined && other.line === line;
  if (as?.fold === "as" && into?.fold === "in" && inLine(word)) return { next: at + 4, explained: true };
  if (as?.fold === "like" && inLine(into) && (into?.fold ?? "").startsWith(token.fold)) return { next: at + 3, explained: true };
  return { next: at + 1, explained: false };
}

/** A name spelled out: "D as in dog O E", "R, U, I, Z". Without "as in" it needs a word about names or spelling before it. */
export function findSpelledNames(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (let at = 0; at < page.tokens.length; ) {
    const first = page.tokens[at];
    let next = at;
    let letters = 0;
    let explained = false;
    let end = 0;
    for (;;) {
      // hesitations stand between letters too
      while (letters > 0 && /^(?:uh|um)$/.test(page.tokens[next]?.fold ?? "")) next += 1;
      const letter = first === undefined || first.label ? undefined : readLetter(page, next, first.line);
      if (letter === undefined || (letters > 0 && !/^[ ,.-]{1,3}$/.test(gapBefore(page, next)))) break;
      letters += 1;
      explained ||= letter.explained;
      next = letter.next;
      end = page.tokens[next - 1]?.end ?? end;
    }
    const digits = /^\d/.test(page.tokens[next]?.text ?? "");
    const about = first !== undefined && cue.test(page.text.slice(Math.max(0, first.start - 80), first.start));
    if (first !== undefined && letters >= 2 && !digits && (explained || (about && letters >= 3)))
      found.push(makeSpan(first.start, end, "NAME", 0.9, "spoken-pattern"));
    at = Math.max(at + 1, next);
  }
  return found;
}
