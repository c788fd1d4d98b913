import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { BackupIdSchema, RecordingIdSchema } from "../../../shared/domain/ids.ts";
import { EnvelopeSchema, KeptKeySchema } from "../keys/envelope.ts";
import { deriveKey, type Key } from "../keys/seal.ts";
import { writeWhole } from "../write-whole.ts";

/** The files of one backup, inside its own folder. */
export const backupFiles = { record: "record.backup", dump: "record.dump", keys: "keys.backup", manifest: "manifest.json" } as const;

const TallySchema = z.strictObject({ table: z.string(), rows: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const SoundCopySchema = z.strictObject({ id: RecordingIdSchema, bytes: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
/** A recording in a backup: sealed as in the record, under its random id. */
export type SoundCopy = z.infer<typeof SoundCopySchema>;

const ManifestSchema = z.strictObject({
  v: z.literal(1),
  backupId: BackupIdSchema,
  madeAt: z.iso.datetime({ precision: 3 }),
  appVersion: z.string(),
  schemaVersion: z.int().min(1),
  /** The key envelope as it was: how the backup's own key may be opened, by paper if need be. */
  envelope: EnvelopeSchema,
  /** This backup's own key, kept under the master key; no two backups share one. */
  key: KeptKeySchema,
  /** What was backed up: absent where the record was an encrypted file. Then `record.dump` holds its rows and `keys.backup` their keys. */
  engine: z.literal("postgresql").optional(),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  tables: z.array(TallySchema),
  /** The newest audit entry in it. */
  lastSeq: z.int().min(-1),
  /** Recordings whose transcript nobody has confirmed yet; absent from backups made before there were any. */
  sounds: z.array(SoundCopySchema).optional(),
});
export type Manifest = z.infer<typeof ManifestSchema>;

const StoredSchema = z.strictObject({ manifest: ManifestSchema, sha256: z.string() });

/** Writes the manifest with its own checksum. */
export function writeManifest(path: string, manifest: Manifest): void {
  writeWhole(path, JSON.stringify({ manifest, sha256: digest(manifest) }, null, 2));
}

/** Reads a manifest; null when it is missing, damaged, or not one. */
export function readManifest(path: string): Manifest | null {
  try {
    const stored = StoredSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    return digest(stored.manifest) === stored.sha256 ? stored.manifest : null;
  } catch {
    // Whatever stands there instead, it is not a whole manifest.
    return null;
  }
}

function digest(manifest: Manifest): string {
  return createHash("sha256").update(JSON.stringify(manifest)).digest("hex");
}

const LedgerSchema = z.strictObject({
  v: z.literal(1),
  installId: z.string(),
  entries: z.array(z.strictObject({ patientId: z.string(), destroyedAt: z.string() })),
  mac: z.string(),
});

/** Who was destroyed and when, as kept beside the backups. Ids are random and name nobody. */
export type LedgerEntry = z.infer<typeof LedgerSchema>["entries"][number];

/** Writes the shred ledger, authenticated under a key derived from the clinic's. */
export function writeLedger(path: string, clinicKey: Key, installId: string, entries: readonly LedgerEntry[]): void {
  const ledger = { v: 1 as const, installId, entries: [...entries] };
  writeWhole(path, JSON.stringify({ ...ledger, mac: authenticate(clinicKey, ledger) }));
}

/** Reads a shred ledger: null when there is none, "forged" when it does not authenticate. */
export function readLedger(path: string, clinicKey: Key): readonly LedgerEntry[] | null | "forged" {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    // No ledger here: nothing was destroyed since this folder came into use.
    return null;
  }
  try {
    const { mac, ...ledger } = LedgerSchema.parse(JSON.parse(text));
    return authenticate(clinicKey, ledger) === mac ? ledger.entries : "forged";
  } catch {
    return "forged";
  }
}

function authenticate(clinicKey: Key, ledger: Omit<z.infer<typeof LedgerSchema>, "mac">): string {
  const key = deriveKey(clinicKey, "shred-ledger/v1");
  const mac = createHmac("sha256", key)
    .update(JSON.stringify([ledger.v, ledger.installId, ledger.entries]))
    .digest("hex");
  key.fill(0);
  return mac;
}
