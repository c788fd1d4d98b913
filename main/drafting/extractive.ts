import type { Section, Sentence, Template } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { findTaste, isSmallTalk, type Topic, weighTopics } from "./cues.ts";
import { leaveOpen } from "./leave-open.ts";
import { listMedications } from "./medications.ts";
import { tidySentence } from "./tidy.ts";
import { listStems, listWords, splitSentences } from "./words.ts";

/** The name under which this drafter's work is kept and printed. */
export const extractiveMethod = "extractive/1";

/** What a note can hold of one sentence, and of one section. */
const longestTextChars = 4_000;
const mostSentences = 300;

/** A sentence that may go into a note, with everything known about it. */
interface Unit {
  readonly order: number;
  readonly lines: readonly number[];
  readonly role: Turn["role"];
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  readonly words: number;
  readonly topics: ReadonlyMap<Topic, number>;
  readonly value: number;
}

/** How much of a session a draft takes, beside the usual. */
const shares = { again: 1, shorter: 0.55, longer: 1.6 } as const;

/** A note is about a third of a short session, less of a long one; never beyond a page and a half. */
function chooseBudget(words: number, wish: keyof typeof shares): number {
  return Math.round(Math.min(420, words * (words < 250 ? 0.45 : words < 900 ? 0.38 : 0.32)) * shares[wish]);
}

interface DeviceDraft {
  readonly turns: readonly Turn[];
  readonly template: Template;
  readonly wish?: keyof typeof shares;
}

/**
 * Drafts a note from a session's own sentences, each with the lines it stands on: no model, no
 * network, nothing that was not said. A section nobody spoke to says "Not assessed."
 */
export function draftOnDevice({ turns, template, wish = "again" }: DeviceDraft): Section[] {
  const units = listUnits(turns);
  const chosen = chooseUnits(
    units,
    chooseBudget(
      units.reduce((sum, unit) => sum + unit.words, 0),
      wish,
    ),
  );
  const placed = new Map(template.sections.map((section) => [section.id, [] as Unit[]]));
  for (const unit of chosen) placed.get(chooseSection(unit, template))?.push(unit);
  return template.sections.map(({ id, title }) => {
    const found = (placed.get(id) ?? []).sort((a, b) => a.order - b.order);
    const sentences = found.map((unit, index) => toSentence(`${id.slice(0, 4).replace(/[^a-z]/g, "x")}${index + 1}`, unit));
    return { id, title, sentences: sentences.length === 0 ? [leaveOpen(id)] : sentences };
  });
}

function toSentence(key: string, unit: Unit): Sentence {
  return { key: key.padEnd(4, "0"), text: unit.text, source: "said", lines: [...unit.lines], review: null, doubts: [] };
}

/** Cuts a session into units: sentences, and answers that need it together with the question they answer. */
function listUnits(turns: readonly Turn[]): Unit[] {
  const cut = turns.map((turn) => ({ turn, sentences: splitSentences(turn.text) }));
  const frequency = countStems(cut.flatMap(({ sentences }) => sentences));
  const units: Unit[] = [];
  for (const [at, { turn, sentences }] of cut.entries()) {
    const asked = findQuestion(cut[at - 1], turn);
    for (const [place, text] of sentences.entries()) {
      const question = place === 0 && asked !== null && needsQuestion(asked.text, text) ? asked : null;
      const unit = makeUnit({ order: units.length, turn, text, question, frequency });
      if (unit !== null) units.push(unit);
    }
  }
  return units;
}

interface Asked {
  readonly line: number;
  readonly text: string;
}

/** The last question of the turn before, when another voice asked it: words may follow it ("I ask everyone."). */
function findQuestion(before: { turn: Turn; sentences: readonly string[] } | undefined, turn: Turn): Asked | null {
  if (before === undefined || (before.turn.label === turn.label && before.turn.role === turn.role && turn.label !== "")) return null;
  const text = before.sentences.findLast((sentence) => sentence.endsWith("?"));
  return text === undefined ? null : { line: before.turn.line, text };
}

/** A short answer says nothing without its question; an answer about risk is never shown without it. */
function needsQuestion(question: string, answer: string): boolean {
  return isShortAnswer(answer) || (weighTopics(question).has("risk") && !answer.trim().endsWith("?"));
}

interface Cut {
  readonly order: number;
  readonly turn: Turn;
  readonly text: string;
  readonly question: Asked | null;
  readonly frequency: ReadonlyMap<string, number>;
}

function makeUnit({ order, turn, text, question, frequency }: Cut): Unit | null {
  if (question === null && text.trim().endsWith("?")) return null;
  const shown = (question === null ? tidySentence(text) : joinAnswer(question.text, text)).slice(0, longestTextChars);
  const stems = new Set(listStems(shown));
  const topics = weighTopics(shown);
  if (stems.size < 2 && !topics.has("risk")) return null;
  const words = listWords(shown).length;
  const lines = question === null ? [turn.line] : [question.line, turn.line];
  const value = weigh({ shown, stems, topics, words, frequency, answers: question !== null });
  return { order, lines, role: turn.role, text: shown, stems, words, topics, value };
}

function isShortAnswer(text: string): boolean {
  return (
    listWords(text).length <= 6 &&
    /^\W*(no|nope|nah|not|never|none|yes|yeah|yep|i do|i have|i don't|i haven't|correct|it does|it is|mm-?hmm)\b/i.test(text.trim())
  );
}

function joinAnswer(question: string, answer: string): string {
  return `Asked “${tidySentence(question)}”: “${tidySentence(answer)}”`;
}

function countStems(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const found of new Set(listStems(text))) counts.set(found, (counts.get(found) ?? 0) + 1);
  return counts;
}

interface Weighing {
  readonly shown: string;
  readonly stems: ReadonlySet<string>;
  readonly topics: ReadonlyMap<Topic, number>;
  readonly words: number;
  readonly frequency: ReadonlyMap<string, number>;
  readonly answers: boolean;
}

/** A sentence's worth: what the session keeps coming back to, clinical cues, figures; chatter counts against. */
function weigh({ shown, stems, topics, words, frequency, answers }: Weighing): number {
  const central = [...stems].reduce((sum, found) => sum + Math.log(1 + (frequency.get(found) ?? 0)), 0) / Math.sqrt(3 + words);
  const clinical = [...topics.values()].reduce((sum, weight) => sum + weight, 0);
  const figures = numberWords.test(shown) ? 0.6 : 0;
  const scale = /\b(?:phq|gad|pcl|c-?ssrs|moca|audit-c)\b/i.test(shown) ? 2 : 0;
  const drugs = listMedications(shown).length > 0 ? 0.8 : 0;
  const length = Math.min(1, stems.size / 7);
  const chatter = isSmallTalk(shown) ? -2.5 : 0;
  const risk = topics.has("risk") ? 6 : 0;
  return (
    (central * 1.1 + clinical * 0.55 + figures + scale + drugs) * (0.35 + 0.65 * length) + chatter + risk - (answers && !topics.has("risk") ? 0.8 : 0)
  );
}

const numberWords =
  /\b\d|\b(?:milligrams?|percent|times a|weeks?|months?|years?|pounds|hours|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b/i;

/** Takes the worthiest that say something new until the note is long enough; risk is never left out. */
function chooseUnits(units: readonly Unit[], budget: number): Unit[] {
  const chosen: Unit[] = [];
  const shown = new Set<string>();
  let words = 0;
  for (const unit of [...units].sort((a, b) => b.value - a.value)) {
    if (shown.has(unit.text)) continue;
    if (!unit.topics.has("risk")) {
      if (words + unit.words > budget * 1.08 || unit.value <= 0) continue;
      if (chosen.some((taken) => overlap(unit, taken) > 0.6)) continue;
    } else if (chosen.length >= mostSentences) continue;
    chosen.push(unit);
    shown.add(unit.text);
    words += unit.words;
  }
  return chosen;
}

function overlap(a: Unit, b: Unit): number {
  let shared = 0;
  for (const found of a.stems) if (b.stems.has(found)) shared += 1;
  return shared / Math.min(a.stems.size, b.stems.size);
}

function chooseSection(unit: Unit, template: Template): string {
  const ranked = template.sections.map(({ id }) => {
    const taste = findTaste(id);
    const drawn = [...unit.topics].reduce((sum, [topic, weight]) => sum + weight * (taste.topics[topic] ?? 0), 0.4);
    return { id, pull: drawn * (taste.voices[unit.role] ?? 1) };
  });
  return ranked.reduce((best, next) => (next.pull > best.pull ? next : best)).id;
}
