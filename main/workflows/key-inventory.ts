import type { KeyLine } from "../../shared/domain/access.ts";
import type { AuthorKey } from "../vault/author-keys.ts";
import type { Envelope } from "../vault/keys/envelope.ts";

const dayMs = 86_400_000;
/** NIST SP 800-57 Part 1: wrapping and data-encryption keys are used by their originator for two years at most. */
const longestDays = 730;

const wrapPurposes = { device: "device", "device-and-person": "device-and-person", passphrase: "passphrase", recovery: "recovery-sheet" } as const;

/** Writes the inventory of keys from what names them: the envelope, the keybag's counts, the authors' keys. */
export function listKeyLines(
  envelope: Envelope,
  patients: { readonly record: number; readonly accounting: number },
  authors: readonly AuthorKey[],
  now: string,
): KeyLine[] {
  const line = (keyId: string, purpose: KeyLine["purpose"], createdAt: string | null, count = 1): KeyLine => {
    const ageDays = createdAt === null ? null : Math.max(0, Math.floor((Date.parse(now) - Date.parse(createdAt)) / dayMs));
    return { keyId, purpose, createdAt, count, ageDays, overdue: ageDays !== null && ageDays > longestDays };
  };
  return [
    line(envelope.masterKeyId, "master", envelope.masterKeyCreatedAt),
    line(`${envelope.masterKeyId} (derived)`, "database", envelope.masterKeyCreatedAt),
    ...envelope.wraps.map((wrap) => line(wrap.keyId, wrapPurposes[wrap.kind], wrap.createdAt)),
    line(envelope.share.keyId, "people-share", envelope.share.createdAt),
    ...envelope.people.map((person) => line(person.keyId, "person", person.createdAt)),
    line(envelope.clinic.keyId, "clinic-settings", envelope.clinic.createdAt),
    line(envelope.keybag.keyId, "keybag", envelope.keybag.createdAt),
    line(envelope.spool.keyId, "locked-spool", envelope.spool.createdAt),
    line(`${envelope.keybag.file}: record`, "patient-record", null, patients.record),
    line(`${envelope.keybag.file}: accounting`, "patient-accounting", null, patients.accounting),
    ...authors.map((author) => line(author.keyId, "psychotherapy-notes", author.createdAt)),
    ...envelope.retired.map((kept) => line(kept.keyId, "retired-master", kept.createdAt)),
  ];
}
