import type { Sentence } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { listMedications, namesMedication } from "./medications.ts";
import type { Finding } from "./negatives.ts";
import { findNumbers, findSpokenNumbers } from "./numbers.ts";
import { soundsLikeInstruction, speaksLikeANote } from "./steering.ts";
import { listStems, listWords } from "./words.ts";

type Doubt = Sentence["doubts"][number];

const leastOverlap = 0.34;
const negations =
  /\b(?:no|not|never|none|nothing|nobody|nowhere|denie[sd]|deny|denying|without|negative|absent|absence|lacks?|free of|nope|nah|neither|nor|stopped|quit|\w+n['’]t|cannot|can not)\b|\bn['’]t\b/i;

/** Whether words deny or reverse something. */
export function negates(text: string): boolean {
  return negations.test(text);
}

/** Every reason to doubt that cited lines bear a sentence out; findings known to be borne out count as found. */
export function listDoubts(text: string, cited: readonly Turn[], borne: readonly Finding[]): Doubt[] {
  const spoken = cited.map((turn) => turn.text).join(" ");
  const doubts: Doubt[] = [];
  if (measureOverlap(blank(text, borne), spoken) < leastOverlap) doubts.push("overlap");
  if (disagrees(text, cited, spoken)) doubts.push("negation");
  const figures = findSpokenNumbers(spoken);
  if (![...findNumbers(text)].every((number) => figures.has(number))) doubts.push("number");
  const words = new Set(listWords(spoken));
  if (!listMedications(text).every((name) => namesMedication(words, name))) doubts.push("medication");
  if (!listQuotes(text).every((quote) => holdsQuote(spoken, quote))) doubts.push("quote");
  if (namesWrongVoice(text, cited)) doubts.push("speaker");
  if (cited.some((turn) => soundsLikeInstruction(turn.text) || speaksLikeANote(turn))) doubts.push("instruction");
  return doubts;
}

function blank(text: string, borne: readonly Finding[]): string {
  let left = text;
  for (const { from, to } of borne) left = left.slice(0, from) + " ".repeat(to - from) + left.slice(to);
  return left;
}

/** Share of a sentence's meaning words that its lines hold; figures have a check of their own. */
function measureOverlap(text: string, spoken: string): number {
  const wanted = new Set(listStems(text).filter((word) => !reportingWords.has(word) && !/^\d/.test(word)));
  if (wanted.size === 0) return 1;
  const said = new Set(listStems(spoken));
  const words = new Set(listWords(spoken));
  let found = 0;
  for (const word of wanted)
    if (said.has(word) || namesMedication(words, word) || (synonyms.get(word) ?? []).some((other) => said.has(other))) found += 1;
  return found / wanted.size;
}

/** Words a note adds to what was said: they claim nothing. */
const reportingWords = new Set(
  listStems(
    "client patient reports reported states stated describes described endorses endorsed denies denied notes noted discussed session clinician therapist provider asked currently also agreed plans taking takes",
  ),
);

const synonyms = new Map<string, readonly string[]>(
  [
    "suicidal kill suicide live alive die hurt",
    "ideation thought think kill",
    "insomnia sleep slept awake",
    "anxiety anxious worry worried worrying panic nervous",
    "anxious anxiety worry worried panic nervous",
    "depression depressed sad low down",
    "depressed depression sad low down flat",
    "mood feel feeling down low sad",
    "appetite eat eating food hungry",
    "alcohol drink drinking beer wine",
    "mother mom mum",
    "father dad",
    "medication pill pills med meds",
    "pain hurt hurts ache sore",
    "fatigue tired exhausted",
    "fatigued tired exhausted",
    "spouse husband wife",
    "employment job work",
    "tearful cry cried crying",
    "dyspnea breath breathing",
    "increase raise raised up",
    "increased raised went up",
    "decrease lower lowered",
    "decreased lowered down",
    "sleep slept asleep awake",
    "homework practice practise",
    "partner husband wife boyfriend girlfriend",
    "bp pressure",
  ].map((line) => {
    const [word = "", ...others] = line.split(" ");
    return [listStems(word)[0] ?? word, others.flatMap((other) => listStems(other))];
  }),
);

/**
 * Compared with the statement nearest in words: a "not" elsewhere in a long line is no disagreement,
 * and neither is one in the question. An answer that shares no word with the sentence is taken whole.
 */
function disagrees(text: string, cited: readonly Turn[], spoken: string): boolean {
  const denies = negates(text);
  if (denies === negates(spoken)) return false;
  const statements = cited.flatMap((turn) => turn.text.split(/(?<=[.!?])\s+/)).filter((sentence) => !sentence.trim().endsWith("?"));
  const wanted = new Set(listStems(text));
  const shares = statements.map((statement) => listStems(statement).filter((word) => wanted.has(word)).length);
  const most = Math.max(0, ...shares);
  const nearest = most === 0 ? statements : statements.filter((_statement, at) => shares[at] === most);
  return denies !== negates(nearest.length === 0 ? spoken : nearest.join(" "));
}

function listQuotes(text: string): string[] {
  return [...text.matchAll(/[“"]([^”"]{3,})[”"]/g)].map((found) => found[1] ?? "");
}

function holdsQuote(spoken: string, quote: string): boolean {
  const said = ` ${dropFillers(spoken)} `;
  const quoted = ` ${dropFillers(quote)} `;
  return said.includes(quoted) || collapse(said).includes(collapse(quoted));
}

function dropFillers(text: string): string {
  return listWords(text)
    .filter((word) => !fillerWords.has(word))
    .join(" ");
}

const fillerWords = new Set("um uh uhm er hmm mhm so and but well okay ok yeah yes now then oh right alright".split(" "));

/** A stutter joined in print still quotes what was said. */
function collapse(words: string): string {
  return words.replace(/\b(\S{1,40})(?: \1\b)+/g, "$1");
}

const told =
  "reports?|reported|states?|stated|says?|said|denie[sd]|endorse[sd]?|describe[sd]?|expresse[sd]|admit(?:s|ted)|complain(?:s|ed)|disclose[sd]";
const byClient = new RegExp(
  String.raw`^(?:(?:the )?(?:client|patient|pt) (?:also )?)?(?:${told})\b|\b(?:client|patient|pt) (?:also )?(?:${told})\b`,
  "i",
);
const byClinician =
  /\b(?:clinician|therapist|provider|counsell?or|psychologist|psychiatrist) (?:also )?(?:recommend|suggest|ask|advis|explain|prescrib|assign|not|stat|report|observ|validat|introduc|refer|encourag)\w*/i;

/** Whether a sentence puts words into a mouth that none of its lines came from; a voice nobody has named could be either. */
function namesWrongVoice(text: string, cited: readonly Turn[]): boolean {
  const only = (role: Turn["role"]) => cited.length > 0 && cited.every((turn) => turn.role === role);
  return (byClient.test(text) && only("clinician")) || (byClinician.test(text) && only("client"));
}
