import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { ExportFormatSchema, exportFormats } from "../shared/domain/export.ts";
import { RetentionRuleSchema } from "../shared/domain/retention.ts";
import { type AppError, failure } from "../shared/errors.ts";
import { err, ok, type Result } from "../shared/result.ts";

const Certificates = z.array(z.string().startsWith("-----BEGIN CERTIFICATE-----")).max(10);

/** The Security Rule's floor for its documentation (45 CFR 164.316(b)(2)(i)), and what is kept when nobody says otherwise. */
const retentionYears = { least: 6, usual: 7 } as const;

/** Where evidence of the log goes, out of reach of whoever holds the record. */
const AuditPolicySchema = z.strictObject({
  /** How long entries are kept before two officers together may remove them. */
  retentionYears: z.int().min(retentionYears.least).max(100).default(retentionYears.usual),
  /** A folder or share that only grows: every checkpoint becomes a file of its own there. Absolute. */
  anchorFolder: z
    .string()
    .regex(/^(\/|[A-Za-z]:\\|\\\\)/)
    .max(1000)
    .nullable()
    .default(null),
  /** An RFC 3161 time-stamping authority, and the certificate authorities for its tokens and its TLS. */
  timestamp: z
    .strictObject({ url: z.url({ protocol: /^https$/ }), authorities: Certificates.min(1) })
    .nullable()
    .default(null),
  /** A log server that takes syslog over mutual TLS (RFC 5425), and the certificate authorities for it. */
  siem: z
    .strictObject({
      host: z.string().regex(/^[A-Za-z0-9.-]{1,253}$/),
      port: z.int().min(1).max(65_535).default(6514),
      authorities: Certificates.min(1),
      /** The number under which structured data is registered; the default is the one kept for documentation. */
      enterpriseNumber: z.int().min(1).default(32_473),
    })
    .nullable()
    .default(null),
  /** A log group at CloudWatch that keeps for six years or for ever; its key is sealed in the record. */
  cloudwatch: z
    .strictObject({
      region: z.string().regex(/^us-[a-z0-9-]{3,30}$/),
      endpoint: z.url({ protocol: /^https$/ }),
      logGroup: z.string().regex(/^[A-Za-z0-9._/#-]{1,512}$/),
    })
    .nullable()
    .default(null),
  /** An audit record repository that takes FHIR AuditEvents (IHE ATNA, ATX: FHIR Feed); its token is sealed in the record. */
  fhirFeed: z
    .strictObject({ url: z.url({ protocol: /^https$/ }) })
    .nullable()
    .default(null),
});
export type AuditPolicy = z.output<typeof AuditPolicySchema>;

/** What an administrator decides for the machine. Everything has a safe default. */
export const PolicySchema = z.strictObject({
  version: z.literal(1),
  /** Who set it, shown at sign-in. */
  owner: z.string().trim().min(1).max(120),
  /** Whether a passphrase may stand in where there is no keychain. */
  keychain: z.enum(["required", "passphrase-allowed"]).default("required"),
  /** Idle minutes before the session ends; 2 to 15 (164.312(a)(2)(iii)). */
  idleMinutes: z.int().min(2).max(15).default(10),
  /** `personal`: keychain and a person's password together open the record. `shared`: the keychain alone does. */
  workstation: z.enum(["personal", "shared"]).default("personal"),
  /** After how many days an unsigned note counts as late; what a payer or a board asks for. */
  signWithinDays: z.int().min(1).max(30).default(3),
  /** Who may open a chart: everyone with the right, or the patient's care team (others break the glass). */
  charts: z.enum(["everyone", "care-team"]).default("everyone"),
  /** Whether everyone must sign in with a second factor. With one, a password may have 8 characters (SP 800-63B-4). */
  secondFactor: z.enum(["optional", "required"]).default("optional"),
  /** How many people the printed recovery key takes. */
  recoveryPeople: z.union([z.literal(1), z.literal(2)]).default(2),
  /** Doubtful places of this risk and more must be looked at before a send; 0 asks about every one. */
  reviewFromRisk: z.number().min(0).max(1).default(0),
  /** Whether a person may let a guessed name, place or date stand, with a reason on record. */
  releases: z.enum(["guesses", "none"]).default("guesses"),
  /**
   * What is kept of a transcript once its note is signed, and after how many days the rest goes. `days`
   * 0: at once; with `transcript` kept, 0 means for as long as the note.
   */
  transcripts: z
    .strictObject({ keep: z.enum(["nothing", "cited-lines", "transcript"]).default("transcript"), days: z.int().min(0).max(3_650).default(0) })
    .default({ keep: "transcript", days: 0 }),
  /** How many days a recording's sound is kept after its transcript was confirmed (0: it goes at once), and which pack listens. */
  sound: z
    .strictObject({ keepDays: z.int().min(0).max(3_650).default(0), pack: z.enum(["automatic", "base", "tiny"]).default("automatic") })
    .default({ keepDays: 0, pack: "automatic" }),
  /** How long records are kept: States' rules beside those that ship, the profession's guideline where a State has none, a floor. */
  retention: z
    .strictObject({
      rules: z.array(RetentionRuleSchema).max(60).default([]),
      adoptGuideline: z.boolean().default(false),
      leastYears: z.int().min(0).max(40).default(0),
    })
    .default({ rules: [], adoptGuideline: false, leastYears: 0 }),
  /** How many days lie between the proposal of a destruction and the deed. */
  destructionWaitDays: z.int().min(0).max(30).default(7),
  /** How records may be handed over. */
  exportFormats: z
    .array(ExportFormatSchema)
    .min(1)
    .default([...exportFormats]),
  /** A second detector that looks over text whose identifiers were removed here, before it goes to another vendor. */
  secondDetector: z.enum(["none", "comprehend-medical"]).default("none"),
  /** The folder of a model pack that looks for identifiers beside the detector; absolute. Null: there is none. */
  detectorPack: z
    .string()
    .regex(/^(\/|[A-Za-z]:\\|\\\\)/)
    .max(1000)
    .nullable()
    .default(null),
  /** Whether a change to an agreement takes a second person before it counts. */
  agreementChanges: z.enum(["one-person", "two-person"]).default("one-person"),
  /** How old a proof of what a vendor keeps may be, in days; an older one stops sends. */
  retentionProofDays: z.int().min(1).max(366).default(90),
  /** Extra certificate authorities for vendor connections, PEM. Nothing else can add one. */
  extraCertificateAuthorities: Certificates.default([]),
  /** Where the audit log's evidence is kept beside the record. */
  audit: AuditPolicySchema.default({
    retentionYears: retentionYears.usual,
    anchorFolder: null,
    timestamp: null,
    siem: null,
    cloudwatch: null,
    fhirFeed: null,
  }),
});
export type Policy = z.output<typeof PolicySchema>;

/** The policy of a machine where no administrator has set one. */
export const defaultPolicy: Policy = {
  version: 1,
  owner: "none",
  keychain: "required",
  idleMinutes: 10,
  workstation: "personal",
  signWithinDays: 3,
  charts: "everyone",
  secondFactor: "optional",
  recoveryPeople: 2,
  reviewFromRisk: 0,
  releases: "guesses",
  transcripts: { keep: "transcript", days: 0 },
  sound: { keepDays: 0, pack: "automatic" },
  retention: { rules: [], adoptGuideline: false, leastYears: 0 },
  destructionWaitDays: 7,
  exportFormats: [...exportFormats],
  secondDetector: "none",
  detectorPack: null,
  agreementChanges: "one-person",
  retentionProofDays: 90,
  extraCertificateAuthorities: [],
  audit: { retentionYears: retentionYears.usual, anchorFolder: null, timestamp: null, siem: null, cloudwatch: null, fhirFeed: null },
};

const machineLocations: Partial<Record<NodeJS.Platform, string>> = {
  linux: "/etc/chartwell/policy.json",
  darwin: "/Library/Application Support/Chartwell/policy.json",
  win32: "C:\\ProgramData\\Chartwell\\policy.json",
};

/** Where this machine's policy lies; a development build may point elsewhere. */
export function locatePolicy(): { path: string; trustOwner: boolean } {
  const elsewhere = __DEVELOPMENT_BUILD__ ? process.env["CHARTWELL_POLICY"] : undefined;
  if (elsewhere !== undefined) return { path: elsewhere, trustOwner: true };
  return { path: machineLocations[process.platform] ?? "/etc/chartwell/policy.json", trustOwner: false };
}

/**
 * Reads the policy. None is the default; one that cannot be read, understood or trusted (on Unix:
 * owned by root and writable by root alone) stops the program, because a policy ignored is a
 * safeguard switched off.
 */
export function readPolicy({ path, trustOwner }: { path: string; trustOwner: boolean }): Result<Policy, AppError> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return ok(defaultPolicy);
  if (!trustOwner && process.platform !== "win32" && (stats.uid !== 0 || (stats.mode & 0o022) !== 0)) {
    return err(failure("policy.untrusted-file"));
  }
  try {
    const parsed = PolicySchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    return parsed.success ? ok(parsed.data) : err(failure("policy.unreadable"));
  } catch {
    return err(failure("policy.unreadable"));
  }
}
