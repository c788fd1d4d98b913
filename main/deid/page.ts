/** How a token is written. */
type Shape = "lower" | "capital" | "upper" | "digits" | "mixed";

export interface Token {
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, without accents: what the lexicons hold. */
  readonly fold: string;
  readonly shape: Shape;
  readonly line: number;
  /** First token of a sentence or of a turn: its capital says nothing. */
  readonly opens: boolean;
  /** Part of a speaker label, a subtitle cue or another line head. */
  readonly label: boolean;
}

/** A text cut into tokens once, for every layer to walk. */
export interface Page {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Whether sentences begin with capitals here: false for raw speech recognition. */
  readonly cased: boolean;
  readonly labels: readonly LineLabel[];
}

interface LineLabel {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Lower case without accents; the fast path keeps plain ASCII cheap. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d")
    .replace(/ø/g, "o")
    .replace(/ı/g, "i")
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/’/g, "'");
}

const tokenPattern = /[\p{L}\p{M}]+(?:['’](?!(?:s|m|re|ve|ll|d|t)(?![\p{L}]))[\p{L}\p{M}]+)*|\p{N}+/giu;
const labelPattern =
  /^[ \t]*(?:<v ([^>\n]{1,60})>|\[([\p{L}\p{N}_ .'’-]{1,40})\](?=[ \t:])|([\p{L}][\p{L}\p{N}_.'’-]*(?: [\p{L}\p{N}_.'’-]+){0,3}):(?=\s|$))/gmu;
const cuePattern = /^\d+$|^WEBVTT$|^\d\d:\d\d[^\n]*-->[^\n]*$/gm;

function shapeOf(text: string): Shape {
  if (/^\p{N}+$/u.test(text)) return "digits";
  const lower = text.toLowerCase();
  if (text === lower) return "lower";
  if (text.length > 1 && text === text.toUpperCase()) return "upper";
  const tail = text.slice(1);
  return tail === tail.toLowerCase() || /^(?:O|D|Mc|Mac|De|La|Le|Di|Van)['’]?\p{Lu}\p{Ll}+$/u.test(text) ? "capital" : "mixed";
}

function findLabels(text: string): { labels: LineLabel[]; heads: LineLabel[] } {
  const labels: LineLabel[] = [];
  const heads: LineLabel[] = [];
  for (const match of text.matchAll(labelPattern)) {
    const name = match[1] ?? match[2] ?? match[3] ?? "";
    const start = match.index + match[0].indexOf(name);
    const label = { start, end: start + name.length, line: 0 };
    labels.push(label);
    heads.push({ ...label, start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(cuePattern)) heads.push({ start: match.index, end: match.index + match[0].length, line: 0 });
  heads.sort((a, b) => a.start - b.start);
  return { labels, heads };
}

/** Cuts a text into tokens, lines and speaker labels. */
export function readPage(text: string): Page {
  const { labels, heads } = findLabels(text);
  const tokens: Token[] = [];
  let line = 0;
  let previousEnd = 0;
  let head = 0;
  let capitals = 0;
  let openings = 0;
  for (const match of text.matchAll(tokenPattern)) {
    const start = match.index;
    const word = match[0];
    const gap = text.slice(previousEnd, start);
    for (let at = gap.indexOf("\n"); at >= 0; at = gap.indexOf("\n", at + 1)) line += 1;
    while (head < heads.length && (heads[head]?.end ?? 0) <= start) head += 1;
    const label = head < heads.length && (heads[head]?.start ?? 0) <= start;
    const afterLabel = tokens.length > 0 && tokens[tokens.length - 1]?.label === true && !label;
    const opens =
      tokens.length === 0 || afterLabel || (/[.!?\n•]|["“(:]\s*$|^\s*-\s$/.test(gap) && !/^\.\s?$/.test(gap)) || /^[.!?]["”’)]*\s+["“(]?$/.test(gap);
    const shape = shapeOf(word);
    if (opens && !label && shape !== "digits") {
      openings += 1;
      if (shape !== "lower") capitals += 1;
    }
    tokens.push({ index: tokens.length, start, end: start + word.length, text: word, fold: foldWord(word), shape, line, opens, label });
    previousEnd = start + word.length;
  }
  return { text, tokens, cased: openings > 0 && capitals / openings > 0.5, labels };
}

/** The text between token i-1 and token i. */
export function gapBefore(page: Page, index: number): string {
  const previous = page.tokens[index - 1];
  const token = page.tokens[index];
  if (token === undefined) return page.text.slice(previous?.end ?? 0);
  return page.text.slice(previous?.end ?? 0, token.start);
}

/** True if token i follows token i-1 with nothing but spaces (or the given joiners) between. */
export function isJoined(page: Page, index: number, joiners = /^ {1,2}$/): boolean {
  return index > 0 && index < page.tokens.length && joiners.test(gapBefore(page, index));
}

/** The folded words before token i, nearest last, not crossing a line break. */
export function wordsBefore(page: Page, index: number, count: number): string[] {
  const words: string[] = [];
  const here = page.tokens[index];
  for (let at = index - 1; at >= 0 && words.length < count; at -= 1) {
    const token = page.tokens[at];
    if (token === undefined || here === undefined || token.line !== here.line || token.label) break;
    words.unshift(token.fold);
  }
  return words;
}
