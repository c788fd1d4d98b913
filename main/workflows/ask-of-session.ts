import { z } from "zod";
import { DiagnosisCodeSchema, type SessionType, SessionTypeSchema, sessionTypes } from "../../shared/domain/codes.ts";
import type { EncounterId } from "../../shared/domain/ids.ts";
import type { Sentence, Template } from "../../shared/domain/note.ts";
import type { ElementName, Task } from "../../shared/domain/task.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import {
  checkEvidence,
  classifyTask,
  createDraftParser,
  planProgressTask,
  soundsLikeInstruction,
  suggestCodesTask,
  summariseTask,
} from "../drafting/index.ts";
import { inPhiContext } from "../phi-context.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { findNewestNote } from "../vault/stores/newest-note.ts";
import type { Vault } from "../vault/vault.ts";
import { restoreSentence } from "./draft-by-vendor.ts";
import { gatherSession, type SessionMaterial } from "./gather-session.ts";
import { listGoals, type Reviewed, type SendSession } from "./send-session.ts";
import type { Workflow } from "./workflow.ts";

export interface AskParts {
  readonly vault: Vault;
  readonly sendSession: SendSession;
}

export type SessionAsk = Reviewed & { readonly encounterId: EncounterId };

const patienceMs = 120_000;

/** Reads a session as one who is about to ask a vendor about it. */
export function gather({ vault }: AskParts, encounterId: EncounterId, { session }: SignedIn): Promise<Result<SessionMaterial, AppError>> {
  return vault.read(nameActor(session), event("encounter.opened", { encounterId }), (tx) => gatherSession(tx, encounterId));
}

interface Reply {
  readonly text: string;
}

/** Sends a session under a task and gives the reply's words. */
async function ask(
  parts: AskParts,
  input: SessionAsk,
  asking: SignedIn,
  material: SessionMaterial,
  task: Task<ElementName>,
): Promise<Result<Reply, AppError>> {
  let text = "";
  const signal = AbortSignal.timeout(patienceMs);
  const onText = (chunk: string) => {
    text += chunk;
  };
  const sent = await parts.sendSession({ asking, material, reviewed: input, task, signal, onStep: () => undefined, onText });
  return sent.ok ? ok({ text }) : sent;
}

/** Sends a session under a task whose reply is sentences, and gives them checked against their lines. */
export async function askForSentences(
  { sendSession }: AskParts,
  input: Reviewed,
  asking: SignedIn,
  {
    material,
    task,
    sections,
    goals = [],
    example = "",
  }: { material: SessionMaterial; task: Task<ElementName>; sections: Template["sections"]; goals?: readonly string[]; example?: string },
): Promise<Result<Sentence[], AppError>> {
  const parser = createDraftParser({ sections });
  const signal = AbortSignal.timeout(patienceMs);
  const onText = (chunk: string) => void parser.push(chunk);
  const sent = await sendSession({ asking, material, reviewed: input, task, goals, example, signal, onStep: () => undefined, onText });
  if (!sent.ok) return sent;
  const parsed = parser.end();
  if (!parsed.ok) return parsed;
  const named = parsed.value.map((section) => ({
    ...section,
    sentences: section.sentences.map((sentence) => restoreSentence(sentence, sent.value.removed)),
  }));
  return ok(checkEvidence({ sections: named, turns: [...material.encounter.turns] }).flatMap(({ sentences }) => sentences));
}

const oneSection = (id: string, title: string) => [{ id, title, guidance: "" }];

/** Sums a session up. Nothing of it is kept unless the clinician puts it into the note. */
export function summariseSession(parts: AskParts): Workflow<"sessions.summarise"> {
  return (input, asking) =>
    inPhiContext(async () => {
      const material = await gather(parts, input.encounterId, asking);
      if (!material.ok) return material;
      const made = await askForSentences(parts, input, asking, {
        material: material.value,
        task: summariseTask,
        sections: oneSection("summary", "Summary"),
      });
      return made.ok ? noteSummary(parts, input.encounterId, asking, made.value) : made;
    });
}

/** Says, goal by goal of the newest treatment plan, what the session shows. */
export function describeProgress(parts: AskParts): Workflow<"sessions.progress"> {
  return (input, asking) =>
    inPhiContext(async () => {
      const { encounterId } = input;
      const found = await parts.vault.read(nameActor(asking.session), event("encounter.opened", { encounterId }), async (tx) => {
        const material = await gatherSession(tx, encounterId);
        if (!material.ok) return material;
        return ok({ material: material.value, plan: await findNewestNote(tx, material.value.patient.id, "treatment-plan") });
      });
      if (!found.ok) return found;
      const goals = listGoals(found.value.plan);
      if (goals.length === 0) return err(failure("task.no-goals"));
      const { material } = found.value;
      const made = await askForSentences(parts, input, asking, {
        material,
        task: planProgressTask,
        sections: oneSection("progress", "Progress"),
        goals,
      });
      return made.ok ? noteSummary(parts, encounterId, asking, made.value) : made;
    });
}

async function noteSummary(
  { vault }: AskParts,
  encounterId: EncounterId,
  { session }: SignedIn,
  sentences: Sentence[],
): Promise<Result<{ sentences: Sentence[] }, AppError>> {
  const unresolved = sentences.filter(({ source, doubts }) => source === "unsupported" || doubts.length > 0).length;
  const noted = await vault.record(nameActor(session), event("summary.made", { encounterId, sentences: sentences.length, unresolved }));
  return noted.ok ? ok({ sentences }) : noted;
}

const ClassifiedSchema = z.object({ type: SessionTypeSchema, lines: z.array(z.int().min(1)).max(40) });

/** Says what kind of session it was, from text without identifiers; the clinician may say otherwise. */
export function classifySession(parts: AskParts): Workflow<"sessions.classify"> {
  return (input, asking) =>
    inPhiContext(async () => {
      const { encounterId } = input;
      const material = await gather(parts, encounterId, asking);
      if (!material.ok) return material;
      const reply = await ask(parts, input, asking, material.value, classifyTask);
      if (!reply.ok) return reply;
      const read = ClassifiedSchema.safeParse(parseJson(reply.value.text));
      if (!read.success) return err(failure("vendor.invalid-reply"));
      const type: SessionType = sessionTypes.find((known) => known === read.data.type) ?? "other";
      const noted = await parts.vault.record(nameActor(asking.session), event("session.classified", { encounterId, kind: type }));
      return noted.ok ? ok({ type, lines: keepLines(read.data.lines, material.value) }) : noted;
    });
}

const SuggestedSchema = z.object({ codes: z.array(z.object({ code: z.string(), lines: z.array(z.int()).max(60) })).max(40) });
const mostSuggestions = 6;

/** Suggests diagnoses the session itself speaks of. One without a line, or that is no code by its form, is dropped. */
export function suggestCodes(parts: AskParts): Workflow<"codes.suggest"> {
  return (input, asking) =>
    inPhiContext(async () => {
      const { encounterId } = input;
      const material = await gather(parts, encounterId, asking);
      if (!material.ok) return material;
      const reply = await ask(parts, input, asking, material.value, suggestCodesTask);
      if (!reply.ok) return reply;
      const read = SuggestedSchema.safeParse(parseJson(reply.value.text));
      if (!read.success) return err(failure("vendor.invalid-reply"));
      const diagnoses = read.data.codes
        .map(({ code, lines }) => ({ code: code.trim().toUpperCase(), lines: keepLines(lines, material.value) }))
        .filter(({ code, lines }) => DiagnosisCodeSchema.safeParse(code).success && lines.length > 0)
        .slice(0, mostSuggestions);
      const noted = await parts.vault.record(nameActor(asking.session), event("codes.suggested", { encounterId, codes: diagnoses.length }));
      return noted.ok ? ok({ diagnoses }) : noted;
    });
}

/** Lines the session really has, and that speak to the other person in the room; a reply may name any number. */
function keepLines(lines: readonly number[], { encounter }: SessionMaterial): number[] {
  const known = new Set(encounter.turns.filter(({ text }) => !soundsLikeInstruction(text)).map(({ line }) => line));
  return [...new Set(lines)].filter((line) => known.has(line)).slice(0, 20);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.trim().replace(/^`{3}\w*\n|\n`{3}$/g, ""));
  } catch {
    return null;
  }
}
