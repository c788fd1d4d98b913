import type { CallParsed } from "../../shared/contract/index.ts";
import { type SendId, SendIdSchema } from "../../shared/domain/ids.ts";
import type { Section, Sentence, Template } from "../../shared/domain/note.ts";
import { vendorNames } from "../../shared/domain/vendor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Deidentification, type Deidentifier, restore } from "../deid/index.ts";
import { buildDraftTask, checkEvidence, createDraftParser } from "../drafting/index.ts";
import type { Announce } from "../ipc/announce.ts";
import type { SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { Drafted } from "./draft-note.ts";
import type { GateFor } from "./gate-for.ts";
import type { SessionMaterial } from "./gather-session.ts";

interface VendorDraft {
  readonly input: CallParsed<"drafts.create">;
  readonly asking: SignedIn;
  readonly template: Template;
  readonly material: SessionMaterial;
  readonly signal: AbortSignal;
}

export type DraftByVendor = (draft: VendorDraft) => Promise<Result<Drafted, AppError>>;

const maxOutputTokens = 4_096;

/**
 * Drafts through the gate: identifiers removed, doubt settled, sent, names put back, every sentence
 * checked against its lines. Prompt and reply live in this function's memory and nowhere else.
 */
export function createDraftByVendor(parts: { deidentifier: Deidentifier; gateFor: GateFor; announce: Announce }): DraftByVendor {
  const { deidentifier, gateFor, announce } = parts;
  return async ({ input, asking, template, material, signal }) => {
    const { draftId, added, released } = input;
    const step = (name: "removing-identifiers" | "checking-agreement" | "receiving" | "checking-sentences") =>
      announce(asking.callerId, "draft.progress", { draftId, step: name });
    step("removing-identifiers");
    const turns = [...material.encounter.turns];
    const removed = await deidentifier.deidentify({ turns, known: material.known, added, released });
    if (!removed.ok) return removed;
    if (removed.value.doubtful.length > 0 && !input.doubtsReviewed)
      return err(failure("deid.review-needed", { count: removed.value.doubtful.length }));
    step("checking-agreement");
    const gate = await gateFor(asking, material.encounter);
    if (!gate.ok) return gate;
    const parser = createDraftParser(template);
    const tell = (sectionId: string, sentence: Sentence) => announce(asking.callerId, "draft.sentence", { draftId, sectionId, sentence });
    const request = buildRequest(template, turns, removed.value, mintId("snd", SendIdSchema));
    step("receiving");
    const sent = await gate.value.send(request, {
      signal,
      onText: (chunk) => {
        for (const { sectionId, sentence } of parser.push(chunk)) tell(sectionId, restoreSentence(sentence, removed.value));
      },
    });
    if (!sent.ok) return sent;
    step("checking-sentences");
    const parsed = parser.end();
    if (!parsed.ok) return parsed;
    return finish(parsed.value, removed.value, material, parts, sent.value.modelId);
  };
}

function buildRequest(template: Template, turns: SessionMaterial["encounter"]["turns"], removed: Deidentification, sendId: SendId) {
  const roles = new Map(turns.map((turn) => [turn.line, turn.role]));
  const { id, version, sha256, system, preamble, closing } = buildDraftTask(template);
  return {
    sendId,
    task: { id, version, sha256 },
    system,
    preamble,
    closing,
    maxOutputTokens,
    dataClass: "identifiers-removed" as const,
    lines: removed.lines.map(({ line, text }) => ({ line, text, role: roles.get(line) ?? ("unknown" as const) })),
    identifiersReplaced: removed.spans.length,
  };
}

function restoreSentence(sentence: Sentence, removed: Deidentification): Sentence {
  return { ...sentence, text: restore(sentence.text, removed.placeholders, sentence.lines).text };
}

async function finish(
  sections: Section[],
  removed: Deidentification,
  material: SessionMaterial,
  { deidentifier }: { deidentifier: Deidentifier },
  modelId: string,
): Promise<Result<Drafted, AppError>> {
  const reply = sections
    .flatMap((section) => section.sentences)
    .map((sentence) => sentence.text)
    .join("\n");
  const { restored, unknown } = restore(reply, removed.placeholders);
  const inReply = await deidentifier.detect(reply, material.known);
  if (!inReply.ok) return inReply;
  const named = sections.map((section) => ({ ...section, sentences: section.sentences.map((sentence) => restoreSentence(sentence, removed)) }));
  return ok({
    sections: checkEvidence({ sections: named, turns: [...material.encounter.turns] }),
    drafter: { kind: "vendor", vendorName: vendorNames.anthropic, modelId },
    roundTrip: { restored, invented: unknown.length, identifiersInReply: inReply.value.length },
  });
}
