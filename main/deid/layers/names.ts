import { eponymNouns } from "../data/clinical-names.ts";
import { kinWords, looseTitles, personVerbs, roleWords, titleWords, weekdays } from "../data/vocabulary.ts";
import type { Lexicon } from "../lexicon.ts";
import { gapBefore, isJoined, type Page, type Token } from "../page.ts";
import { type DetectedSpan, makeSpan } from "../spans.ts";
import { isEponymHead, isSpokenTo, isTreatment, nameFollows, sayMiss, stateGirl } from "./name-contexts.ts";
import { isCapital, isInitial, isInterjection, isMedical, isProtected, kindOf, neverName } from "./name-words.ts";

const particles = new Set("de la del van von der den bin ibn al el st mac mc da dos di le du ter ten abu".split(" "));
const greetings = new Set(
  "hi hey hello dear thanks thank bye goodbye morning afternoon evening okay ok alright welcome hola gracias night care congratulations sorry so now well right listen look you there".split(
    " ",
  ),
);
const strongGreetings = new Set("hi hey hello dear goodbye hola hiya".split(" "));
const actedOn = new Set(
  "told asked called texted married dating marry met saw hugged blamed miss missed thanked visited phoned emailed tell ask call text with and".split(
    " ",
  ),
);
const abstract = new Set(
  "grace hope joy faith will may patience charity mercy destiny harmony serenity justice trinity summer autumn spring dawn angel art bill mark rose pat ray drew".split(
    " ",
  ),
);
const deeds = new Set(
  "said says asked told tells calls texted thinks thought left came went drove yelled screamed laughed died works lives lived drinks hit picked".split(
    " ",
  ),
);
/** "a medicine called", "this is also known as", "it's called": things have names too. */
const calledThing =
  /\b(?:drugs?|medicines?|medications?|pills?|shots?|creams?|inhalers?|antibiotics?|stimulants?|conditions?|diseases?|disorders?|syndromes?|procedures?|tests?|something|this is|that is|that['’]?s|it['’]?s|it is|which is|also|another name is)\b[^.?!\n]{0,12}\b(?:called|known as)\b (?:um,? |uh,? |a |an |the |like |[“"'])*$/i;
const places = new Set("in from near at to outside around".split(" "));

/** How sure we are that the token at `at` begins a person's name; 0 if it does not. */
function scoreStart(page: Page, token: Token, lexicon: Lexicon): number {
  const previous = page.tokens[token.index - 1];
  const sameLine = previous !== undefined && previous.line === token.line && !previous.label;
  const near = sameLine && /^['’]?[ ,]{1,2}$|^['’]s?$|^ ?\. $/.test(gapBefore(page, token.index));
  const before = near ? previous.fold : "";
  const next = page.tokens[token.index + 1];
  const nextFold = next !== undefined && next.line === token.line ? next.fold : "";
  const kind = kindOf(token, lexicon);
  const capital = isCapital(token);
  if (token.text.length < 2 || token.shape === "digits") return 0;
  const titled = titleWords.has(before) && !/,/.test(gapBefore(page, token.index));
  // "MR arthrogram": magnetic resonance
  if (before === "mr" && /(?:gram|graphy|scan|imaging)s?$/.test(token.fold)) return 0;
  if (titled && !neverName.has(token.fold) && !kinWords.has(token.fold)) {
    if (!looseTitles.has(before)) return kind === "plain" && token.shape === "lower" && before === "ms" ? 0 : 0.97;
    if (capital && !token.opens && (isCapital(previous) || kind !== "plain")) return 0.9;
    if (kind === "given" || kind === "family" || (kind === "unknown" && !isMedical(token.fold, true))) return 0.85;
    if (
      (before === "doctor" || before === "officer" || before === "detective") &&
      (kind === "family-word" || kind === "given-word") &&
      token.shape === "lower" &&
      !personVerbs.has(token.fold)
    )
      return 0.6;
  }
  if (before === "miss" && sayMiss(page, token.index - 1) && kind !== "plain" && kind !== "unknown" && !neverName.has(token.fold)) return 0.8;
  if (token.fold === "will" && capital)
    return deeds.has(nextFold) && !/^(?:said|did)$/.test(before)
      ? 0.75
      : scoreCapital(page, token, "given-word", before, nextFold, lexicon) * (token.opens ? 0 : 1);
  if (neverName.has(token.fold) || isInterjection(token.fold)) return 0;
  // "hi virginia": greeted, so not the state
  if (strongGreetings.has(before) && (kind === "given" || kind === "given-word" || stateGirl.test(token.fold)) && !weekdays.has(token.fold))
    return 0.85;
  if (isEponymHead(page, token, lexicon)) return 0;
  if (isProtected(token, page, lexicon)) return nameFollows(page, token, kind, lexicon) ? 0.85 : 0;
  if (/^[- ]$/.test(gapBefore(page, token.index)) && previous?.fold === "x") return 0;
  if (token.shape === "lower" && (/-$/.test(gapBefore(page, token.index)) || /^-/.test(gapBefore(page, token.index + 1)))) return 0;
  if (before === "s" && /['’]$/.test(page.text.slice(0, previous?.start ?? 0)) && capital && kinWords.has(page.tokens[token.index - 2]?.fold ?? ""))
    return 0.9;
  const nameIs =
    /\b(?:name(?: is|['’]s| was|:)|names are|nickname(?: is|['’]s)|i go by|goes by|go by|known as|call me|calls me|calls? (?:him|her|them)|named|called|aka|a\.k\.a\.?) (?:um,? |uh,? |is |like |[“"'])*$/i.test(
      page.text.slice(Math.max(0, token.start - 36), token.start),
    );
  const thingIs = calledThing.test(page.text.slice(Math.max(0, token.start - 60), token.start));
  if (nameIs && !thingIs && (capital || kind !== "plain") && !isMedical(token.fold, true))
    return capital || kind !== "given-word" || /name/.test(page.text.slice(Math.max(0, token.start - 16), token.start)) ? 0.92 : 0.7;
  if (
    nameIs &&
    !thingIs &&
    kind === "plain" &&
    /\b(?:my|his|her|last|first|your|full|legal) name(?: is|['’]s) $/i.test(page.text.slice(Math.max(0, token.start - 24), token.start)) &&
    !lexicon.common.has(token.fold)
  )
    return 0.7;
  const kin = kinWords.has(before);
  if (
    kin &&
    !roleWords.has(token.fold) &&
    ((capital && !token.opens && kind !== "plain") ||
      kind === "given" ||
      (kind === "unknown" && !isMedical(token.fold, false) && token.text.length > 2) ||
      kind === "family")
  )
    return 0.88;
  if (capital) return scoreCapital(page, token, kind, before, nextFold, lexicon);
  if (token.shape === "upper") {
    if (
      strongGreetings.has(before) &&
      token.text.length < 4 &&
      /^[,.!?]/.test(page.text.slice(token.end, token.end + 1)) &&
      !lexicon.english.has(token.fold)
    )
      return 0.7;
    if (token.text.length < 4 || (kind !== "given" && kind !== "family")) return 0;
    return /^, ?$/.test(gapBefore(page, token.index + 1)) || isCapital(next) || before === "name" || before === "patient"
      ? 0.75
      : kind === "given"
        ? 0.6
        : 0;
  }
  return scoreSmall(page, token, kind, before, nextFold, lexicon);
}

function scoreCapital(page: Page, token: Token, kind: string, before: string, next: string, lexicon: Lexicon): number {
  const possessive = /^['’]$/.test(gapBefore(page, token.index + 1)) && next === "s";
  const beside = [page.tokens[token.index - 1], page.tokens[token.index + 1]].some(
    (other) =>
      other !== undefined &&
      other.line === token.line &&
      isCapital(other) &&
      !other.opens &&
      lexicon.common.has(other.fold) &&
      !neverName.has(other.fold) &&
      !titleWords.has(other.fold) &&
      !lexicon.familyWords.has(other.fold) &&
      isJoined(page, Math.max(other.index, token.index)),
  );
  const surnameNext = page.tokens[token.index + 1];
  const full =
    surnameNext !== undefined &&
    surnameNext.line === token.line &&
    isCapital(surnameNext) &&
    isJoined(page, surnameNext.index) &&
    (lexicon.family.has(surnameNext.fold) || lexicon.familyWords.has(surnameNext.fold));
  if (kind === "given") return beside && !full ? 0.6 : 0.92;
  if (kind === "family") return token.opens && !full ? (lexicon.places.has(token.fold) ? 0.5 : 0.7) : 0.82;
  if (kind === "unknown") {
    if (token.text.length < 3 || isMedical(token.fold, false) || places.has(before) || isTreatment(page, token)) return 0;
    return token.opens ? (page.cased ? 0.55 : 0) : 0.68;
  }
  if (kind === "given-word") {
    if (full && !token.opens) return 0.9;
    if (greetings.has(before) && /[,.!?]/.test(gapBefore(page, token.index + 1).slice(0, 1))) return 0.85;
    if (strongGreetings.has(before)) return 0.85;
    if (token.opens) return deeds.has(next) || (personVerbs.has(next) && !abstract.has(token.fold)) || full ? 0.75 : 0;
    if (!page.cased || beside) return 0;
    return possessive || !places.has(before) || actedOn.has(before) ? 0.78 : 0;
  }
  if (kind === "family-word" && !token.opens && actedOn.has(before) && page.cased && !lexicon.common.has(token.fold)) return 0.55;
  return 0;
}

function scoreSmall(page: Page, token: Token, kind: string, before: string, next: string, lexicon: Lexicon): number {
  if (token.fold === "lotta" || (token.fold === "charlie" && /^(?:s|horse)$/.test(next))) return 0;
  if (kind === "given") {
    if (lexicon.places.has(token.fold) && places.has(before)) return 0;
    return token.text.length > 3 || strongGreetings.has(before) ? (page.cased ? 0.65 : 0.8) : deeds.has(next) ? 0.7 : 0;
  }
  if (strongGreetings.has(before) && kind !== "plain" && kind !== "unknown") return 0.8;
  if (kind === "given-word" && !page.cased) {
    const opening = token.opens || token.line !== page.tokens[token.index - 1]?.line;
    const told = /^(?:told|asked|texted|married|dating|met|phoned|emailed|ask|tell|thanked|blamed)$/.test(before) && !/^(?:the|a|my)$/.test(next);
    if ((opening || /^(?:and|so|because|then|when|but)$/.test(before)) && deeds.has(next)) return 0.7;
    if (told) return 0.65;
    if (isSpokenTo(token, before, next)) return 0.65;
  }
  if (kind === "family" && !page.cased && token.text.length > 4 && !isMedical(token.fold, false))
    return greetings.has(before) || actedOn.has(before) || deeds.has(next) ? 0.7 : 0.5;
  if (kind === "unknown" && token.text.length > 3 && !isMedical(token.fold, false)) {
    if (
      (deeds.has(next) && !page.cased) ||
      strongGreetings.has(before) ||
      (/^(?:my|our)$/.test(next) && kinWords.has(page.tokens[token.index + 2]?.fold ?? ""))
    )
      return 0.65;
    if (/^(?:brother|sister|lady|guy|friend|kid|named|aunt)$/.test(before)) return 0.7;
  }
  return 0;
}

/** Last token of the name that begins at `first`. */
function extend(page: Page, first: number, lexicon: Lexicon): number {
  let last = first;
  const head = page.tokens[first];
  for (let at = first + 1; at < page.tokens.length && at - first < 6; at += 1) {
    const token = page.tokens[at];
    if (token === undefined || head === undefined || token.line !== head.line) break;
    const gap = gapBefore(page, at);
    if (/^[-‐]$/.test(gap)) {
      if (token.shape === "digits") break;
      last = at;
      continue;
    }
    if (!/^ $|^\. $|^ ?[“"] ?$|^, (?=\p{Lu})$/u.test(gap)) break;
    if (gap === ". " && !(isInitial(page.tokens[at - 1]) || /^(?:Jr|Sr|St)$/.test(page.tokens[at - 1]?.text ?? ""))) break;
    if (gap === ", ") break;
    if (isInitial(token)) {
      last = at;
      continue;
    }
    const kind = kindOf(token, lexicon);
    if (particles.has(token.fold) && isCapital(page.tokens[at + 1]) && gapBefore(page, at + 1) === " " && isCapital(head)) continue;
    if (isCapital(head) || head.shape === "upper") {
      if ((!isCapital(token) && token.shape !== "upper") || token.opens || neverName.has(token.fold)) break;
      if (token.shape === "upper" && head.shape !== "upper") break;
      const surname = lexicon.family.has(token.fold) || lexicon.familyWords.has(token.fold);
      if ((isProtected(token, page, lexicon) && !surname) || (kind === "plain" && !surname)) break;
      if (surname && eponymNouns.has(page.tokens[at + 1]?.fold ?? "") && /^ $/.test(gapBefore(page, at + 1)) && lexicon.clinical.has(token.fold))
        break;
      last = at;
      continue;
    }
    if (neverName.has(token.fold) || isInterjection(token.fold)) break;
    const closes = /^(?: ?[,.]|\s*\n|\s*$| (?:is|who|date|presents|presented|was|here)\b|['’]s)/.test(page.text.slice(token.end, token.end + 11));
    if (token.shape === "lower" && lexicon.given.has(head.fold) && lexicon.familyWords.has(token.fold) && closes && !personVerbs.has(token.fold)) {
      last = at;
      continue;
    }
    if (isProtected(token, page, lexicon)) break;
    if (
      token.shape === "lower" &&
      (kind === "family" ||
        kind === "given" ||
        (kind === "unknown" && token.text.length > 3 && !isMedical(token.fold, false) && lexicon.given.has(head.fold)))
    ) {
      last = at;
      continue;
    }
    break;
  }
  return last;
}

/** Persons named by a cue (title, kin word, "my name is") or by the census lists in a fitting place. */
export function findNames(page: Page, lexicon: Lexicon): DetectedSpan[] {
  const found: DetectedSpan[] = [];
  let skipTo = 0;
  for (const token of page.tokens) {
    if (token.index < skipTo || token.label) continue;
    const score = scoreStart(page, token, lexicon);
    if (score < 0.5) continue;
    let first = token.index;
    // initials before a surname: "M. Thompson"
    while (isInitial(page.tokens[first - 1]) && /^\.? $/.test(gapBefore(page, first)) && page.tokens[first - 1]?.line === token.line) first -= 1;
    const last = extend(page, token.index, lexicon);
    const parts = page.tokens.slice(token.index, last + 1);
    const confidence = parts.length > 1 && score < 0.9 ? Math.min(0.95, score + 0.15) : score;
    if (confidence < 0.55) continue;
    skipTo = last + 1;
    const start = page.tokens[first];
    const end = page.tokens[last];
    if (start !== undefined && end !== undefined)
      found.push(makeSpan(start.start, end.end, "NAME", confidence, score > 0.85 ? "context-word" : "lexicon"));
  }
  return found;
}
