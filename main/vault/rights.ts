import { type Role, roles } from "../../shared/domain/people.ts";
import type { Actor, AuditEventName } from "../audit/index.ts";

/**
 * Who may do what, decided where the record opens and not on a screen (45 CFR 164.312(a)(1)). Every
 * act has a name in the audit log, so the name is the right: an event that is not listed for a role
 * opens nothing. `charts` says whether the act may touch what is sealed for a patient.
 */
export interface Right {
  readonly who: readonly (Role | "system")[];
  readonly charts: boolean;
}

const care = ["clinician", "supervisor", "practice-manager", "privacy-officer"] as const;
const authors = ["clinician", "supervisor"] as const;
const office = ["practice-manager", "privacy-officer"] as const;
const officers = [...office, "it-admin"] as const;
const watchers = [...office, "auditor"] as const;

const inCharts = (who: Right["who"]): Right => ({ who, charts: true });
const apart = (who: Right["who"]): Right => ({ who, charts: false });
const anyone = apart([...roles, "system"]);
const program = apart(["system"]);

export const rights = {
  "log.opened": program,
  "log.heartbeat": program,
  "log.key-rotated": apart([...officers, "system"]),
  "log.shipped": program,
  "log.ship-again": apart([...officers, "system"]),
  "log.shipping-key-set": apart([...officers, "system"]),
  "retention.viewed": apart([...office, "auditor"]),
  "retention.proposed": apart(office),
  "log.entries-removed": apart(office),
  "anchor.written": program,
  "anchor.failed": program,
  "anchors.listed": apart([...officers, "auditor", "system"]),
  "app.started": program,
  "app.stopped": program,
  "call.refused": anyone,
  "clinic.created": program,
  "clinic.viewed": anyone,
  "key.created": anyone,
  "key.renewed": anyone,
  "keys.viewed": anyone,
  "record.recovered": program,
  "record.restored": inCharts(["system"]),
  "index.rebuilt": inCharts(["system"]),
  "record.rekeyed": apart(officers),
  "keys.listed": apart([...officers, "auditor"]),
  "password.changed": anyone,
  "password.reset": apart(officers),
  "factor.begun": anyone,
  "factor.enrolled": anyone,
  "factor.removed": anyone,
  "factor.code-used": anyone,
  "backup.configured": apart(officers),
  "backup.made": apart([...officers, "system"]),
  "backup.failed": apart([...officers, "system"]),
  "backup.removed": apart([...officers, "system"]),
  "backup.drilled": apart([...officers, "system"]),
  "backups.listed": apart([...officers, "auditor", "system"]),
  "patient.destroyed": inCharts(office),
  "team.changed": inCharts(care),
  "team.listed": inCharts(care),
  "glass.broken": inCharts(["clinician"]),
  "glass.reviewed": inCharts(["privacy-officer", "practice-manager", "supervisor"]),
  "glass.listed": inCharts(["privacy-officer", "practice-manager", "supervisor", "clinician"]),
  "user.added": apart([...officers, "system"]),
  "user.deactivated": apart(officers),
  "users.listed": anyone,
  "user.signed-in": anyone,
  "user.sign-in-refused": anyone,
  "user.reauthenticated": anyone,
  "user.signed-out": anyone,
  "patient.registered": inCharts(care),
  "patient.updated": inCharts(care),
  "patient.opened": inCharts(care),
  "patients.searched": inCharts(care),
  "worklist.viewed": inCharts([...authors, "system"]),
  "consent.recorded": inCharts(care),
  "consent.revoked": inCharts(care),
  "transcript.imported": inCharts(authors),
  "transcript.reduced": inCharts(["system"]),
  "speaker.assigned": inCharts(authors),
  "encounter.opened": inCharts(authors),
  "draft.previewed": inCharts(authors),
  "redactions.released": inCharts(authors),
  "draft.started": inCharts(authors),
  "draft.ended": inCharts([...authors, "system"]),
  "draft.interrupted": inCharts(["system"]),
  "llm.request-refused": inCharts(authors),
  "llm.request-sent": inCharts(authors),
  "llm.request-ended": inCharts(authors),
  "note.drafted": inCharts(authors),
  "note.opened": inCharts(authors),
  "note.saved": inCharts(authors),
  "note.signed": inCharts(authors),
  "note.copied": inCharts(authors),
  "notes.searched": inCharts(authors),
  "note.discarded": inCharts(authors),
  "addendum.added": inCharts(authors),
  "agreement.recorded": apart(office),
  "agreement.suspended": apart(office),
  "agreement.resumed": apart(office),
  "agreement.proposed": apart(office),
  "agreement.approved": apart(office),
  "agreement.withdrawn": apart(office),
  "agreement.reviewed": apart(office),
  "agreement.document-viewed": apart([...office, "auditor"]),
  "vendor.asked": apart(office),
  "vendor.proven": apart(office),
  "vendor.unproven": apart(office),
  "egress.refused": program,
  "template.proposed": apart([...authors, ...office]),
  "template.approved": apart(["supervisor", ...office]),
  "template.retired": apart(["supervisor", ...office]),
  "templates.listed": apart(care),
  "codes.suggested": inCharts(authors),
  "codes.saved": inCharts(authors),
  "codes.viewed": inCharts(authors),
  "session.classified": inCharts(authors),
  "section.redrafted": inCharts(authors),
  "summary.made": inCharts(authors),
  "agreements.listed": apart([...care, "auditor"]),
  "sends.interrupted": program,
  "sends.listed": inCharts(care),
  "audit.listed": apart(watchers),
  "audit.asked": apart(watchers),
  "access.asked": inCharts(office),
  "reviews.listed": apart(watchers),
  "review.signed": inCharts(office),
  "breach.listed": inCharts(office),
  "breach.opened": inCharts(office),
  "breach.viewed": inCharts(office),
  "breach.saved": inCharts(office),
  "breach.concluded": inCharts(office),
  "breach.step-recorded": inCharts(office),
  "breach.exported": inCharts(office),
  "disclosures.listed": inCharts(office),
  "disclosure.recorded": inCharts(office),
  "disclosures.printed": inCharts(office),
  "audit.verified": apart([...watchers, "system"]),
  "audit.exported": apart([...watchers, "system"]),
  "audit.gathered": apart([...watchers, "system"]),
  "audit.proved": apart([...watchers, "system"]),
  "audit.checkpoints-listed": apart([...watchers, "system"]),
  "record.exported": inCharts(office),
  "record.gathered": inCharts(office),
} as const satisfies Record<AuditEventName, Right>;

/** The right an actor has under an event, or null: then nothing is opened. */
export function findRight(by: Actor, name: AuditEventName): Right | null {
  const right: Right = rights[name];
  return (right.who as readonly string[]).includes(by.role) ? right : null;
}
