import { ConsentIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { insertConsent, revokeConsent } from "../vault/stores/consents.ts";
import { openChart } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** Writes down what a patient decided about recording or about drafting with AI. */
export function recordConsent({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"consents.record"> {
  return (input, { session }) => {
    const consent = { ...input, id: mintId("con", ConsentIdSchema), recordedAt: clock.now(), recordedBy: session.user.id, revokedAt: null };
    const { id: consentId, kind, decision, method } = consent;
    return vault.write(nameActor(session), event("consent.recorded", { consentId, kind, decision, method }), async (tx) => {
      if (!(await openChart(tx, consent.patientId))) return err(failure("patient.not-found"));
      await insertConsent(tx, consent);
      return ok(consent);
    });
  };
}

/** Ends a consent from now on; what was done under it stays on record. */
export function endConsent({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"consents.revoke"> {
  return ({ consentId, patientId }, { session }) =>
    vault.write(nameActor(session), event("consent.revoked", { consentId }), async (tx) => {
      if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
      return (await revokeConsent(tx, consentId, patientId, clock.now())) ? ok({}) : err(failure("consent.missing"));
    });
}
