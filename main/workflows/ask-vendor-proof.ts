import type { Agreement } from "../../shared/domain/agreement.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { isBound, proveAgreement, type Vendors } from "../llm/index.ts";
import { nameActor, type Session } from "../session.ts";
import { noteProof, readAgreement, readDocument } from "../vault/stores/agreements.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import type { Delivery } from "./delivery.ts";
import type { Workflow } from "./workflow.ts";

interface ProofParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly vendors: Vendors;
}

const patienceMs = 30_000;

/**
 * Asks a vendor whose key this is and what it keeps. The question carries no text of anybody, yet it
 * leaves the building, so it stands in the log before it goes and again with what came back.
 */
export function askForProof({ vault, clock, vendors }: ProofParts): Workflow<"agreements.ask"> {
  return async ({ agreementId }, { session }) => {
    const by = nameActor(session);
    const found = await vault.read(by, event("agreements.listed", {}), async (tx) => ok(await readAgreement(tx, agreementId)));
    if (!found.ok) return found;
    if (found.value === null || found.value.credential === null) return err(failure("agreement.not-found"));
    const { agreement, credential } = found.value;
    const { vendorId: vendor, endpoint } = agreement.terms;
    const asked = await vault.record(by, event("vendor.asked", { agreementId, vendor, host: new URL(endpoint).host }));
    if (!asked.ok) return err(failure("audit.not-written"));
    const answered = await proveAgreement({ vendors }, { agreement, credential }, AbortSignal.timeout(patienceMs));
    if (!answered.ok) return noteFailure(vault, session, agreement, answered.error);
    const proof = { at: clock.now(), ...answered.value };
    const bound = isBound(agreement.terms, credential, proof);
    const proven = event("vendor.proven", { agreementId, vendor, retention: proof.retentionMode ?? "not-told", bound });
    return vault.write(by, proven, async (tx) => {
      const kept = await noteProof(tx, agreementId, proof);
      return kept === null ? err(failure("agreement.not-found")) : ok(kept);
    });
  };
}

async function noteFailure(vault: Vault, session: Session, { id, terms }: Agreement, error: AppError): Outcome<never> {
  const noted = await vault.record(nameActor(session), event("vendor.unproven", { agreementId: id, vendor: terms.vendorId, code: error.code }));
  return noted.ok ? err(error) : noted;
}

/** Writes the kept copy of a signed document to a place the person chooses. */
export function saveAgreementDocument({ vault, delivery }: { vault: Vault; delivery: Delivery }): Workflow<"agreements.saveDocument"> {
  return async ({ agreementId }, { session }) => {
    const viewed = event("agreement.document-viewed", { agreementId });
    const found = await vault.read(nameActor(session), viewed, async (tx) => ok(await readDocument(tx, agreementId)));
    if (!found.ok) return found;
    if (found.value === null) return err(failure("agreement.not-found"));
    const place = await delivery.choosePlace("agreement.pdf");
    if (place === null) return err(failure("export.cancelled"));
    const written = await delivery.write(place, found.value);
    return written.ok ? ok({ byteCount: found.value.byteLength }) : written;
  };
}
