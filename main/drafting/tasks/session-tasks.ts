import { sessionTypes } from "../../../shared/domain/codes.ts";
import type { Task } from "../../../shared/domain/task.ts";
import { sealTask, sessionRules } from "./task.ts";

const linesOf = { type: "array", items: { type: "integer" } } as const;
const strict = { additionalProperties: false } as const;

/** Tells what kind of session it was; needs nobody's name. */
export const classifyTask: Task<"transcript-lines" | "speaker-parts"> = sealTask({
  id: "classify-session",
  version: 1,
  purpose: "health-care-operations",
  allowedElements: ["transcript-lines", "speaker-parts"],
  dataClass: "identifiers-removed",
  features: ["messages", "streaming", "structured-output"],
  maxOutputTokens: 256,
  form: {
    name: "session_type",
    schema: {
      type: "object",
      properties: { type: { type: "string", enum: sessionTypes }, lines: linesOf },
      required: ["type", "lines"],
      ...strict,
    },
  },
  system: `You tell what kind of behavioral-health session a transcript is of.\n${sessionRules}\nAnswer with one JSON object: the type, and up to five line numbers that show it.`,
  preamble: `Types: ${sessionTypes.join(", ")}.\n\nThe session, line by line, as "number part: words":`,
  closing: "Which type is it? One JSON object, nothing before or after.",
});

/** Names diagnoses the session itself speaks of, by ICD-10-CM; the clinician decides. Times and CPT are no model's business. */
export const suggestCodesTask: Task<"transcript-lines" | "speaker-parts"> = sealTask({
  id: "suggest-codes",
  version: 1,
  purpose: "payment",
  allowedElements: ["transcript-lines", "speaker-parts"],
  dataClass: "identifiers-removed",
  features: ["messages", "streaming", "structured-output"],
  maxOutputTokens: 1_024,
  form: {
    name: "suggested_codes",
    schema: {
      type: "object",
      properties: {
        codes: {
          type: "array",
          items: {
            type: "object",
            properties: { code: { type: "string" }, lines: linesOf },
            required: ["code", "lines"],
            ...strict,
          },
        },
      },
      required: ["codes"],
      ...strict,
    },
  },
  system: `You suggest ICD-10-CM codes to a licensed clinician, who decides.\n1. Suggest only what the clinician or the client says outright in the transcript. Infer no diagnosis.\n2. Every code names the lines it rests on. Without a line there is no code.\n3. At most six, the best supported first.\n4. ${sessionRules}`,
  preamble: 'The session, line by line, as "number part: words":',
  closing: 'Suggest codes now. One JSON object {"codes":[{"code":"F33.1","lines":[12]}]}, nothing before or after.',
});

/** Sums a session up in a few sentences, each with its lines. */
export const summariseTask: Task<"transcript-lines" | "speaker-parts"> = sealTask({
  id: "summarise",
  version: 1,
  purpose: "treatment-documentation",
  allowedElements: ["transcript-lines", "speaker-parts"],
  dataClass: "identifiers-removed",
  features: ["messages", "streaming"],
  maxOutputTokens: 1_024,
  form: null,
  system: `You sum up a session for the clinician who held it.\n1. At most eight sentences, each resting on transcript lines.\n2. Add nothing the transcript does not say.\n3. ${sessionRules}\n\nAnswer with one JSON object a line and nothing else:\n{"section":"summary","text":"<one sentence>","lines":[<line numbers>]}`,
  preamble: 'section "summary" (Summary): what mattered.\n\nThe session, line by line, as "number part: words":',
  closing: "Sum it up now. One JSON object a line, nothing before or after.",
});

/** Says, goal by goal of the treatment plan, what the session shows of progress. */
export const planProgressTask: Task<"transcript-lines" | "speaker-parts" | "plan-goals"> = sealTask({
  id: "plan-progress",
  version: 1,
  purpose: "treatment-documentation",
  allowedElements: ["transcript-lines", "speaker-parts", "plan-goals"],
  dataClass: "identifiers-removed",
  features: ["messages", "streaming"],
  maxOutputTokens: 2_048,
  form: null,
  system: `You describe progress on a treatment plan for the clinician who checks every sentence.\n1. For each goal: what the session shows of progress, setback, or nothing. Where nothing was said of a goal, write nothing.\n2. Every sentence rests on transcript lines.\n3. ${sessionRules}\n\nAnswer with one JSON object a line and nothing else:\n{"section":"progress","text":"<one sentence>","lines":[<line numbers>]}`,
  preamble: 'section "progress" (Progress): goal by goal.\n\nThe session, line by line, as "number part: words":',
  closing: "Describe progress now. One JSON object a line, nothing before or after.",
});

/** Has a second detector look for what is still an identifier in text whose identifiers were removed. */
export const secondLookTask: Task<"transcript-lines"> = sealTask({
  id: "second-look",
  version: 1,
  purpose: "health-care-operations",
  allowedElements: ["transcript-lines"],
  dataClass: "identifiers-removed",
  features: ["detect-phi"],
  maxOutputTokens: 0,
  form: null,
  system: "",
  preamble: "",
  closing: "",
});
