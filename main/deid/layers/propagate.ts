import { eponymNouns } from "../data/clinical-names.ts";
import { kinWords, titleWords } from "../data/vocabulary.ts";
import type { Lexicon } from "../lexicon.ts";
import { gapBefore, type Page } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { isCapital, isProtected, neverName } from "./name-words.ts";

/** Parts of accepted names, places and organisations, to be found in every other mention. */
export interface Accepted {
  readonly names: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** Names of places of several words, folded and joined by one space: said again, they go whole. */
  readonly phrases: ReadonlySet<string>;
}

/** Collects the words worth looking for again. */
export function collectAccepted(page: Page, spans: readonly DetectedSpan[], lexicon: Lexicon): Accepted {
  const names = new Set<string>();
  const places = new Set<string>();
  const phrases = new Set<string>();
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.type !== "NAME" && span.type !== "LOCATION" && span.type !== "ORG") continue;
    if (span.confidence < 0.6) continue;
    while (at > 0 && (page.tokens[at]?.start ?? 0) > span.start) at -= 1;
    while (at < page.tokens.length && (page.tokens[at]?.end ?? 0) <= span.start) at += 1;
    if (span.type !== "NAME") {
      const inside: string[] = [];
      for (let index = at; (page.tokens[index]?.start ?? span.end) < span.end; index += 1) inside.push(page.tokens[index]?.fold ?? "");
      if (inside.length > 1 && inside.length < 5 && inside.some((word) => !lexicon.common.has(word))) phrases.add(inside.join(" "));
    }
    for (let index = at; index < page.tokens.length; index += 1) {
      const token = page.tokens[index];
      if (token === undefined || token.start >= span.end) break;
      if (
        token.text.length < 2 ||
        (token.text.length < 3 && (span.end - span.start > 2 || lexicon.common.has(token.fold) || lexicon.english.has(token.fold))) ||
        token.shape === "digits" ||
        neverName.has(token.fold) ||
        titleWords.has(token.fold) ||
        kinWords.has(token.fold)
      )
        continue;
      if (span.type === "NAME") names.add(token.fold);
      // parts of addresses and organisations are worth keeping only if they are not words
      else if (!lexicon.english.has(token.fold) && !lexicon.given.has(token.fold)) places.add(token.fold);
    }
  }
  return { names, places, phrases };
}

/** A word-name at the end of a clause, with nothing before it that makes it a thing: "stay with me sky". */
function isSpokenTo(page: Page, at: number): boolean {
  const token = page.tokens[at];
  const previous = page.tokens[at - 1];
  if (token === undefined) return false;
  const next = page.tokens[at + 1];
  const closes = next === undefined || next.line !== token.line || /^ ?[,.?!]/.test(gapBefore(page, at + 1));
  return closes && !/^(?:the|a|an|of|in|to|my|your|this|that|no|some|and|his|her|their|our|is|was|be|its|for|with|by|on)$/.test(previous?.fold ?? "");
}

function findPhrases(page: Page, phrases: ReadonlySet<string>): DetectedSpan[] {
  if (phrases.size === 0) return [];
  const heads = new Set([...phrases].map((phrase) => phrase.slice(0, phrase.indexOf(" "))));
  const found: DetectedSpan[] = [];
  for (const token of page.tokens) {
    if (!heads.has(token.fold)) continue;
    let phrase = token.fold;
    for (let at = token.index + 1; at < token.index + 4 && /^[ '’-]{1,2}$/.test(gapBefore(page, at)); at += 1) {
      phrase += ` ${page.tokens[at]?.fold ?? ""}`;
      if (phrases.has(phrase)) found.push(makeSpan(token.start, page.tokens[at]?.end ?? token.end, "LOCATION", 0.8, "propagated"));
    }
  }
  return found;
}

/** Finds every further mention of accepted words in the session (parts, possessives, other case). */
export function propagate(page: Page, accepted: Accepted, lexicon: Lexicon): DetectedSpan[] {
  const found = findPhrases(page, accepted.phrases);
  for (const token of page.tokens) {
    const isName = accepted.names.has(token.fold);
    if (!isName && !accepted.places.has(token.fold)) continue;
    const next = page.tokens[token.index + 1];
    const after = next?.fold === "s" ? page.tokens[token.index + 2] : next;
    if (after !== undefined && after.line === token.line && eponymNouns.has(after.fold) && lexicon.clinical.has(token.fold)) continue;
    if (lexicon.common.has(token.fold) || lexicon.english.has(token.fold) || lexicon.givenWords.has(token.fold)) {
      // a name that is also a word goes only where it is written as a name
      if (!page.cased && isName && !isCapital(token) && isSpokenTo(page, token.index)) {
        found.push(makeSpan(token.start, token.end, "NAME", 0.65, "propagated"));
        continue;
      }
      if (!isCapital(token) || (token.opens && !/^['’, ]/.test(gapBefore(page, token.index + 1)))) continue;
      if (token.opens && !lexicon.givenWords.has(token.fold)) continue;
      if (
        token.opens &&
        !/^(?:said|says|is|was|told|asked|came|left|s|called|and|has|had)$/.test(next?.fold ?? "") &&
        gapBefore(page, token.index + 1).trim() === ""
      )
        continue;
    }
    if (isProtected(token, page, lexicon) && !isName) continue;
    found.push(makeSpan(token.start, token.end, isName ? "NAME" : "LOCATION", 0.8, "propagated"));
  }
  return found;
}
