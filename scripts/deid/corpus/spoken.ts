import type { Chance } from "./chance.ts";

const units =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ordinalUnits =
  "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(
    " ",
  );
const alphabet =
  "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray yankee zulu".split(
    " ",
  );
const everyday =
  "apple boy cat dog elephant frank george house igloo jack king larry mary nancy orange peter queen robert sam tom umbrella victor wagon xray yellow zebra".split(
    " ",
  );

/** 0 to 99 in words. */
export function sayNumber(value: number, joiner = " "): string {
  if (value < 20) return units[value] ?? "";
  const rest = value % 10;
  return (tens[Math.floor(value / 10)] ?? "") + (rest === 0 ? "" : joiner + (units[rest] ?? ""));
}

/** "third", "twenty first". */
export function sayOrdinal(value: number): string {
  if (value < 20) return ordinalUnits[value] ?? "";
  const rest = value % 10;
  if (rest === 0) return `${(tens[value / 10] ?? "").slice(0, -1)}ieth`;
  return `${tens[Math.floor(value / 10)] ?? ""} ${ordinalUnits[rest] ?? ""}`;
}

/** Digits as people read them out: one by one, "double five", in pairs, with pauses. */
export function sayDigits(digits: string, chance: Chance, commas: boolean): string {
  const zero = chance.odds(0.7) ? "oh" : "zero";
  const style = chance.below(8);
  const words: string[] = [];
  for (let at = 0; at < digits.length; ) {
    const digit = digits[at] ?? "0";
    const same = digits[at + 1] === digit;
    if (same && digits[at + 2] === digit && style === 0) {
      words.push(`triple ${units[Number(digit)] ?? zero}`);
      at += 3;
    } else if (same && style <= 1) {
      words.push(`double ${digit === "0" ? zero : (units[Number(digit)] ?? "")}`);
      at += 2;
    } else if (style === 2 && digit !== "0" && digits[at + 1] !== undefined && digits.length % 2 === 0) {
      words.push(Number(digits.slice(at, at + 2)) % 100 === 0 ? "hundred" : sayNumber(Number(digits.slice(at, at + 2))));
      at += 2;
    } else {
      words.push(digit === "0" ? zero : (units[Number(digit)] ?? ""));
      at += 1;
    }
    const pause = at === 3 || at === 6;
    if (pause && at < digits.length && commas && chance.odds(0.7)) words.push("\u0002");
    else if (at < digits.length && chance.odds(0.03)) words.push(chance.pick(["uh", "um"]));
  }
  return words.join(" ").replace(/ \u0002/g, ",");
}

/** A code of letters and digits as it is read out: "B as in boy, K T, four four". */
export function sayCode(code: string, chance: Chance, upper: boolean): string {
  const explain = chance.odds(0.35);
  const list = chance.odds(0.5) ? alphabet : everyday;
  const words: string[] = [];
  for (const character of code.toLowerCase()) {
    if (/[a-z]/.test(character)) {
      const letter = upper ? character.toUpperCase() : character;
      words.push(
        explain && chance.odds(0.5) ? `${letter} ${chance.odds(0.75) ? "as in" : "like"} ${list[character.charCodeAt(0) - 97] ?? "x"}` : letter,
      );
    } else if (/\d/.test(character)) words.push(character === "0" ? (chance.odds(0.5) ? "oh" : "zero") : (units[Number(character)] ?? ""));
    else if (chance.odds(0.6)) words.push(character === "-" ? "dash" : character === "_" ? "underscore" : "dot");
  }
  return words.join(" ");
}

/** A name spelled out: "R-U-I-Z", "r u i z", "R as in robert, U, I, Z". */
export function spellOut(name: string, chance: Chance, upper: boolean): string {
  const letters = [...name.toLowerCase()].filter((letter) => /[a-z]/.test(letter)).map((letter) => (upper ? letter.toUpperCase() : letter));
  const style = chance.below(4);
  if (style === 0 && upper) return letters.join("-");
  if (style === 1 && upper) return letters.join(", ");
  if (style === 2)
    return letters
      .map((letter, at) => (at === 0 || chance.odds(0.15) ? `${letter} as in ${everyday[letter.toLowerCase().charCodeAt(0) - 97] ?? "x"}` : letter))
      .join(" ");
  return letters.join(" ");
}

/** A web or e-mail name as it is said: "jane dot doe at mail dot net". */
export function sayAddress(address: string, chance: Chance): string {
  return address
    .replace(/^https?:\/\//, "")
    .replace(/(\d+)/g, (digits) => ` ${digits.length <= 2 && digits[0] !== "0" ? sayNumber(Number(digits)) : sayDigits(digits, chance, false)} `)
    .replace(
      /[.@_/+-]/g,
      (mark) =>
        ({ ".": " dot ", "@": " at ", _: " underscore ", "/": " slash ", "+": " plus ", "-": chance.odds(0.5) ? " dash " : " hyphen " })[mark] ?? " ",
    )
    .replace(/\s+/g, " ")
    .trim();
}
