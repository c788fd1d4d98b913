import type { IdentifierType } from "../../shared/domain/privacy.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Deidentification, Deidentifier } from "../deid/index.ts";
import { buildDraftTask } from "../drafting/index.ts";
import { measurePrompt } from "../llm/index.ts";
import { inPhiContext } from "../phi-context.ts";
import { nameActor } from "../session.ts";
import type { Vault } from "../vault/vault.ts";
import { chooseTemplate } from "./choose-template.ts";
import type { GateFor } from "./gate-for.ts";
import { gatherSession } from "./gather-session.ts";
import { prepareRequest } from "./send-session.ts";
import type { Workflow } from "./workflow.ts";

/** Shows what would leave the building, word for word, and where to, before anything does. */
export function previewSend(parts: { vault: Vault; deidentifier: Deidentifier; gateFor: GateFor }): Workflow<"drafts.preview"> {
  const { vault, deidentifier, gateFor } = parts;
  return ({ encounterId, templateId, vendorId, added, released }, asking) =>
    inPhiContext(async () => {
      const previewed = event("draft.previewed", { encounterId, redactionsAdded: added.length });
      const gathered = await vault.read(nameActor(asking.session), previewed, async (tx) => {
        const chosen = await chooseTemplate(tx, templateId);
        if (chosen === null) return err(failure("template.not-found"));
        const material = await gatherSession(tx, encounterId);
        return material.ok ? ok({ chosen, material: material.value }) : material;
      });
      if (!gathered.ok) return gathered;
      const { chosen, material } = gathered.value;
      const task = buildDraftTask(chosen.template);
      const reviewed = { vendorId, added, released, doubtsReviewed: false };
      const prepared = await prepareRequest(deidentifier, { material, reviewed, task, example: chosen.example });
      if (!prepared.ok) return prepared;
      const { session, request } = prepared.value;
      const gate = await gateFor(asking, material.encounter, { vendorId, task });
      if (!gate.ok) return gate;
      const lines = session.lines.map(({ line, text }) => ({ line, text: text.value }));
      const { destination } = gate.value;
      return ok({
        lines,
        spans: [...session.spans],
        doubtful: [...session.doubtful],
        counts: countTypes(session),
        wordCount: lines.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0),
        byteCount: measurePrompt(request),
        detectorVersion: session.detectorVersion,
        destination: material.draftingConsent ? destination : { ...destination, refusal: destination.refusal ?? ("consent.missing" as const) },
        vendors: [...gate.value.vendors],
      });
    });
}

function countTypes({ spans }: Deidentification) {
  const counts = new Map<IdentifierType, number>();
  for (const { type } of spans) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
}
