import type { Clock } from "./clock.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Vendors } from "./llm/index.ts";
import type { Policy } from "./policy/index.ts";
import type { Vault } from "./vault/vault.ts";
import { askForProof, saveAgreementDocument } from "./workflows/ask-vendor-proof.ts";
import type { Delivery } from "./workflows/delivery.ts";
import {
  approveAgreement,
  listSendLog,
  listVendorAgreements,
  recordAgreement,
  resumeAgreement,
  reviewAgreement,
  suspendAgreement,
  withdrawProposal,
} from "./workflows/keep-agreements.ts";
import type { Reauthenticate } from "./workflows/reauthenticate.ts";

interface VendorParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly vendors: Vendors;
  readonly delivery: Delivery;
  readonly reauthenticate: Reauthenticate;
  hash(bytes: Uint8Array): string;
}

/** The part of the composition root for agreements with vendors and what went to them. */
export function composeVendors({ vendors, delivery, ...registry }: VendorParts) {
  const { vault, clock } = registry;
  return {
    "agreements.list": listVendorAgreements(registry),
    "agreements.record": recordAgreement(registry),
    "agreements.approve": approveAgreement(registry),
    "agreements.withdraw": withdrawProposal(registry),
    "agreements.suspend": suspendAgreement(registry),
    "agreements.resume": resumeAgreement(registry),
    "agreements.review": reviewAgreement(registry),
    "agreements.ask": askForProof({ vault, clock, vendors }),
    "agreements.saveDocument": saveAgreementDocument({ vault, delivery }),
    "sends.list": listSendLog({ vault }),
  } satisfies Partial<Handlers>;
}
