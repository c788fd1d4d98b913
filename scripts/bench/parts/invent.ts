const syllables = ["ba", "do", "ki", "lu", "me", "na", "po", "ra", "se", "ti", "vu", "wo", "ya", "zen", "mar", "lin", "os", "el", "qui", "fa"];

let seed = 7;
/** A whole number below this one; the same row of them in every run. */
export function draw(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed % below;
}

/** An invented name, or a word of an invented note. */
export const inventName = (): string => Array.from({ length: 2 + draw(2) }, () => syllables[draw(syllables.length)]).join("");
/** Twelve such words. */
export const inventSentence = (): string => Array.from({ length: 12 }, inventName).join(" ");
