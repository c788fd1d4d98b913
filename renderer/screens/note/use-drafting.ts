import { useState } from "react";
import type { DraftId, EncounterId } from "../../../shared/domain/ids.ts";
import type { Sentence } from "../../../shared/domain/note.ts";
import type { AddedRedaction, ReleasedRedaction } from "../../../shared/domain/privacy.ts";
import type { VendorId } from "../../../shared/domain/vendor.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { AskError, useBridgeEvent, useCancelDraft, useCreateDraft } from "../../api/index.ts";
import { mintDraftId } from "./mint.ts";
import type { DraftStep } from "./note-words.ts";
import type { RoundTrip } from "./RoundTripReport.tsx";

export interface DraftRequest {
  readonly encounterId: EncounterId;
  readonly templateId: string;
  readonly via: "device" | "vendor";
  readonly vendorId: VendorId | null;
  readonly added: AddedRedaction[];
  readonly released: ReleasedRedaction[];
  readonly doubtsReviewed: boolean;
}

/** A draft on its way: what was asked, how far it is, and the sentences so far by section. */
export interface DraftRun {
  readonly draftId: DraftId;
  readonly request: DraftRequest;
  readonly step: DraftStep | null;
  readonly sentences: Readonly<Record<string, readonly Sentence[]>>;
  readonly failure: ErrorCode | null;
}

export interface Drafting {
  readonly run: DraftRun | null;
  readonly start: (request: DraftRequest) => void;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** Starts a draft, follows it by its events, and keeps its failure until a person has read it. */
export function useDrafting(onDone: (roundTrip: RoundTrip | null) => void): Drafting {
  const [run, setRun] = useState<DraftRun | null>(null);
  const create = useCreateDraft();
  const cancel = useCancelDraft();

  // Events of an earlier, cancelled run may still arrive; only this run's are shown.
  function change(draftId: DraftId, fn: (run: DraftRun) => DraftRun): void {
    setRun((now) => (now === null || now.draftId !== draftId ? now : fn(now)));
  }

  useBridgeEvent("draft.progress", (event) => change(event.draftId, (now) => ({ ...now, step: event.step })));
  useBridgeEvent("draft.failed", (event) => change(event.draftId, (now) => ({ ...now, failure: event.code })));
  useBridgeEvent("draft.sentence", (event) =>
    change(event.draftId, (now) => ({
      ...now,
      sentences: { ...now.sentences, [event.sectionId]: [...(now.sentences[event.sectionId] ?? []), event.sentence] },
    })),
  );

  function start(request: DraftRequest): void {
    const draftId = mintDraftId();
    setRun({ draftId, request, step: null, sentences: {}, failure: null });
    create.mutate(
      { draftId, ...request },
      {
        onSuccess: (reply) => {
          setRun((now) => (now?.draftId === draftId ? null : now));
          onDone(reply.roundTrip);
        },
        onError: (error) => change(draftId, (now) => ({ ...now, failure: error instanceof AskError ? error.code : "app.unexpected" })),
      },
    );
  }

  return {
    run,
    start,
    cancel: () => {
      if (run !== null) cancel.mutate({ draftId: run.draftId });
    },
    dismiss: () => setRun(null),
  };
}
