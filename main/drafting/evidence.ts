import type { Section, Sentence } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { findNegative } from "./negatives.ts";
import { findNumbers } from "./numbers.ts";
import { listStems, listWords } from "./words.ts";

type Doubt = Sentence["doubts"][number];

const leastOverlap = 0.34;
const negations =
  /\b(no|not|never|none|nothing|denie[sd]|deny|denying|without|negative|absent|n't|nope|neither|nor|isn't|don't|doesn't|didn't|won't|can't|haven't|hasn't|hadn't|wasn't|weren't|stopped|quit)\b/i;
const medicationForm =
  /\b[a-z]{4,}(?:ine|pam|lam|pril|olol|statin|azole|cillin|mycin|oxetine|tidine|sartan|formin|triptan|prazole|done|barb|ium|idone|apine|zepam)\b/gi;
const commonWords = new Set([
  "medicine",
  "routine",
  "determine",
  "combine",
  "imagine",
  "examine",
  "discipline",
  "decline",
  "magazine",
  "vaccine",
  "nicotine",
  "caffeine",
  "morning",
  "condone",
  "alone",
  "anyone",
  "someone",
  "everyone",
  "telephone",
  "cocaine",
]);

/**
 * Checks every sentence of a note against the lines it names, on the device, by rule: the lines
 * exist, share its words, agree on negation, figures and medications, and hold its quotes. A negative
 * or normal finding nobody spoke of becomes "not assessed": an invented one is the most dangerous
 * sentence a note can hold. What a person typed is left alone.
 */
export function checkEvidence({ sections, turns }: { sections: readonly Section[]; turns: readonly Turn[] }): Section[] {
  const byLine = new Map(turns.map((turn) => [turn.line, turn]));
  return sections.map((section) => ({ ...section, sentences: section.sentences.map((sentence) => checkSentence(sentence, byLine)) }));
}

function checkSentence(sentence: Sentence, byLine: ReadonlyMap<number, Turn>): Sentence {
  if (sentence.source === "typed" || sentence.source === "carried-forward" || sentence.source === "not-assessed") return sentence;
  const cited = sentence.lines.flatMap((line) => byLine.get(line) ?? []);
  const doubts = cited.length === 0 ? (["no-line"] as Doubt[]) : listDoubts(sentence, cited);
  if (cited.length < sentence.lines.length && cited.length > 0) doubts.unshift("line-missing");
  const lines = cited.map((turn) => turn.line);
  const unfounded = doubts.some((doubt) => doubt === "no-line" || doubt === "overlap" || doubt === "negation");
  const negative = findNegative(sentence.text);
  if (unfounded && negative !== null) return { ...sentence, text: `${negative}: not assessed.`, source: "not-assessed", lines: [], doubts: [] };
  const unsupported = doubts.includes("no-line") || doubts.includes("overlap");
  return { ...sentence, lines, source: unsupported ? "unsupported" : "said", doubts };
}

function listDoubts({ text }: Sentence, cited: readonly Turn[]): Doubt[] {
  const spoken = cited.map((turn) => turn.text).join(" ");
  const doubts: Doubt[] = [];
  if (measureOverlap(text, spoken) < leastOverlap) doubts.push("overlap");
  if (negations.test(text) !== negations.test(spoken) && disagrees(text, cited)) doubts.push("negation");
  if (![...findNumbers(text)].every((number) => findNumbers(spoken).has(number))) doubts.push("number");
  if (!listMedications(text).every((name) => listWords(spoken).includes(name))) doubts.push("medication");
  if (!listQuotes(text).every((quote) => holdsQuote(spoken, quote))) doubts.push("quote");
  return doubts;
}

/** Share of a sentence's meaning words that its lines hold. */
function measureOverlap(text: string, spoken: string): number {
  const wanted = new Set(listStems(text).filter((word) => !reportingWords.has(word)));
  if (wanted.size === 0) return 1;
  const said = new Set(listStems(spoken));
  let found = 0;
  for (const word of wanted) if (said.has(word) || (synonyms.get(word) ?? []).some((other) => said.has(other))) found += 1;
  return found / wanted.size;
}

/** Words a note adds to what was said: they claim nothing. */
const reportingWords = new Set(
  listStems(
    "client patient reports reported states stated describes described endorses endorsed denies denied notes noted discussed session clinician therapist asked currently also agreed plans",
  ),
);

const synonyms = new Map<string, readonly string[]>(
  [
    ["suicidal", ["kill", "suicide", "live", "alive", "die"]],
    ["ideation", ["thought", "think", "kill", "suicid"]],
    ["insomnia", ["sleep", "slept", "awake"]],
    ["anxiety", ["anxious", "worry", "worri", "panic", "nervou"]],
    ["depression", ["depress", "sad", "low", "down"]],
    ["appetite", ["eat", "food", "hungry"]],
    ["alcohol", ["drink", "beer", "wine"]],
    ["mother", ["mom", "mum"]],
    ["father", ["dad"]],
    ["medication", ["pill", "med"]],
    ["pain", ["hurt", "ache", "sore"]],
  ].map(([word, others]) => [listStems(word as string)[0] ?? (word as string), (others as string[]).flatMap((other) => listStems(other))]),
);

/** A "no" in the cited question alone is no disagreement; one in the answer is. */
function disagrees(text: string, cited: readonly Turn[]): boolean {
  const statements = cited
    .flatMap((turn) => turn.text.split(/(?<=[.!?])\s+/))
    .filter((sentence) => !sentence.trim().endsWith("?"))
    .join(" ");
  return negations.test(text) !== negations.test(statements === "" ? cited.map((turn) => turn.text).join(" ") : statements);
}

function listMedications(text: string): string[] {
  return (text.toLowerCase().match(medicationForm) ?? []).filter((name) => !commonWords.has(name));
}

function listQuotes(text: string): string[] {
  return [...text.matchAll(/[“"]([^”"]{3,})[”"]/g)].map((found) => found[1] ?? "");
}

function holdsQuote(spoken: string, quote: string): boolean {
  const said = listWords(spoken)
    .filter((word) => !fillerWords.has(word))
    .join(" ");
  const quoted = listWords(quote)
    .filter((word) => !fillerWords.has(word))
    .join(" ");
  return said.includes(quoted) || collapse(said).includes(collapse(quoted));
}

const fillerWords = new Set([
  "um",
  "uh",
  "uhm",
  "er",
  "hmm",
  "mhm",
  "so",
  "and",
  "but",
  "well",
  "okay",
  "ok",
  "yeah",
  "yes",
  "now",
  "then",
  "oh",
  "right",
  "alright",
]);

/** A stutter joined in print still quotes what was said. */
function collapse(words: string): string {
  return words.replace(/\b(\S+)(?: \1\b)+/g, "$1");
}
