import type { Section, Sentence, Template } from "../../shared/domain/note.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import { findTaste, isSmallTalk, type Topic, weighTopics } from "./cues.ts";
import { tidySentence } from "./tidy.ts";
import { listStems, listWords, splitSentences } from "./words.ts";

/** The name under which this drafter's work is kept and printed. */
export const extractiveMethod = "extractive/1";

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

/** A note is about a third of a short session, less of a long one; never beyond a page and a half. */
function chooseBudget(words: number): number {
  return Math.round(Math.min(420, words * (words < 250 ? 0.45 : 0.32)));
}

/**
 * Drafts a note from a session's own sentences, each with the lines it stands on: no model, no
 * network, nothing that was not said. A section nobody spoke to says "Not assessed."
 */
export function draftOnDevice({ turns, template }: { turns: readonly Turn[]; template: Template }): Section[] {
  const units = listUnits(turns);
  const chosen = chooseUnits(units, chooseBudget(units.reduce((sum, unit) => sum + unit.words, 0)));
  const placed = new Map(template.sections.map((section) => [section.id, [] as Unit[]]));
  for (const unit of chosen) placed.get(chooseSection(unit, template))?.push(unit);
  return template.sections.map(({ id, title }) => {
    const found = (placed.get(id) ?? []).sort((a, b) => a.order - b.order);
    const sentences = found.map((unit, index) => toSentence(`${id.slice(0, 4).replace(/[^a-z]/g, "x")}${index + 1}`, unit));
    return { id, title, sentences: sentences.length === 0 ? [notAssessed(id)] : sentences };
  });
}

function toSentence(key: string, unit: Unit): Sentence {
  return { key: key.padEnd(4, "0"), text: unit.text, source: "said", lines: [...unit.lines], review: null, doubts: [] };
}

function notAssessed(sectionId: string): Sentence {
  return {
    key: `${sectionId.slice(0, 4).replace(/[^a-z]/g, "x")}none`,
    text: "Not assessed.",
    source: "not-assessed",
    lines: [],
    review: null,
    doubts: [],
  };
}

/** Cuts a session into units: sentences, and short answers together with the question they answer. */
function listUnits(turns: readonly Turn[]): Unit[] {
  const spoken = turns.flatMap((turn) => splitSentences(turn.text).map((text) => ({ turn, text })));
  const frequency = countStems(spoken.map(({ text }) => text));
  const units: Unit[] = [];
  spoken.forEach(({ turn, text }, order) => {
    const question = order > 0 ? spoken[order - 1] : undefined;
    const answers = question?.text.endsWith("?") === true && question.turn.line !== turn.line && isShortAnswer(text);
    const shown = answers ? joinAnswer(question.text, text) : tidySentence(text);
    if (!answers && text.trim().endsWith("?")) return;
    const lines = answers ? [question.turn.line, turn.line] : [turn.line];
    const stems = new Set(listStems(shown));
    if (stems.size < 2) return;
    const topics = weighTopics(shown);
    const words = listWords(shown).length;
    units.push({
      order,
      lines,
      role: turn.role,
      text: shown,
      stems,
      words,
      topics,
      value: weigh({ shown, stems, topics, words, frequency, answers }),
    });
  });
  return units;
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
  const figures = /\b\d|\b(?:milligrams?|percent|times a|weeks?|months?|years?)\b/i.test(shown) ? 0.6 : 0;
  const length = Math.min(1, stems.size / 7);
  const chatter = isSmallTalk(shown) ? -2.5 : 0;
  const risk = topics.has("risk") ? 6 : 0;
  return (central * 1.1 + clinical * 0.55 + figures) * (0.35 + 0.65 * length) + chatter + risk - (answers && !topics.has("risk") ? 0.8 : 0);
}

/** Takes the worthiest that say something new until the note is long enough; risk is never left out. */
function chooseUnits(units: readonly Unit[], budget: number): Unit[] {
  const chosen: Unit[] = [];
  let words = 0;
  const waiting = [...units].sort((a, b) => b.value - a.value);
  for (const unit of waiting) {
    const needed = unit.topics.has("risk");
    if (!needed && (words + unit.words > budget * 1.08 || unit.value <= 0)) continue;
    if (chosen.some((taken) => overlap(unit, taken) > 0.6)) continue;
    chosen.push(unit);
    words += unit.words;
    if (words >= budget && !waiting.some((left) => left.topics.has("risk"))) break;
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
