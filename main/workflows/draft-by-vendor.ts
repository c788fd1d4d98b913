import type { CallParsed } from "../../shared/contract/index.ts";
import type { Section, Sentence } from "../../shared/domain/note.ts";
import { vendorNames } from "../../shared/domain/vendor.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { type Deidentification, type Deidentifier, restore } from "../deid/index.ts";
import { buildDraftTask, checkEvidence, createDraftParser } from "../drafting/index.ts";
import type { Announce } from "../ipc/announce.ts";
import { inPhiContext } from "../phi-context.ts";
import type { SignedIn } from "../session.ts";
import type { Drafted } from "./draft-note.ts";
import type { SessionMaterial } from "./gather-session.ts";
import type { ChosenTemplate, SendSession, SentSession } from "./send-session.ts";

interface VendorDraft {
  readonly input: CallParsed<"drafts.create">;
  readonly asking: SignedIn;
  readonly chosen: ChosenTemplate;
  readonly material: SessionMaterial;
  readonly signal: AbortSignal;
}

export type DraftByVendor = (draft: VendorDraft) => Promise<Result<Drafted, AppError>>;

/** Drafts through the gate: sent without identifiers, names put back as sentences come, every one checked against its lines. */
export function createDraftByVendor(parts: { deidentifier: Deidentifier; sendSession: SendSession; announce: Announce }): DraftByVendor {
  const { deidentifier, sendSession, announce } = parts;
  return ({ input, asking, chosen, material, signal }) =>
    inPhiContext(async () => {
      const { draftId } = input;
      const parser = createDraftParser(chosen.template);
      const tell = (sectionId: string, sentence: Sentence) => announce(asking.callerId, "draft.sentence", { draftId, sectionId, sentence });
      const sent = await sendSession({
        asking,
        material,
        reviewed: input,
        task: buildDraftTask(chosen.template),
        example: chosen.example,
        signal,
        onStep: (step) => announce(asking.callerId, "draft.progress", { draftId, step }),
        onText: (chunk, removed) => {
          for (const { sectionId, sentence } of parser.push(chunk)) tell(sectionId, restoreSentence(sentence, removed));
        },
      });
      if (!sent.ok) return sent;
      const parsed = parser.end();
      return parsed.ok ? finish(parsed.value, sent.value, material, deidentifier) : parsed;
    });
}

/** A sentence with the session's own names in it again. */
export function restoreSentence(sentence: Sentence, removed: Deidentification): Sentence {
  return { ...sentence, text: restore(sentence.text, removed.placeholders, sentence.lines).text };
}

async function finish(
  sections: Section[],
  { removed, vendorId, modelId }: SentSession,
  material: SessionMaterial,
  deidentifier: Deidentifier,
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
    drafter: { kind: "vendor", vendorName: vendorNames[vendorId], modelId },
    roundTrip: { restored, invented: unknown.length, identifiersInReply: inReply.value.length },
  });
}
