import { eponymNouns } from "../data/clinical-names.ts";
import type { Lexicon } from "../lexicon.ts";
import { gapBefore, isJoined, type Page, type Token } from "../page.ts";
import { isCapital, isProtected } from "./name-words.ts";

/** States that are also given names. */
export const stateGirl = /^(?:virginia|georgia|carolina|dakota|montana|nevada)$/;

/** A protected word that is a given name with a family name after it: "Bryan Smith", "Virginia Phillips". */
export function nameFollows(page: Page, token: Token, kind: string, lexicon: Lexicon): boolean {
  const next = page.tokens[token.index + 1];
  if (
    next === undefined ||
    (kind !== "given" && kind !== "given-word" && !stateGirl.test(token.fold)) ||
    !isJoined(page, next.index) ||
    next.line !== token.line
  )
    return false;
  const surname = lexicon.family.has(next.fold) || lexicon.familyWords.has(next.fold);
  return isCapital(token) && isCapital(next) && surname && !eponymNouns.has(next.fold);
}

/** "miss" as a title, not as a verb. */
export function sayMiss(page: Page, at: number): boolean {
  return !/^(?:i|you|we|they|to|t|really|will|would|never|don|not|also|still|just|did|do|he|she|d|ll|might|could|must)$/.test(
    page.tokens[at - 1]?.fold ?? "",
  );
}

/** "Lou" of Lou Gehrig's disease, "Marie" of Charcot-Marie-Tooth. */
export function isEponymHead(page: Page, token: Token, lexicon: Lexicon): boolean {
  const next = page.tokens[token.index + 1];
  const previous = page.tokens[token.index - 1];
  if (next !== undefined && lexicon.clinical.has(next.fold) && isJoined(page, next.index) && isProtected(next, page, lexicon)) {
    const after = page.tokens[next.index + 1]?.fold === "s" ? page.tokens[next.index + 2] : page.tokens[next.index + 1];
    if (after !== undefined && eponymNouns.has(after.fold)) return true;
  }
  return (
    previous !== undefined &&
    /^[- ]$/.test(gapBefore(page, token.index)) &&
    lexicon.clinical.has(previous.fold) &&
    isCapital(previous) &&
    /^[- ](?:tooth|disease|syndrome)/i.test(page.text.slice(token.end, token.end + 9))
  );
}

/** A capitalised unknown word among doses and prescriptions is a drug nobody listed. */
export function isTreatment(page: Page, token: Token): boolean {
  const before = page.text.slice(Math.max(0, token.start - 44), token.start);
  const after = page.text.slice(token.end, token.end + 18);
  return (
    /\b(?:takes?|taking|took|taken|started?|starting|using|uses?d?|continued?|prescribed?|initiate|generic|drug|medications?|meds|restart|stop(?:ped)?|switch(?:ed)?|treated with|allergic to|allergy to|trial of|inhaler|cream|dose of|recommended|over[- ]the[- ]counter|administered|tests?|positive for|negative for|history of|hx of|diagnosed with|vaccine|brand|called either|on)(?: \w+){0,2}[,:]? (?:the |a |some |um,? |uh,? )?$/i.test(
      before,
    ) ||
    /^(?:,? (?:\d|mg|mcg|cream|inhaler|tablets?|ointment|daily|twice|once|therapy|treatment|gel|spray|drops|syndrome|infection|score|test|halo|shots?|injections?|infusions?)|’?s? ?(?:mg|disease))/i.test(
      after,
    )
  );
}

/** In speech without capitals, a doctor says "so mark tell me": a word-name spoken to. */
export function isSpokenTo(token: Token, before: string, next: string): boolean {
  return (
    !/^(?:will|may|hope|can|art|chase|chance|bill|grant|rob|sue|pat)$/.test(token.fold) &&
    /^(?:so|okay|alright|well|there|hey|hi|now|today|thanks|bye|ok)$/.test(before) &&
    /^(?:tell|how|what|you|your|i|we|nice|good|have|are|do|let|any|when|is|can|it|and|so|that|go|before|just)$/.test(next)
  );
}
