import type { Clock } from "./clock.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Vault } from "./vault/vault.ts";
import { listAccountable, printAccounting, recordDisclosure } from "./workflows/account-for-disclosures.ts";
import { askWhatDid, askWhoSaw, findInAudit } from "./workflows/ask-audit.ts";
import { tallySends, traceSend } from "./workflows/ask-sends.ts";
import { listAffected, listBreaches, openAssessment, readBreach, recordBreachStep, saveBreach } from "./workflows/assess-breach.ts";
import { concludeBreach } from "./workflows/conclude-breach.ts";
import type { Delivery } from "./workflows/delivery.ts";
import { exportBreach } from "./workflows/export-breach.ts";
import type { Reauthenticate } from "./workflows/reauthenticate.ts";
import { listSignedReviews, lookForReview, signReview } from "./workflows/review-access.ts";

export interface ComplianceParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
  readonly delivery: Delivery;
  readonly appVersion: string;
  drawPassphrase(): string;
  hash(bytes: Uint8Array): string;
}

/** The part of the composition root that answers an officer: questions of the log, reviews, breaches, disclosures. */
export function composeCompliance(parts: ComplianceParts) {
  const { vault, clock, reauthenticate, delivery } = parts;
  return {
    "audit.find": findInAudit({ vault }),
    "audit.whoSaw": askWhoSaw({ vault }),
    "audit.whatDid": askWhatDid({ vault }),
    "reviews.look": lookForReview({ vault }),
    "reviews.sign": signReview({ vault, clock, reauthenticate }),
    "reviews.list": listSignedReviews({ vault }),
    "sends.tally": tallySends({ vault }),
    "sends.trace": traceSend({ vault }),
    "breach.list": listBreaches({ vault, clock }),
    "breach.open": openAssessment({ vault, clock }),
    "breach.read": readBreach({ vault, clock }),
    "breach.save": saveBreach({ vault, clock }),
    "breach.affected": listAffected({ vault, clock }),
    "breach.conclude": concludeBreach({ vault, clock, reauthenticate }),
    "breach.recordStep": recordBreachStep({ vault, clock }),
    "breach.export": exportBreach(parts),
    "disclosures.list": listAccountable({ vault, clock }),
    "disclosures.record": recordDisclosure({ vault, clock }),
    "disclosures.print": printAccounting({ vault, clock, delivery }),
  } satisfies Partial<Handlers>;
}
