/** Words as they are compared: lower case, no punctuation, numbers and titles as they are spoken. */
export function toWords(text: string): string[] {
  return text
    .toLowerCase()
    .replace(/\bmr\.?(?=\s)/g, "mister")
    .replace(/\bmrs\.?(?=\s)/g, "missus")
    .replace(/\bdr\.?(?=\s)/g, "doctor")
    .replace(/\bokay\b|\bo\.k\./g, "ok")
    .replace(/\d+/g, (digits) => ` ${sayNumber(Number(digits), digits)} `)
    .replace(/['’]/g, "")
    .replace(/[^a-z]+/g, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");
}

/** How many words must be changed, left out or put in to make one text of the other, and how many there should be. */
export function countWordErrors(wanted: string, found: string): { errors: number; words: number } {
  const [left, right] = [toWords(wanted), toWords(found)];
  let row = Array.from({ length: right.length + 1 }, (_none, at) => at);
  left.forEach((word, line) => {
    const next = [line + 1];
    right.forEach((other, at) => {
      next.push(Math.min((row[at] ?? 0) + (word === other ? 0 : 1), (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    });
    row = next;
  });
  return { errors: row.at(-1) ?? 0, words: left.length };
}

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function sayNumber(number: number, digits: string): string {
  if (digits.length > 4 || digits.startsWith("0")) return [...digits].map((digit) => small[Number(digit)]).join(" ");
  if (number < 20) return small[number] ?? "";
  if (number < 100) return `${tens[Math.floor(number / 10) - 2]} ${number % 10 === 0 ? "" : small[number % 10]}`;
  if (number < 1000) return `${small[Math.floor(number / 100)]} hundred ${number % 100 === 0 ? "" : sayNumber(number % 100, String(number % 100))}`;
  return `${sayNumber(Math.floor(number / 1000), "1")} thousand ${number % 1000 === 0 ? "" : sayNumber(number % 1000, String(number % 1000))}`;
}
