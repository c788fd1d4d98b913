import { SendIdSchema } from "../../shared/domain/ids.ts";
import type { Note, Template } from "../../shared/domain/note.ts";
import type { AddedRedaction, ReleasedRedaction } from "../../shared/domain/privacy.ts";
import type { ElementName, Task } from "../../shared/domain/task.ts";
import type { VendorId } from "../../shared/domain/vendor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Deidentification, type DeidentifiedText, type Deidentifier, nothingKnown } from "../deid/index.ts";
import { assemble, type Elements, type SendRequest } from "../llm/index.ts";
import { inPhiContext } from "../phi-context.ts";
import type { SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { GateFor } from "./gate-for.ts";
import type { SessionMaterial } from "./gather-session.ts";
import type { SecondLook } from "./second-look.ts";

/** What a person decided in the Privacy panel. */
export interface Reviewed {
  readonly vendorId: VendorId | null;
  readonly added: AddedRedaction[];
  readonly released: ReleasedRedaction[];
  readonly doubtsReviewed: boolean;
}

export interface SessionSend {
  readonly asking: SignedIn;
  readonly material: SessionMaterial;
  readonly reviewed: Reviewed;
  readonly task: Task<ElementName>;
  /** Goals of the treatment plan, where the task carries them. */
  readonly goals?: readonly string[];
  /** A note as the clinic likes it, where the task carries one. */
  readonly example?: string;
  readonly signal: AbortSignal;
  onStep(step: "removing-identifiers" | "checking-agreement" | "receiving" | "checking-sentences"): void;
  onText(chunk: string, removed: Deidentification): void;
}

/** What came of a send: the words are the caller's, through `onText`. */
export interface SentSession {
  readonly removed: Deidentification;
  readonly vendorId: VendorId;
  readonly modelId: string;
}

export type SendSession = (send: SessionSend) => Promise<Result<SentSession, AppError>>;

/**
 * The one story of every send: consent, identifiers removed, doubt settled, request put together from
 * what the task allows, through the gate. Prompt and reply live in this function's memory and its
 * caller's, marked as PHI in flight, and nowhere else.
 */
export function createSendSession({ deidentifier, gateFor, secondLook }: SendParts): SendSession {
  return (send) =>
    inPhiContext(async () => {
      const { asking, material, reviewed, task, signal, onStep, onText } = send;
      if (!material.draftingConsent) return err(failure("consent.missing"));
      onStep("removing-identifiers");
      const removed = await removeTwice({ deidentifier, secondLook }, send);
      if (!removed.ok) return removed;
      const { session, doubtful, elements } = removed.value;
      if (doubtful > 0 && !reviewed.doubtsReviewed) return err(failure("deid.review-needed", { count: doubtful }));
      onStep("checking-agreement");
      const gate = await gateFor(asking, material.encounter, { vendorId: reviewed.vendorId, task });
      if (!gate.ok) return gate;
      onStep("receiving");
      const request = assemble(task, elements, { sendId: mintId("snd", SendIdSchema), identifiersReplaced: session.spans.length });
      const sent = await gate.value.send(request, { signal, onText: (chunk) => onText(chunk, session) });
      if (!sent.ok) return sent;
      onStep("checking-sentences");
      return ok({ removed: session, vendorId: gate.value.destination.vendorId, modelId: sent.value.modelId });
    });
}

interface SendParts {
  readonly deidentifier: Deidentifier;
  readonly gateFor: GateFor;
  /** Null where policy asks for no second detector. */
  readonly secondLook: SecondLook | null;
}

/** Takes the identifiers out here and, where policy asks, has a second detector look over what is left; its finds join ours. */
async function removeTwice(
  { deidentifier, secondLook }: Pick<SendParts, "deidentifier" | "secondLook">,
  send: SessionSend,
): Promise<Result<Removed, AppError>> {
  const first = await removeIdentifiers(deidentifier, send);
  if (!first.ok || secondLook === null) return first;
  if (first.value.doubtful > 0 && !send.reviewed.doubtsReviewed) return first;
  const more = await secondLook(send.asking, send.material, first.value.session, send.signal);
  if (!more.ok || more.value.length === 0) return more.ok ? first : more;
  const added = [...send.reviewed.added, ...more.value];
  return removeIdentifiers(deidentifier, { ...send, reviewed: { ...send.reviewed, added } });
}

interface Removed {
  readonly session: Deidentification;
  readonly doubtful: number;
  readonly elements: Elements<ElementName>;
}

/** Takes the identifiers out of everything that goes along; goals share the session's placeholders. */
async function removeIdentifiers(
  deidentifier: Deidentifier,
  send: Pick<SessionSend, "material" | "reviewed" | "task" | "goals" | "example">,
): Promise<Result<Removed, AppError>> {
  const { material, reviewed, task, goals = [], example = "" } = send;
  const turns = [...material.encounter.turns];
  const last = turns.at(-1)?.line ?? 0;
  const goalTurns = goals.map((text, index) => ({ line: last + 1 + index, label: "", text }));
  const { added, released } = reviewed;
  const session = await deidentifier.deidentify({ turns: [...turns, ...goalTurns], known: material.known, added, released });
  if (!session.ok) return session;
  const style = await removeFromExample(deidentifier, example);
  if (!style.ok) return style;
  const allowed = new Set<string>(task.allowedElements);
  const all = {
    "transcript-lines": session.value.lines.filter(({ line }) => line <= last),
    "speaker-parts": new Map(turns.map((turn) => [turn.line, turn.role])),
    "plan-goals": session.value.lines.filter(({ line }) => line > last).map(({ text }) => text),
    "style-example": style.value,
  } satisfies Elements<ElementName>;
  // The task's own list decides what of this goes along.
  const elements = Object.fromEntries(Object.entries(all).filter(([name]) => allowed.has(name))) as unknown as Elements<ElementName>;
  return ok({ session: session.value, doubtful: session.value.doubtful.length, elements });
}

/** An example was looked at when it was approved; its names are invented, and replaced all the same. */
async function removeFromExample(deidentifier: Deidentifier, example: string): Promise<Result<DeidentifiedText[], AppError>> {
  if (example === "") return ok([]);
  const turns = example.split("\n").map((text, index) => ({ line: index + 1, label: "", text }));
  const removed = await deidentifier.deidentify({ turns, known: nothingKnown, added: [] });
  return removed.ok ? ok(removed.value.lines.map(({ text }) => text)) : removed;
}

/** What a preview shows is put together by the same hands as what leaves. */
export async function prepareRequest(
  deidentifier: Deidentifier,
  send: Pick<SessionSend, "material" | "reviewed" | "task" | "goals" | "example">,
): Promise<Result<{ session: Deidentification; request: SendRequest }, AppError>> {
  const removed = await removeIdentifiers(deidentifier, send);
  if (!removed.ok) return removed;
  const { session, elements } = removed.value;
  return ok({ session, request: assemble(send.task, elements, { sendId: "", identifiersReplaced: session.spans.length }) });
}

/** The goals of a treatment plan, in the order of the note. */
export function listGoals(plan: Pick<Note, "sections"> | null): string[] {
  return (plan?.sections ?? [])
    .filter(({ id }) => id === "goals")
    .flatMap(({ sentences }) => sentences.filter(({ source }) => source !== "not-assessed").map(({ text }) => text));
}

/** A format to draft with, and the note that shows how the clinic likes it. */
export interface ChosenTemplate {
  readonly template: Template;
  readonly example: string;
}
