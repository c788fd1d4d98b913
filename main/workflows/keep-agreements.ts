import { AgreementIdSchema } from "../../shared/domain/ids.ts";
import type { Agreement, AgreementTerms } from "../../shared/domain/vendor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { insertAgreement, listAgreements, setAgreementState } from "../vault/stores/agreements.ts";
import { listSends } from "../vault/stores/sends.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

/** The registry of Business Associate Agreements. */
export function listVendorAgreements({ vault }: { vault: Vault }): Workflow<"agreements.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("agreements.listed", {}), async (tx) => ok({ agreements: await listAgreements(tx) }));
}

/** Records a signed agreement and the credential bound to it; from then on the gate may open. */
export function recordAgreement(parts: { vault: Vault; clock: Clock; reauthenticate: Reauthenticate }): Workflow<"agreements.record"> {
  const { vault, clock, reauthenticate } = parts;
  return async ({ terms, apiKey, password }, { session }) => {
    const fault = findFault(terms);
    if (fault !== null) return err(fault);
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const agreement: Agreement = {
      id: mintId("agr", AgreementIdSchema),
      terms,
      state: "active",
      recordedAt: clock.now(),
      recordedBy: session.user.id,
      hasCredential: true,
    };
    const recorded = event("agreement.recorded", { agreementId: agreement.id, vendor: terms.vendorId, expiresOn: terms.expiresOn });
    return vault.write(nameActor(session), recorded, async (tx) => {
      await insertAgreement(tx, agreement, apiKey);
      return ok(agreement);
    });
  };
}

function findFault(terms: AgreementTerms): AppError | null {
  if (terms.effectiveOn < terms.executedOn || terms.expiresOn <= terms.effectiveOn) return failure("agreement.dates-invalid");
  const { protocol, username, password, search, hash } = new URL(terms.endpoint);
  const plain = protocol === "https:" && username === "" && password === "" && search === "" && hash === "";
  return plain ? null : failure("agreement.endpoint-invalid");
}

/** Stops every send under an agreement, or lets them go on. */
export function switchAgreement({ vault }: { vault: Vault }, state: Agreement["state"]): Workflow<"agreements.suspend"> {
  const name = state === "suspended" ? "agreement.suspended" : "agreement.resumed";
  return ({ agreementId }, { session }) =>
    vault.write(nameActor(session), event(name, { agreementId }), async (tx) => {
      const agreement = await setAgreementState(tx, agreementId, state);
      return agreement === null ? err(failure("agreement.not-found")) : ok(agreement);
    });
}

/** What left the building and what was refused; those who only treat see their own. */
export function listSendLog({ vault }: { vault: Vault }): Workflow<"sends.list"> {
  return ({ limit }, { session }) => {
    const own = session.user.role === "clinician" || session.user.role === "supervisor";
    return vault.read(nameActor(session), event("sends.listed", {}), async (tx) =>
      ok({ sends: await listSends(tx, own ? session.user.id : null, limit) }),
    );
  };
}
