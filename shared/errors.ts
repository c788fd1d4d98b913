import { z } from "zod";

/**
 * The whole vocabulary of expected failure, `area.reason`. Codes cross the bridge; the words for
 * each live in the renderer. Adding a code here without words for it does not compile there.
 */
export const errorCodes = [
  // the front door
  "ipc.untrusted-sender",
  "ipc.unknown-call",
  "ipc.malformed-input",
  "ipc.malformed-output",
  "app.unexpected",
  "app.not-ready",
  // who is asking
  "session.signed-out",
  "session.locked",
  "session.wrong-credentials",
  "session.throttled",
  "session.not-permitted",
  "session.reauthentication-failed",
  "session.account-disabled",
  "session.second-factor-needed",
  "session.second-factor-wrong",
  "session.must-change-password",
  "session.must-enrol-second-factor",
  "session.second-person-needed",
  // first run and keys
  "setup.already-done",
  "setup.weak-password",
  "setup.common-password",
  "setup.no-clinician",
  "setup.duplicate-username",
  "keychain.unavailable",
  "keychain.weak-backend",
  "keychain.changed-backend",
  "keychain.key-missing",
  "keychain.passphrase-needed",
  "keychain.wrong-passphrase",
  "keychain.wrong-recovery-key",
  // the record
  "vault.wrong-key",
  "vault.plain-text-file",
  "vault.missing-file",
  "vault.missing-keys",
  "vault.damaged-keys",
  "vault.damaged-mark",
  "vault.rolled-back",
  "vault.newer-schema",
  "vault.damaged",
  "vault.disk-full",
  "vault.locked",
  "vault.busy",
  "audit.not-written",
  "audit.chain-broken",
  "audit.no-checkpoint",
  "audit.not-anchored",
  "anchor.folder-gone",
  "anchor.folder-unwritable",
  "anchor.conflict",
  "anchor.timestamp-unreachable",
  "anchor.timestamp-refused",
  "anchor.timestamp-invalid",
  "shipping.no-key",
  "shipping.key-invalid",
  "shipping.unreachable",
  "shipping.certificate-refused",
  "shipping.interrupted",
  "retention.nothing-due",
  "retention.no-proposal",
  // people and sessions
  "patient.not-found",
  "patient.duplicate-mrn",
  "patient.not-on-care-team",
  "user.not-found",
  "glass.not-found",
  "glass.own-review",
  "consent.missing",
  "encounter.not-found",
  "encounter.has-signed-note",
  // bad input
  "transcript.empty",
  "transcript.binary",
  "transcript.too-large",
  "transcript.bad-encoding",
  "transcript.unreadable",
  "transcript.unsupported-kind",
  // de-identification
  "deid.detector-failed",
  "deid.language-unknown",
  "deid.pack-refused",
  "deid.release-not-allowed",
  "deid.restore-incomplete",
  "deid.review-needed",
  // the gate
  "gate.no-agreement",
  "gate.agreement-expired",
  "gate.agreement-suspended",
  "gate.endpoint-not-allowed",
  "gate.model-not-allowed",
  "gate.feature-not-allowed",
  "gate.region-not-allowed",
  "gate.data-class-not-allowed",
  "gate.no-credential",
  "gate.clock-doubtful",
  "gate.key-not-bound",
  "gate.debugging-on",
  "gate.proof-stale",
  "gate.retention-changed",
  // the vendor's far end
  "vendor.unreachable",
  "vendor.certificate-refused",
  "vendor.timed-out",
  "vendor.interrupted",
  "vendor.invalid-reply",
  "vendor.rate-limited",
  "vendor.overloaded",
  "vendor.redirected",
  "vendor.refused",
  "vendor.cancelled",
  // notes
  "note.not-found",
  "note.signed",
  "note.changed-elsewhere",
  "note.unresolved-sentences",
  "note.empty",
  "draft.already-running",
  "draft.interrupted",
  // questions and reviews
  "send.not-found",
  "review.own",
  "review.too-long",
  // breaches
  "breach.not-found",
  "breach.concluded",
  "breach.changed-elsewhere",
  "breach.incomplete",
  "breach.own-access",
  "disclosure.in-future",
  // agreements
  "agreement.not-found",
  "agreement.dates-invalid",
  "agreement.endpoint-invalid",
  "agreement.credential-incomplete",
  "agreement.own-approval",
  "agreement.not-proposed",
  "agreement.document-mismatch",
  "template.not-found",
  "template.holds-identifiers",
  "template.name-taken",
  "task.no-goals",
  // shipping the log
  "shipping.unreachable",
  "shipping.refused",
  "shipping.no-group",
  "shipping.retention-short",
  // export
  "export.cancelled",
  "export.nothing-to-export",
  "export.destination-unwritable",
  // backup and restore
  "backup.no-folder",
  "backup.folder-gone",
  "backup.disk-full",
  "backup.already-running",
  "backup.cancelled",
  "backup.damaged",
  "backup.not-a-backup",
  "backup.wrong-recovery-key",
  "backup.newer-schema",
  "backup.record-in-place",
  // policy
  "policy.unreadable",
  "policy.untrusted-file",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * An expected failure as it crosses the bridge: a code for support, an id of the audit row that
 * recorded it where there is one, and facts that are never PHI (counts, dates, vendor ids).
 */
export const AppErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  facts: z.record(z.string(), z.union([z.string().max(200), z.number(), z.boolean()])).optional(),
});
export type AppError = z.infer<typeof AppErrorSchema>;

/** Makes an expected failure. `facts` must hold no PHI: ids, counts, dates and vendor names only. */
export function failure(code: ErrorCode, facts?: NonNullable<AppError["facts"]>): AppError {
  return facts === undefined ? { code } : { code, facts };
}
