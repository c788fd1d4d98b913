import { eponymNouns } from "../data/clinical-names.ts";
import { monthNumbers, stateCodes, stateNames, weekdays } from "../data/vocabulary.ts";
import type { Lexicon } from "../lexicon.ts";
import { gapBefore, type Page, type Token } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { isMedical } from "./name-words.ts";

const states = new Set(stateNames);
const before = new Set("in from near around outside visiting leaving toward towards to at through via of reach en desde de over".split(" "));
const strongBefore =
  /\b(?:live[sd]?|living|moved?|moving|born|grew up|raised|reside[sd]?|residing|resident|stay(?:ed|ing|s)?|drove|driving|drive|flew|flying|fly|trip|travel(?:ed|ing|led)?|came|come|visit(?:ed|ing)?|went|going|back|over|up|down|out|here|house|place|people|family|office|clinic|hospital|apartment|job|school|college|based|located|arrived|relocated|somewhere|she['’]?s|he['’]?s|they['’]?re|i['’]?m|you['’]?re|sister|brother|mom|dad|cousin|mother|father|plant|one)(?: (?:in|from|to|near|at|of|around|outside|out|over|up|down|back|here|all the way|there|on|the|tiny))+$/i;
/** Places that are also plain words and need "live in", "moved to" before them when written small. */
const stateTail = new RegExp(`^,? (?:${[...stateCodes].join("|")})\\b`);

/** Longest place of the lexicon that begins at `at`; number of tokens, 0 if none. */
function matchPlace(page: Page, at: number, lexicon: Lexicon): number {
  const first = page.tokens[at];
  if (first === undefined) return 0;
  for (const words of lexicon.places.get(first.fold) ?? []) {
    let fits = true;
    for (let step = 1; step < words.length && fits; step += 1) {
      const token = page.tokens[at + step];
      fits = token !== undefined && token.fold === words[step] && /^[ .'’-]{1,2}$/.test(gapBefore(page, at + step));
    }
    if (fits) return words.length;
  }
  return 0;
}

function isState(page: Page, at: number, length: number): boolean {
  return states.has(
    page.tokens
      .slice(at, at + length)
      .map((token) => token.fold)
      .join(" "),
  );
}

function acceptPlace(page: Page, at: number, length: number, lexicon: Lexicon): number {
  const token = page.tokens[at];
  const last = page.tokens[at + length - 1];
  if (token === undefined || last === undefined || token.label) return 0;
  const previous = page.tokens[at - 1];
  const cued = previous !== undefined && previous.line === token.line && before.has(previous.fold) && /^\s+$/.test(gapBefore(page, at));
  const lead = page.text.slice(Math.max(0, token.start - 48), token.start).trimEnd();
  const strong = cued && strongBefore.test(lead);
  const capital = token.shape === "capital" && (length === 1 || last.shape !== "lower");
  if (capital && !(token.opens && lexicon.common.has(token.fold)) && stateTail.test(page.text.slice(last.end, last.end + 5))) return 0.9;
  const townNotTest = capital && cued && /^(?:in|from|near)$/.test(previous.fold) && !eponymNouns.has(page.tokens[at + 1]?.fold ?? "");
  if (lexicon.clinical.has(token.fold) && length === 1 && !strong && !townNotTest) return 0;
  const plain = length === 1 && (lexicon.english.has(token.fold) || lexicon.common.has(token.fold));
  if (length > 1) {
    const allPlain = page.tokens.slice(at, at + length).every((part) => lexicon.common.has(part.fold));
    if (capital) return allPlain && !cued ? 0 : 0.8;
    if (token.shape === "lower" && !page.cased) return allPlain ? (strong ? 0.6 : 0) : 0.75;
    return cued && !allPlain ? 0.7 : 0;
  }
  if (capital && !token.opens) {
    if (plain) return strong ? 0.7 : 0;
    return cued || strong ? 0.85 : lexicon.given.has(token.fold) || lexicon.family.has(token.fold) ? 0 : 0.6;
  }
  if (capital) return cued ? 0.7 : 0;
  if (token.shape === "lower" || (token.shape === "upper" && token.text.length > 4)) {
    if (plain) return 0;
    const alone = page.tokens[at - 1]?.line !== token.line || page.tokens[at - 1]?.label === true;
    if (alone && page.tokens[at + 1]?.line !== token.line) return 0.75;
    if (
      !cued &&
      !page.cased &&
      token.text.length > 4 &&
      !lexicon.given.has(token.fold) &&
      !lexicon.family.has(token.fold) &&
      !lexicon.clinical.has(token.fold)
    )
      return 0.6;
    if (strong) return 0.75;
    return cued && (!lexicon.given.has(token.fold) || (!page.cased && /^(?:in|near|outside)$/.test(previous.fold))) ? 0.65 : 0;
  }
  return 0;
}

/** "at Moanalua", "up to Osier", "in Oban": a capital no dictionary holds after a word of place. */
function findUnlistedPlaces(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  for (const match of page.text.matchAll(
    /(?<![\p{L}])(in|near|nr|outside|at|from|up to|down to|over to|moved to|back to|drove to|wreck at) ((?:\p{Lu}\p{Ll}{2,})(?: \p{Lu}\p{Ll}+){0,2})(?![\p{L}'’])/gu,
  )) {
    const name = match[2] ?? "";
    const words = name.toLowerCase().split(" ");
    const first = words[0] ?? "";
    if (words.some((word) => lexicon.clinical.has(word) || monthNumbers[word] !== undefined || weekdays.has(word)) || isMedical(first, false))
      continue;
    if (words.length === 1 && (lexicon.english.has(first) || lexicon.given.has(first) || states.has(first))) continue;
    if (
      words.length > 1 &&
      (states.has(name.toLowerCase()) ||
        words.every((word) => lexicon.common.has(word)) ||
        (lexicon.given.has(first) && lexicon.family.has(words[1] ?? "")))
    )
      continue;
    const start = match.index + match[0].length - name.length;
    found.push(makeSpan(start, start + name.length, match[1] === "at" ? "ORG" : "LOCATION", 0.65, "context-word"));
  }
  return found;
}

/** "Rogers County", "Pima cty", "ravalli county". */
function findCounties(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const pattern = /\b((?:\p{Lu}[\p{L}'’-]{1,40} ){1,2})(County|Cty|Parish|Borough|Township|Reservation|Precinct|Ward \d+)\b(?! jail)/gu;
  for (const match of page.text.matchAll(pattern)) {
    if (!/^(?:The|This|That|In|Our|My|A) $/.test(match[1] ?? ""))
      found.push(makeSpan(match.index, match.index + match[0].length, "LOCATION", 0.9, "pattern"));
  }
  for (const match of page.text.matchAll(
    /\b(?!the |this |that |our |my |in |of |a |same |whole |another |each |every |to )([a-z]{4,}) (county|cty|township)\b/g,
  )) {
    found.push(makeSpan(match.index, match.index + match[0].length, "LOCATION", 0.75, "pattern"));
  }
  for (const match of page.text.matchAll(
    /\b(?:at|to|in|near|from) ((?!the|this|that|deep|high|long|cold|warm|hot)[a-z]{4,} (?:beach|island|heights|springs|falls|cascades))\b/g,
  )) {
    const name = match[1] ?? "";
    found.push(makeSpan(match.index + match[0].length - name.length, match.index + match[0].length, "LOCATION", 0.7, "pattern"));
  }
  for (const match of page.text.matchAll(
    /\b(?:around|near|up|climb(?:ed|ing)?|hik(?:ed|ing)|at|to|in|on|by|over) (?:the )?((?:mount|mt|lake|fort|port|camp) (?!the\b|a\b|and\b|of\b|was\b|is\b|my\b|it\b|out\b|in\b|for\b|this\b|that\b)[a-z]{4,})\b/g,
  )) {
    const name = match[1] ?? "";
    found.push(makeSpan(match.index + match[0].length - name.length, match.index + match[0].length, "LOCATION", 0.7, "pattern"));
  }
  for (const match of page.text.matchAll(
    /\b(?:(?:corner of|off|down on|over on|right on|live on|lives on) (?:of )?(?:a |the )?)((?:[Mm]ain|[Hh]igh|[Bb]road|[Cc]hurch|[Mm]arket|[Cc]enter|[Pp]ark|[Bb]ridge|[Mm]ill|[Ww]ater|[Ss]pring|[Ff]ront|[Uu]nion) (?:[Ss]treet|[Aa]venue|[Rr]oad))\b/g,
  )) {
    const name = match[1] ?? "";
    found.push(makeSpan(match.index + match[0].length - name.length, match.index + match[0].length, "LOCATION", 0.85, "pattern"));
  }
  for (const match of page.text.matchAll(/\b(?:NYC|NOLA|Philly|Vegas)\b/g))
    found.push(makeSpan(match.index, match.index + match[0].length, "LOCATION", 0.9, "lexicon"));
  return found;
}

function zipSpans(page: Page): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  const codes = [...stateCodes].join("|");
  const patterns = [
    new RegExp(
      `\\b(?:${codes}|${stateNames.map((name) => name.replace(/\b\w/g, (letter) => letter.toUpperCase())).join("|")})\\.?,? (\\d{5}(?:-\\d{4})?)(?!\\d)`,
      "g",
    ),
    /\bzip(?:code|s)?(?: code)?[ :#]*(?:is |of )?(\d{5}(?:-\d{4})?|\d{3}\*\*)(?!\d)/gi,
    /(?<![\w.-])(\d{5}-\d{4})(?![\w-])/g,
  ];
  for (const pattern of patterns) {
    for (const match of page.text.matchAll(pattern)) {
      const zip = match[1] ?? "";
      const start = match.index + match[0].length - zip.length;
      found.push(makeSpan(start, start + zip.length, "LOCATION", 0.95, "pattern"));
    }
  }
  return found;
}

/** Cities and other places smaller than a state; states and countries stay (164.514(b)(2)(i)(B)). */
export function findPlaces(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  let skipTo = 0;
  page.tokens.forEach((token: Token, at) => {
    if (at < skipTo || !lexicon.places.has(token.fold)) return;
    const length = matchPlace(page, at, lexicon);
    if (length === 0) return;
    const last = page.tokens[at + length - 1];
    if (last === undefined) return;
    const city = /^ (?:city|state|university|falls|beach)\b/i.exec(page.text.slice(last.end, last.end + 12));
    if (length === 1 && isState(page, at, 2)) return;
    if (isState(page, at, length) && !/^ city\b/i.test(city?.[0] ?? "")) return;
    const confidence = acceptPlace(page, at, length, lexicon);
    if (confidence === 0) return;
    skipTo = at + length;
    found.push(
      makeSpan(token.start, city?.[0].trim().toLowerCase() === "city" ? last.end + city[0].length : last.end, "LOCATION", confidence, "lexicon"),
    );
  });
  return [...found, ...findUnlistedPlaces(page, lexicon), ...findCounties(page), ...zipSpans(page)];
}
