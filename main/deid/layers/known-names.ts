import { nicknames } from "../data/nicknames.ts";
import { kinWords, personVerbs, titleWords } from "../data/vocabulary.ts";
import type { KnownIdentifiers } from "../known.ts";
import type { Lexicon } from "../lexicon.ts";
import { foldWord, gapBefore, isJoined, type Page, type Token } from "../page.ts";
import { resembles } from "../resemblance.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { isCapital, isInitial, isProtected } from "./name-words.ts";

/** Splits a name of the chart into the parts that can stand alone, without titles and credentials. */
export function splitName(name: string): string[] {
  return foldWord(name.replace(/,? (?:MD|DO|PhD|PsyD|LCSW|LMFT|LPC|LICSW|RN|NP|PA|APRN|PMHNP|Jr\.?|Sr\.?|II|III)\b\.?/g, ""))
    .split(/[^\p{L}']+/u)
    .map((part) => part.replace(/^'|'$/g, ""))
    .filter((part) => part.length > 1 && !titleWords.has(part) && !/^(?:de|la|del|van|von|der|st)$/.test(part));
}

function isWord(token: Token, lexicon: Lexicon): boolean {
  return lexicon.common.has(token.fold) || lexicon.english.has(token.fold) || lexicon.givenWords.has(token.fold);
}

/** Whether a known name that is also a word ("Grace", "Will") stands here as a name. */
function standsAsName(page: Page, token: Token): boolean {
  const next = page.tokens[token.index + 1];
  const previous = page.tokens[token.index - 1];
  const nextFold = next?.line === token.line ? next.fold : "";
  const called =
    previous !== undefined &&
    previous.line === token.line &&
    (kinWords.has(previous.fold) ||
      titleWords.has(previous.fold) ||
      /^(?:hi|hey|hello|thanks|bye|told|asked|named|called|with|dear|okay|name|is|and)$/.test(previous.fold));
  const punctuated = /^\s*[,!?.]/.test(page.text.slice(token.end, token.end + 2)) || nextFold === "";
  if (isCapital(token)) {
    if (!token.opens) return true;
    return (
      personVerbs.has(nextFold) ||
      /^[,!.]/.test(page.text.slice(token.end, token.end + 1)) ||
      (nextFold === "s" && /['’]/.test(gapBefore(page, token.index + 1)))
    );
  }
  return (
    (called && (punctuated || personVerbs.has(nextFold))) ||
    (/^(?:said|says|told|asked|called|texted|left|came|died|works|lives)$/.test(nextFold) && token.opens)
  );
}

/** Chart names in the text: exact, any case, parts, nicknames, misheard and run together. */
export function findKnownNames(page: Page, known: KnownIdentifiers, lexicon: Lexicon): DetectedSpan[] {
  const parts = new Set(known.persons.flatMap((person) => person.names.flatMap(splitName)));
  if (parts.size === 0) return [];
  const short = new Set([...parts].flatMap((part) => nicknames.get(part) ?? []));
  const long = [...parts].filter((part) => part.length >= 4);
  const initials = new Set(
    known.persons
      .flatMap((person) =>
        person.names.map((name) =>
          splitName(name)
            .map((part) => part[0] ?? "")
            .join(""),
        ),
      )
      .filter((letters) => letters.length > 1),
  );
  const heard = new Map<string, boolean>();
  const matches = (token: Token): boolean => {
    if (token.shape === "digits" || token.text.length < 2) return false;
    if (parts.has(token.fold) || short.has(token.fold)) return true;
    if (token.text.length < 4 || isWord(token, lexicon)) return false;
    let result = heard.get(token.fold);
    if (result === undefined) {
      result = long.some((part) => resembles(token.fold, part));
      heard.set(token.fold, result);
    }
    return result;
  };
  const found: DetectedSpan[] = [];
  for (let at = 0; at < page.tokens.length; at += 1) {
    const token = page.tokens[at];
    if (token === undefined) continue;
    if (
      /^\p{Lu}{2,3}$/u.test(token.text) &&
      initials.has(token.fold) &&
      !lexicon.clinical.has(token.fold) &&
      /\b(?:pt|patient|client|initials|for|w\/)\s*$/i.test(page.text.slice(Math.max(0, token.start - 12), token.start))
    ) {
      found.push(makeSpan(token.start, token.end, "NAME", 0.8, "known-identifier"));
      continue;
    }
    const joined = page.tokens[at + 1];
    const runTogether = joined !== undefined && isJoined(page, at + 1) && token.text.length > 1 && parts.has(token.fold + joined.fold);
    if (!runTogether && !matches(token)) continue;
    let last = runTogether ? at + 1 : at;
    while (
      page.tokens[last + 1] !== undefined &&
      /^(?:[ -]|\. |, )$/.test(gapBefore(page, last + 1)) &&
      (matches(page.tokens[last + 1] as Token) || isInitial(page.tokens[last + 1]))
    )
      last += 1;
    if (last === at && !runTogether) {
      if (isProtected(token, page, lexicon) && !isCapital(token)) continue;
      if (isProtected(token, page, lexicon) && page.tokens[at + 1] !== undefined && lexicon.clinical.has(token.fold) && isEponym(page, at)) continue;
      if (isWord(token, lexicon) && !standsAsName(page, token)) continue;
    }
    const end = page.tokens[last];
    if (end === undefined) continue;
    const exact = parts.has(token.fold) || runTogether;
    found.push(makeSpan(token.start, end.end, "NAME", exact ? 0.99 : 0.85, "known-identifier"));
    at = last;
  }
  return found;
}

function isEponym(page: Page, at: number): boolean {
  const next = page.tokens[at + 1];
  const after = next?.fold === "s" ? page.tokens[at + 2] : next;
  return after !== undefined && /^(?:disease|syndrome|palsy|scale|inventory|test|sign|scores?|index)$/.test(after.fold);
}
