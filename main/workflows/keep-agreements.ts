import { type Agreement, type AgreementTerms, findMissingField, type VendorCredential } from "../../shared/domain/agreement.ts";
import { type AgreementId, AgreementIdSchema } from "../../shared/domain/ids.ts";
import { isOwnServer } from "../../shared/domain/vendor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type AuditEvent, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor, type Session } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { insertAgreement, insertDocument, listAgreements, noteReview, readAgreement, setAgreementState } from "../vault/stores/agreements.ts";
import { listSends } from "../vault/stores/sends.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

export interface RegistryParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly policy: Pick<Policy, "agreementChanges" | "retentionProofDays">;
  readonly reauthenticate: Reauthenticate;
  hash(bytes: Uint8Array): string;
}

/** The registry of agreements, and of servers of the clinic's own. */
export function listVendorAgreements({ vault, policy }: RegistryParts): Workflow<"agreements.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("agreements.listed", {}), async (tx) =>
      ok({
        agreements: await listAgreements(tx),
        needsSecondPerson: policy.agreementChanges === "two-person",
        proofDays: policy.retentionProofDays,
      }),
    );
}

/**
 * Records a signed agreement with its document and the credential bound to it. Where the clinic asks
 * for two people it waits as a proposal; otherwise it takes the place of the vendor's earlier one.
 */
export function recordAgreement(parts: RegistryParts): Workflow<"agreements.record"> {
  const { vault, clock, policy, reauthenticate, hash } = parts;
  return async ({ terms, credential, document, password }, { session }) => {
    const fault = findFault(terms, credential) ?? findDocumentFault(terms, document, hash);
    if (fault !== null) return err(fault);
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    const waits = policy.agreementChanges === "two-person";
    const agreement: Agreement = {
      id: mintId("agr", AgreementIdSchema),
      terms: document === null ? terms : { ...terms, documentSha256: hash(document) },
      state: waits ? "proposed" : "active",
      recordedAt: clock.now(),
      recordedBy: session.user.id,
      hasCredential: true,
      hasDocument: document !== null,
      reviewedAt: clock.now(),
      proof: null,
      proposedBy: waits ? session.user.id : null,
    };
    const { id: agreementId } = agreement;
    const { vendorId: vendor, expiresOn } = terms;
    const recorded = waits
      ? event("agreement.proposed", { agreementId, vendor, change: "new" })
      : event("agreement.recorded", { agreementId, vendor, expiresOn });
    return vault.write(nameActor(session), recorded, async (tx) => {
      await insertAgreement(tx, agreement, credential);
      if (document !== null) await insertDocument(tx, agreementId, document, clock.now());
      const kept = await setAgreementState(tx, agreementId, agreement.state, agreement.proposedBy);
      return kept === null ? err(failure("agreement.not-found")) : ok(kept);
    });
  };
}

function findFault(terms: AgreementTerms, credential: VendorCredential): AppError | null {
  if (terms.effectiveOn < terms.executedOn || terms.expiresOn <= terms.effectiveOn) return failure("agreement.dates-invalid");
  const endpoints = terms.proofEndpoint === "" ? [terms.endpoint] : [terms.endpoint, terms.proofEndpoint];
  if (!endpoints.every(isPlainAddress)) return failure("agreement.endpoint-invalid");
  if (!isOwnServer(terms.vendorId) && terms.organizationId === "") return failure("agreement.credential-incomplete", { field: "organizationId" });
  const missing = findMissingField(terms.vendorId, credential);
  return missing === null ? null : failure("agreement.credential-incomplete", { field: missing.name });
}

function isPlainAddress(endpoint: string): boolean {
  const { protocol, username, password, search, hash } = new URL(endpoint);
  return protocol === "https:" && username === "" && password === "" && search === "" && hash === "";
}

/** A hash typed from the paper must be the hash of the file that is kept. */
function findDocumentFault(terms: AgreementTerms, document: Uint8Array | null, hash: RegistryParts["hash"]): AppError | null {
  if (document === null || terms.documentSha256 === "") return null;
  return hash(document) === terms.documentSha256 ? null : failure("agreement.document-mismatch");
}

/** Lets a proposed change take effect: by somebody other than who proposed it. */
export function approveAgreement({ vault, reauthenticate }: RegistryParts): Workflow<"agreements.approve"> {
  return async ({ agreementId, password }, { session }) => {
    const found = await vault.read(nameActor(session), event("agreements.listed", {}), async (tx) => ok(await readAgreement(tx, agreementId)));
    if (!found.ok) return found;
    const proposedBy = found.value?.agreement.proposedBy ?? null;
    if (proposedBy === null) return err(failure("agreement.not-proposed"));
    if (proposedBy === session.user.id) return err(failure("agreement.own-approval"));
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    return change({ vault }, session, event("agreement.approved", { agreementId, proposedBy }), agreementId, "active");
  };
}

/** Takes a proposal back; what stood before goes on. */
export function withdrawProposal({ vault }: RegistryParts): Workflow<"agreements.withdraw"> {
  return async ({ agreementId }, { session }) => {
    const found = await vault.read(nameActor(session), event("agreements.listed", {}), async (tx) => ok(await readAgreement(tx, agreementId)));
    if (!found.ok) return found;
    const state = found.value?.agreement.state;
    if (found.value?.agreement.proposedBy == null) return err(failure("agreement.not-proposed"));
    // A proposed resumption leaves the agreement suspended; a proposed agreement never was one.
    return change({ vault }, session, event("agreement.withdrawn", { agreementId }), agreementId, state === "suspended" ? "suspended" : "superseded");
  };
}

/** Stops every send under an agreement; one person is enough to stop. */
export function suspendAgreement({ vault }: RegistryParts): Workflow<"agreements.suspend"> {
  return ({ agreementId }, { session }) => change({ vault }, session, event("agreement.suspended", { agreementId }), agreementId, "suspended");
}

/** Lets sends go on, or proposes it where that takes two. */
export function resumeAgreement({ vault, policy }: RegistryParts): Workflow<"agreements.resume"> {
  return async ({ agreementId }, { session }) => {
    if (policy.agreementChanges === "one-person")
      return change({ vault }, session, event("agreement.resumed", { agreementId }), agreementId, "active");
    const found = await vault.read(nameActor(session), event("agreements.listed", {}), async (tx) => ok(await readAgreement(tx, agreementId)));
    if (!found.ok) return found;
    if (found.value === null) return err(failure("agreement.not-found"));
    const proposed = event("agreement.proposed", { agreementId, vendor: found.value.agreement.terms.vendorId, change: "resume" });
    return vault.write(nameActor(session), proposed, async (tx) => {
      const agreement = await setAgreementState(tx, agreementId, "suspended", session.user.id);
      return agreement === null ? err(failure("agreement.not-found")) : ok(agreement);
    });
  };
}

function change(
  { vault }: Pick<RegistryParts, "vault">,
  session: Session,
  stated: AuditEvent,
  id: AgreementId,
  state: Agreement["state"],
): Outcome<Agreement> {
  return vault.write(nameActor(session), stated, async (tx) => {
    const agreement = await setAgreementState(tx, id, state, null);
    return agreement === null ? err(failure("agreement.not-found")) : ok(agreement);
  });
}

/** Notes that a person looked the agreement over and, if so, saw in writing what the vendor keeps. */
export function reviewAgreement({ vault, clock, reauthenticate }: RegistryParts): Workflow<"agreements.review"> {
  return async ({ agreementId, sawRetention, password }, { session }) => {
    const proven = await reauthenticate(session, password);
    if (!proven.ok) return proven;
    return vault.write(nameActor(session), event("agreement.reviewed", { agreementId }), async (tx) => {
      const agreement = await noteReview(tx, agreementId, { at: clock.now(), sawRetentionOn: sawRetention ? clock.today() : null });
      return agreement === null ? err(failure("agreement.not-found")) : ok(agreement);
    });
  };
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
