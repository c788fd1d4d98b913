import type { Section, Sentence } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { listDoubts, negates } from "./doubts.ts";
import { type Finding, findNegatives } from "./negatives.ts";

/**
 * Checks every sentence of a note against the lines it names, on the device, by rule: the lines
 * exist, share its words, agree on negation, figures and medications, hold its quotes, and were
 * spoken by whom it says. A negative or normal finding no line bears out becomes "not assessed": an
 * invented one is the most dangerous sentence a note can hold. What a person typed is left alone.
 */
export function checkEvidence({ sections, turns }: { sections: readonly Section[]; turns: readonly Turn[] }): Section[] {
  const byLine = new Map(turns.map((turn) => [turn.line, turn]));
  return sections.map((section) => ({ ...section, sentences: section.sentences.flatMap((sentence) => checkSentence(sentence, byLine)) }));
}

/** The same after the transcript was put right: what a person has settled stays as they left it. */
export function recheckSections({ sections, turns }: { sections: readonly Section[]; turns: readonly Turn[] }): Section[] {
  const byLine = new Map(turns.map((turn) => [turn.line, turn]));
  const recheck = (sentence: Sentence) => (sentence.review === null ? checkSentence(sentence, byLine) : [sentence]);
  return sections.map((section) => ({ ...section, sentences: section.sentences.flatMap(recheck) }));
}

function checkSentence(sentence: Sentence, byLine: ReadonlyMap<number, Turn>): Sentence[] {
  if (sentence.source === "typed" || sentence.source === "carried-forward" || sentence.source === "not-assessed") return [sentence];
  const cited = sentence.lines.flatMap((line) => byLine.get(line) ?? []);
  const spoken = cited.map((turn) => turn.text).join(" ");
  const borne: Finding[] = [];
  const unfounded: Finding[] = [];
  const doubts = cited.length === 0 ? (["no-line"] as const) : listDoubts(sentence.text, cited, []);
  for (const finding of findNegatives(sentence.text)) {
    (isBorneOut(finding, sentence.text, cited, spoken, doubts) ? borne : unfounded).push(finding);
  }
  const [first] = unfounded;
  if (first !== undefined) return replaceFindings(sentence, { borne, unfounded, first }, cited, byLine);
  return [settle(sentence, cited, borne)];
}

/** The sentence with its source and doubts, its borne-out findings no longer counted as words to be found. */
function settle(sentence: Sentence, cited: readonly Turn[], borne: readonly Finding[]): Sentence {
  const doubts: Sentence["doubts"] = cited.length === 0 ? ["no-line"] : listDoubts(sentence.text, cited, borne);
  if (cited.length > 0 && cited.length < sentence.lines.length) doubts.unshift("line-missing");
  const unsupported = doubts.includes("no-line") || doubts.includes("overlap");
  return { ...sentence, lines: cited.map((turn) => turn.line), source: unsupported ? "unsupported" : "said", doubts };
}

/**
 * Whether the cited lines bear a finding out: they speak of its subject, and where it denies
 * something, something said there is a denial too.
 */
function isBorneOut(finding: Finding, text: string, cited: readonly Turn[], spoken: string, doubts: readonly Sentence["doubts"][number][]): boolean {
  if (cited.length === 0) return false;
  if (finding.spokenOf === null) return !doubts.includes("overlap") && !doubts.includes("negation");
  if (!finding.spokenOf.test(spoken)) return false;
  return !negates(text.slice(finding.from, finding.to)) || cited.some((turn) => negates(dropQuestions(turn.text)));
}

function dropQuestions(text: string): string {
  return text.replace(/[^.!?]*\?/g, " ");
}

interface Judged {
  readonly borne: readonly Finding[];
  readonly unfounded: readonly Finding[];
  readonly first: Finding;
}

/**
 * Puts "not assessed" in the place of findings no line bears out. What stands before them as a
 * clause of its own keeps its place and its check, and so do findings that are borne out; a line that
 * says the opposite stays cited, so that a person can see it.
 */
function replaceFindings(sentence: Sentence, judged: Judged, cited: readonly Turn[], byLine: ReadonlyMap<number, Turn>): Sentence[] {
  const { borne, unfounded, first } = judged;
  const { text, key } = sentence;
  const against = cited.filter((turn) => unfounded.some((finding) => finding.spokenOf?.test(turn.text) === true));
  const topics = unfounded.map(({ topic }, index) => (index === 0 ? topic : topic.charAt(0).toLowerCase() + topic.slice(1))).join(", ");
  const replaced: Sentence = {
    ...sentence,
    text: `${topics}: not assessed.`,
    source: "not-assessed",
    lines: against.map((turn) => turn.line),
    doubts: against.length > 0 ? ["negation"] : [],
  };
  const clause = /^(.{12,}?)(?:,? (?:and|but)|[,;])(?: (?:he|she|they|client|patient))?\s*$/is.exec(text.slice(0, first.from))?.[1]?.trim() ?? "";
  const kept = clause === "" ? [] : checkSentence({ ...sentence, text: `${clause}.` }, byLine);
  const left = borne
    .filter(({ from }) => from >= clause.length)
    .map((finding) => {
      const restated = restate(finding, text, unfounded);
      return settle({ ...sentence, text: restated }, cited, [{ ...finding, from: 0, to: restated.length }]);
    });
  return [...kept, ...left, replaced].map((part, index) => (index === 0 ? part : { ...part, key: `${key.slice(0, 20)}n${index}` }));
}

/** A finding that stands, in the sentence's own words where no fallen one is among them. */
function restate({ topic, from, to }: Finding, text: string, unfounded: readonly Finding[]): string {
  const words = text.slice(from, to);
  if (unfounded.every((other) => other.to <= from || other.from >= to)) return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  return negates(words) ? `${topic}: denied.` : `${topic}: as said in the session.`;
}
