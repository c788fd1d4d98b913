import { z } from "zod";

/**
 * The audit vocabulary: every event and the fields it may carry. Fields are ids, codes, counts and
 * names of things the clinic configured; there is no field for free text, so no PHI can be written
 * by mistake (45 CFR 164.312(b); names of people appear nowhere, patients only as subject tokens).
 */
const count = z.int().min(0);
const id = z.string().regex(/^[a-z]{1,3}_[0-9a-z]{26,40}$/);
const code = z.string().regex(/^[a-z]+\.[a-z-]+$/);
const word = z.string().regex(/^[A-Za-z0-9._:@/-]{0,100}$/);
const host = z.string().regex(/^[A-Za-z0-9.:[\]-]{1,253}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const none = z.strictObject({});
/** When a locked program held the event, until the record opened and it could be written. */
const heldSince = z.iso.datetime({ precision: 3 }).optional();

const llmAttempt = {
  sendId: id,
  vendor: word,
  model: word,
  host,
  task: word,
  taskSha256: sha256,
  dataClass: word,
  agreementId: id.optional(),
  identifiersReplaced: count,
  bytes: count,
};

export const auditEvents = {
  "log.opened": z.strictObject({ installId: word, appVersion: word }),
  "log.heartbeat": none,
  "log.key-rotated": none,
  "log.shipped": z.strictObject({ fromSeq: count, toSeq: count }),
  "log.ship-again": z.strictObject({ fromSeq: count }),
  "log.shipping-key-set": none,
  "retention.viewed": none,
  "retention.proposed": z.strictObject({ beforeSeq: count }),
  "log.entries-removed": z.strictObject({ beforeSeq: count }),
  "anchor.written": z.strictObject({ anchor: word, size: count }),
  "anchor.failed": z.strictObject({ anchor: word, size: count, code }),
  "anchors.listed": none,
  "app.started": z.strictObject({ appVersion: word, runtime: word, keychain: word, recovered: z.boolean() }),
  "app.stopped": none,
  "call.refused": z.strictObject({ call: word, code, heldSince }),
  "clinic.created": z.strictObject({ userCount: count, keychain: word }),
  "clinic.viewed": none,
  "key.created": z.strictObject({ keyId: word, purpose: word }),
  "key.renewed": z.strictObject({ keyId: word, purpose: word }),
  "keys.listed": none,
  "keys.viewed": none,
  "record.rekeyed": z.strictObject({ keyId: word, backupId: id }),
  "record.recovered": z.strictObject({ keyId: word, people: word }),
  "record.restored": z.strictObject({ backupId: id, withheld: count }),
  "index.rebuilt": z.strictObject({ rows: count }),
  "backup.configured": z.strictObject({ everyHours: count, keepCount: count }),
  "backup.made": z.strictObject({ backupId: id, bytes: count, sha256, patients: count, lastSeq: count }),
  "backup.failed": z.strictObject({ code }),
  "backup.removed": z.strictObject({ backupId: id }),
  "backup.drilled": z.strictObject({ backupId: id, durationMs: count, verdict: word }),
  "backups.listed": none,
  "user.added": z.strictObject({ userId: id, newRole: word }),
  "user.deactivated": z.strictObject({ userId: id }),
  "users.listed": none,
  "user.signed-in": none,
  "user.sign-in-refused": z.strictObject({ code, heldSince }),
  "password.changed": z.strictObject({ keyId: word }),
  "password.reset": z.strictObject({ userId: id, keyId: word }),
  "factor.begun": none,
  "factor.enrolled": none,
  "factor.removed": z.strictObject({ userId: id }),
  "factor.code-used": z.strictObject({ left: count }),
  "user.reauthenticated": none,
  "user.signed-out": z.strictObject({ reason: word }),
  "patient.registered": none,
  "patient.updated": none,
  "patient.opened": none,
  "rights.viewed": none,
  "request.recorded": z.strictObject({ requestId: id, kind: word }),
  "request.extended": z.strictObject({ requestId: id }),
  "request.decided": z.strictObject({ requestId: id, decision: word, ground: word.optional() }),
  "request.withdrawn": z.strictObject({ requestId: id }),
  "request.statement-added": z.strictObject({ requestId: id, kind: word }),
  "request.letter-written": z.strictObject({ requestId: id, letter: word }),
  "hold.placed": z.strictObject({ holdId: id, reason: word }),
  "hold.lifted": z.strictObject({ holdId: id }),
  "destruction.proposed": z.strictObject({ destructionId: id, reason: word }),
  "destruction.withdrawn": z.strictObject({ destructionId: id }),
  "destruction.certified": z.strictObject({ destructionId: id, sha256 }),
  "certificate.written": z.strictObject({ destructionId: id }),
  "backup.purged": z.strictObject({ backupId: id, bytes: count, sha256 }),
  "patient.destroyed": z.strictObject({ reason: word, destructionId: id }),
  "team.changed": z.strictObject({ userId: id, change: word }),
  "team.listed": none,
  "glass.broken": z.strictObject({ breakId: id, reason: word, untilAt: word }),
  "glass.reviewed": z.strictObject({ breakId: id, verdict: word }),
  "glass.listed": none,
  "patients.searched": z.strictObject({ queryLength: count }),
  "worklist.viewed": none,
  "consent.recorded": z.strictObject({ consentId: id, kind: word, decision: word, method: word }),
  "consent.revoked": z.strictObject({ consentId: id }),
  "transcript.imported": z.strictObject({ encounterId: id, kind: word, turns: count, bytes: count }),
  "transcript.reduced": z.strictObject({ encounterId: id, kept: count, dropped: count }),
  "recordings.listed": none,
  "recording.begun": z.strictObject({ recordingId: id, channels: count, source: word }),
  "recording.ended": z.strictObject({ recordingId: id, lengthMs: count }),
  "recording.progressed": z.strictObject({ recordingId: id, doneMs: count }),
  "recording.transcribed": z.strictObject({
    recordingId: id,
    encounterId: id,
    pack: word,
    turns: count,
    unsure: count,
    flagged: count,
    durationMs: count,
  }),
  "recording.heard": z.strictObject({ recordingId: id, fromMs: count, toMs: count }),
  "recording.viewed": z.strictObject({ encounterId: id }),
  "recording.destroyed": z.strictObject({ recordingId: id, reason: word }),
  "line.corrected": z.strictObject({ encounterId: id, line: count }),
  "speaker.assigned": z.strictObject({ encounterId: id, speakerRole: word, lines: count }),
  "encounter.opened": z.strictObject({ encounterId: id }),
  "draft.previewed": z.strictObject({ encounterId: id, redactionsAdded: count }),
  "draft.started": z.strictObject({ encounterId: id, draftId: id, via: word, template: word }),
  "redactions.released": z.strictObject({ encounterId: id, draftId: id, notAnIdentifier: count, publicKnowledge: count, neededForCare: count }),
  "draft.ended": z.strictObject({ encounterId: id, draftId: id, code }),
  "draft.interrupted": z.strictObject({ encounterId: id }),
  "llm.request-refused": z.strictObject({ ...llmAttempt, code }),
  "llm.request-sent": z.strictObject(llmAttempt),
  "llm.request-ended": z.strictObject({
    sendId: id,
    code: code.optional(),
    httpStatus: count.optional(),
    tokensIn: count.optional(),
    tokensOut: count.optional(),
    durationMs: count,
    vendorRequestId: word.optional(),
    costMicroUsd: count.optional(),
  }),
  "note.drafted": z.strictObject({ noteId: id, encounterId: id, via: word, sentences: count, unresolved: count, restored: count, invented: count }),
  "note.opened": z.strictObject({ noteId: id }),
  "note.saved": z.strictObject({ noteId: id, revision: count }),
  "note.signed": z.strictObject({ noteId: id, revision: count, contentSha256: sha256 }),
  "note.copied": z.strictObject({ noteId: id, section: word }),
  "notes.searched": z.strictObject({ queryLength: count }),
  "note.discarded": z.strictObject({ noteId: id }),
  "note.private-opened": z.strictObject({ encounterId: id }),
  "note.private-saved": z.strictObject({ encounterId: id }),
  "note.submitted": z.strictObject({ noteId: id, revision: count, contentSha256: sha256 }),
  "note.cosigned": z.strictObject({ noteId: id, revision: count, contentSha256: sha256 }),
  "note.returned": z.strictObject({ noteId: id }),
  "note.withdrawn": z.strictObject({ noteId: id }),
  "note.commented": z.strictObject({ noteId: id }),
  "note.carried-forward": z.strictObject({ noteId: id, fromNoteId: id, sentences: count }),
  "transcript.edited": z.strictObject({ encounterId: id, kind: word }),
  "snippets.listed": none,
  "snippet.saved": z.strictObject({ characters: count }),
  "snippet.removed": none,
  "supervision.changed": z.strictObject({ userId: id, supervisorId: id.optional() }),
  "addendum.added": z.strictObject({ noteId: id }),
  "agreement.recorded": z.strictObject({ agreementId: id, vendor: word, expiresOn: word }),
  "agreement.suspended": z.strictObject({ agreementId: id }),
  "agreement.resumed": z.strictObject({ agreementId: id }),
  "agreement.proposed": z.strictObject({ agreementId: id, vendor: word, change: word }),
  "agreement.approved": z.strictObject({ agreementId: id, proposedBy: id }),
  "agreement.withdrawn": z.strictObject({ agreementId: id }),
  "agreement.reviewed": z.strictObject({ agreementId: id }),
  "agreement.document-viewed": z.strictObject({ agreementId: id }),
  "vendor.asked": z.strictObject({ agreementId: id, vendor: word, host }),
  "vendor.proven": z.strictObject({ agreementId: id, vendor: word, retention: word, bound: z.boolean() }),
  "vendor.unproven": z.strictObject({ agreementId: id, vendor: word, code }),
  "egress.refused": z.strictObject({ host: word, port: count }),
  "template.proposed": z.strictObject({ templateId: word, version: count, sha256 }),
  "template.approved": z.strictObject({ templateId: word, version: count, sha256, proposedBy: id }),
  "template.retired": z.strictObject({ templateId: word }),
  "templates.listed": none,
  "codes.suggested": z.strictObject({ encounterId: id, codes: count }),
  "codes.saved": z.strictObject({ encounterId: id, codes: count }),
  "codes.viewed": z.strictObject({ encounterId: id }),
  "session.classified": z.strictObject({ encounterId: id, kind: word }),
  "section.redrafted": z.strictObject({ noteId: id, section: word, sentences: count, unresolved: count }),
  "summary.made": z.strictObject({ encounterId: id, sentences: count, unresolved: count }),
  "agreements.listed": none,
  "sends.listed": none,
  "sends.interrupted": z.strictObject({ sends: count }),
  "audit.listed": none,
  "audit.asked": z.strictObject({ question: word }),
  "access.asked": z.strictObject({ question: word }),
  "reviews.listed": none,
  "review.signed": z.strictObject({ reviewId: id, kind: word, verdict: word, findings: count, fromAt: word, toAt: word }),
  "breach.listed": none,
  "breach.opened": z.strictObject({ assessmentId: id, source: word }),
  "breach.viewed": z.strictObject({ assessmentId: id }),
  "breach.saved": z.strictObject({ assessmentId: id, revision: count }),
  "breach.concluded": z.strictObject({ assessmentId: id, outcome: word, patients: count }),
  "breach.step-recorded": z.strictObject({ assessmentId: id, duty: word, doneOn: word }),
  "breach.exported": z.strictObject({ assessmentId: id, files: count, bytes: count, letters: count, sha256 }),
  "disclosures.listed": none,
  "disclosure.recorded": z.strictObject({ disclosureId: id, purpose: word }),
  "disclosures.printed": z.strictObject({ entries: count }),
  "audit.checkpoints-listed": none,
  "audit.verified": z.strictObject({ fromSeq: count }),
  "audit.exported": z.strictObject({ exportId: id }),
  "audit.gathered": z.strictObject({ fromSeq: count }),
  "audit.proved": z.strictObject({ provedSeq: count }),
  "record.imported": z.strictObject({ sessions: count, notes: count }),
  "exports.listed": none,
  "exports.changed": z.strictObject({ exportId: id, state: word }),
  "record.exported": z.strictObject({ exportId: id, files: count, bytes: count, sha256, format: word, warned: z.boolean() }),
  "record.gathered": z.strictObject({ exportId: id }),
} as const;

export type AuditEventName = keyof typeof auditEvents;

/** An event as a workflow states it: what happened, to whose record, with which facts. */
export type AuditEvent = {
  [N in AuditEventName]: {
    readonly name: N;
    /** The patient's random audit token, never an identifier. */
    readonly subject?: string;
    readonly fields: z.input<(typeof auditEvents)[N]>;
  };
}[AuditEventName];

/** States an event; the fields are checked again when it is written. */
export function event<N extends AuditEventName>(name: N, fields: z.input<(typeof auditEvents)[N]>, subject?: string): AuditEvent {
  const stated = subject === undefined ? { name, fields } : { name, fields, subject };
  // The generic pair (name, fields) is one member of the union; the compiler cannot see that.
  return stated as unknown as AuditEvent;
}

/** How an act came out, as FHIR AuditEvent.outcome counts it. */
export const outcomes = { success: 0, minorFailure: 4, seriousFailure: 8, majorFailure: 12 } as const;
