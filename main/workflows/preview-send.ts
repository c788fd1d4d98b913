import type { IdentifierType } from "../../shared/domain/privacy.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Deidentification, Deidentifier } from "../deid/index.ts";
import { buildDraftTask, findTemplate, listTemplates } from "../drafting/index.ts";
import { nameActor } from "../session.ts";
import type { Vault } from "../vault/vault.ts";
import type { GateFor } from "./gate-for.ts";
import { gatherSession } from "./gather-session.ts";
import type { Workflow } from "./workflow.ts";

/** Shows what would leave the building, word for word, and where to, before anything does. */
export function previewSend(parts: { vault: Vault; deidentifier: Deidentifier; gateFor: GateFor }): Workflow<"drafts.preview"> {
  const { vault, deidentifier, gateFor } = parts;
  return async ({ encounterId, templateId, added, released }, asking) => {
    const template = findTemplate(templateId);
    if (template === undefined) return err(failure("note.not-found"));
    const previewed = event("draft.previewed", { encounterId, redactionsAdded: added.length });
    const gathered = await vault.read(nameActor(asking.session), previewed, (tx) => gatherSession(tx, encounterId));
    if (!gathered.ok) return gathered;
    const { encounter, known, draftingConsent } = gathered.value;
    const removed = await deidentifier.deidentify({ turns: [...encounter.turns], known, added, released });
    if (!removed.ok) return removed;
    const gate = await gateFor(asking, encounter);
    if (!gate.ok) return gate;
    const lines = removed.value.lines.map(({ line, text }) => ({ line, text: text.value }));
    const { system, preamble, closing } = buildDraftTask(template);
    const roles = new Map(encounter.turns.map((turn) => [turn.line, turn.role]));
    const outgoing = removed.value.lines.map(({ line, text }) => ({ line, text, role: roles.get(line) ?? ("unknown" as const) }));
    return ok({
      lines,
      spans: [...removed.value.spans],
      doubtful: [...removed.value.doubtful],
      counts: countTypes(removed.value),
      wordCount: lines.reduce((sum, { text }) => sum + (text.match(/\S+/g)?.length ?? 0), 0),
      byteCount: gate.value.measure({ system, preamble, closing, lines: outgoing }),
      detectorVersion: removed.value.detectorVersion,
      destination: draftingConsent
        ? gate.value.destination
        : { ...gate.value.destination, refusal: gate.value.destination.refusal ?? ("consent.missing" as const) },
    });
  };
}

function countTypes({ spans }: Deidentification) {
  const counts = new Map<IdentifierType, number>();
  for (const { type } of spans) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count);
}

/** The note templates this clinic can draft with. */
export function offerTemplates(): Workflow<"templates.list"> {
  return async () => ok({ templates: [...listTemplates()] });
}
