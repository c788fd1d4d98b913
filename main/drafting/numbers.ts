const ones = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const valueByWord = new Map<string, number>([
  ...ones.map((word, value) => [word, value] as const),
  ...tens.flatMap((word, ten) => (word === "" ? [] : [[word, ten * 10] as const])),
]);

/** The figures in a text, however they are written: "40 mg", "forty milligrams", "one hundred and twenty". */
export function findNumbers(text: string): Set<number> {
  const found = new Set<number>();
  for (const [digits] of text.matchAll(/\d+(?:\.\d+)?/g)) found.add(Number(digits));
  let current: number | null = null;
  const close = () => {
    if (current !== null) found.add(current);
    current = null;
  };
  for (const word of text.toLowerCase().split(/[^a-z]+/)) {
    const value = valueByWord.get(word);
    if (value !== undefined) {
      const joins = current !== null && (current % 100 === 0 || (current % 10 === 0 && current % 100 >= 20 && value < 10));
      if (!joins) close();
      current = (current ?? 0) + value;
    } else if (word === "hundred" && current !== null) current *= 100;
    else if (word === "thousand" && current !== null) current *= 1000;
    else if (word !== "and") close();
  }
  close();
  // "one" is more often a pronoun than a figure.
  if (!/\b1\b/.test(text)) found.delete(1);
  return found;
}

/**
 * The figures a line may bear out. Speech leaves out the hundred ("one thirty over eighty", "nineteen
 * eighty-seven"), and "one milligram" is a figure even though "one" mostly is not.
 */
export function findSpokenNumbers(text: string): Set<number> {
  const found = findNumbers(text);
  if (/\bone\b/i.test(text)) found.add(1);
  const words = text.toLowerCase().split(/[^a-z]+/);
  for (const [at, word] of words.entries()) {
    const head = valueByWord.get(word);
    // "thirty, five times" may be heard as 35; each part counts too.
    if (head !== undefined && head !== 1) found.add(head);
    const next = valueByWord.get(words[at + 1] ?? "");
    if (head === undefined || next === undefined || head === 0 || next < 10) continue;
    const last = next >= 20 ? (valueByWord.get(words[at + 2] ?? "") ?? 0) : 0;
    found.add(head * 100 + next + (last < 10 ? last : 0));
  }
  return found;
}
