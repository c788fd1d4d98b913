import { z } from "zod";
import { type Certificate, type CertificateDraft, CertificateSchema } from "../../shared/domain/certificate.ts";
import { addYears } from "../../shared/domain/retention.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { writeCertificate } from "../documents/index.ts";
import { nameActor } from "../session.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { keepCertificate, readCertificate } from "../vault/stores/destructions.ts";
import { hashStatement, StatementSignatureSchema, signStatement } from "../vault/stores/sign-statement.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { type Delivery, writeAll } from "./delivery.ts";
import type { Workflow } from "./workflow.ts";

/** What became of one backup. */
export interface PurgedBackup {
  readonly id: Certificate["backups"][number]["id"];
  readonly madeAt: string;
  readonly state: Certificate["backups"][number]["state"];
}

/** A certificate as it is kept: the exact text that was signed, and what signed it. */
const KeptCertificateSchema = z.strictObject({ statement: z.string(), signature: StatementSignatureSchema.nullable() });

const inFile =
  "Every row of the patient was deleted from the encrypted database and overwritten (secure_delete), search index included; the write-ahead log was emptied.";
const onServer =
  "Every row of the patient was deleted from the database server. What the server keeps of deleted rows (dead rows, write-ahead log, its archive, replicas, dumps) was sealed under the destroyed key before it arrived and opens to nobody. Names and words of the search index, kept on the clinic's own computer, were deleted and overwritten.";

const writeSteps = (place: "file" | "server") => [
  "The record key of this patient was destroyed: the key file was written anew without it, under a key of its own, and the old one removed (cryptographic erase).",
  place === "file" ? inFile : onServer,
  "Recordings were overwritten and removed after their keys.",
  "Backups that could be reached were rewritten without the patient's key and rows.",
  "A ledger beside the record and beside the backups keeps any restore from bringing the patient back.",
];

/** Writes the certificate, signed with the key of the audit log; once. */
export async function certify(
  parts: { vault: Vault; clock: Clock },
  by: Actor,
  draft: CertificateDraft,
  backups: readonly PurgedBackup[],
  place: "file" | "server",
): Outcome<null> {
  const certificate = CertificateSchema.parse({
    ...draft,
    method: { standard: "NIST SP 800-88 Rev. 2, cryptographic erase and overwriting", steps: writeSteps(place) },
    backups,
    remains: listRemains(draft, backups, parts.clock.today()),
  });
  const statement = JSON.stringify(certificate, null, 2);
  const stated = event("destruction.certified", { destructionId: draft.id, sha256: hashStatement(statement) });
  return parts.vault.write(by, stated, async (tx) => {
    await keepCertificate(tx, draft.id, { statement, signature: await signStatement(tx, statement) });
    return ok(null);
  });
}

function listRemains(draft: CertificateDraft, backups: readonly PurgedBackup[], today: string): Certificate["remains"] {
  const { exports, sends, disclosures } = draft.scope;
  const away = backups.filter(({ state }) => state === "out-of-reach").length;
  const sixYears = addYears(today, 6);
  return [
    { what: "Audit entries under a random name, this certificate among them", why: "45 CFR 164.316(b)(2)(i)", until: sixYears },
    ...(disclosures > 0
      ? [{ what: `Accounting of ${disclosures} disclosures, under a key of its own`, why: "45 CFR 164.528(a)(1)", until: sixYears }]
      : []),
    ...(sends > 0
      ? [{ what: `Log of ${sends} sends to vendors, without content`, why: "45 CFR 164.402, look-back after a breach", until: sixYears }]
      : []),
    ...(exports > 0 ? [{ what: `${exports} packages handed out before`, why: "They are in the hands of whoever received them", until: null }] : []),
    ...(away > 0
      ? [
          {
            what: `${away} backups that could not be reached`,
            why: "No restore brings the patient back; remove them when they can be reached",
            until: null,
          },
        ]
      : []),
  ];
}

/** Writes a kept certificate as a page to read and the signed statement beside it, into a folder the person chooses. */
export function writeOutCertificate({ vault, delivery }: { vault: Vault; delivery: Delivery }): Workflow<"destructions.certificate"> {
  return async ({ id }, { session }) => {
    const read = await vault.write(nameActor(session), event("certificate.written", { destructionId: id }), async (tx) => {
      const kept = await readCertificate(tx, id, KeptCertificateSchema);
      const clinic = await readClinic(tx);
      return kept === null || clinic === null ? err(failure("destruction.not-found")) : ok({ kept, clinic });
    });
    if (!read.ok) return read;
    const { kept, clinic } = read.value;
    const folder = await delivery.chooseFolder();
    if (folder === null) return err(failure("export.cancelled"));
    const encode = (text: string) => new TextEncoder().encode(text);
    const certificate = CertificateSchema.parse(JSON.parse(kept.statement));
    const sha256 = hashStatement(kept.statement);
    const page = writeCertificate(clinic, certificate, sha256).toString();
    const pdf = await delivery.renderPdf(page);
    const files = [
      { name: pdf === null ? "certificate-of-destruction.html" : "certificate-of-destruction.pdf", bytes: pdf ?? encode(page) },
      { name: "certificate-of-destruction.json", bytes: encode(kept.statement) },
      { name: "certificate-of-destruction.signature.json", bytes: encode(JSON.stringify(kept.signature, null, 2)) },
    ];
    const written = await writeAll(delivery, folder, files);
    return written.ok ? ok({ files: written.value, sha256 }) : written;
  };
}
