import type { Section, Template } from "../../../shared/domain/note.ts";
import type { Task } from "../../../shared/domain/task.ts";
import { sealTask, sessionRules } from "./task.ts";

type DraftTask = Task<"transcript-lines" | "speaker-parts" | "style-example">;

const rules = `You draft clinical notes for a licensed clinician, who checks every sentence before signing.

Rules:
1. Write only what the transcript says. Add no finding, no diagnosis, no advice of your own.
2. Every sentence names the transcript lines it rests on. Without a line there is no sentence.
3. State a negative or normal finding ("denies suicidal ideation", "oriented", "affect normal") only when a line says it.
4. Quote only word for word.
5. ${sessionRules.replace("\n", "\n6. ")}
7. Plain clinical English, past tense, one fact a sentence.

Answer with one JSON object a line and nothing else, in the order of the sections:
{"section":"<section id>","text":"<one sentence>","lines":[<line numbers>]}`;

const closing = "Draft the note now. One JSON object a line, nothing before or after.";

const lengths = {
  brief: "Length: brief, no more than three sentences a section.",
  standard: "Length: what a colleague needs to take over, and no more.",
  detailed: "Length: detailed; leave out nothing of clinical weight.",
} as const;

const quotes = {
  none: "Quotes: none; put it in clinical words.",
  sparing: "Quotes: only where the client's own words matter, such as risk.",
  often: "Quotes: prefer the client's own words where they carry meaning.",
} as const;

const voices = {
  client: 'Voice: third person; say "client".',
  patient: 'Voice: third person; say "patient".',
  clinician: 'Voice: the clinician in the first person ("I"), the other as "client".',
} as const;

/** Builds the task of drafting a note after one template. */
export function buildDraftTask(template: Template): DraftTask {
  return build(template, template.sections, { id: "draft-note", closing });
}

/** How a section is to differ from what stands there now. */
export type RedraftWish = "again" | "shorter" | "longer";

const wishes: Readonly<Record<RedraftWish, string>> = {
  again: "Draft this section afresh.",
  shorter: "Draft this section in about half the words.",
  longer: "Draft this section with more detail from the session.",
};

/** Builds the task of drafting one section again. */
export function buildRedraftTask(template: Template, sectionId: Section["id"], wish: RedraftWish): DraftTask {
  const sections = template.sections.filter(({ id }) => id === sectionId);
  return build(template, sections, { id: "redraft-section", closing: `${wishes[wish]} One JSON object a line, nothing before or after.` });
}

function build(template: Template, chosen: Template["sections"], { id, closing: last }: { id: string; closing: string }): DraftTask {
  const sections = chosen.map(({ id: sectionId, title, guidance }) => `section "${sectionId}" (${title}): ${guidance}`).join("\n");
  const { length, quote, voice } = template.style;
  const preamble = [
    `Note format: ${template.name}.`,
    sections,
    [lengths[length], quotes[quote], voices[voice]].join("\n"),
    "",
    'The session, line by line, as "number part: words":',
  ].join("\n");
  return sealTask({
    id,
    version: 2,
    purpose: "treatment-documentation",
    allowedElements: ["transcript-lines", "speaker-parts", "style-example"],
    dataClass: "identifiers-removed",
    features: ["messages", "streaming"],
    maxOutputTokens: 4_096,
    form: null,
    system: rules,
    preamble,
    closing: last,
  });
}
