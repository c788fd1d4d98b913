import { z } from "zod";
import { ExportFormatSchema, exportFormats } from "../../shared/domain/export.ts";
import { RetentionRuleSchema } from "../../shared/domain/retention.ts";
import { CalendarDateSchema } from "../../shared/domain/time.ts";
import { VendorIdSchema } from "../../shared/domain/vendor.ts";
import { AbsolutePath, AuditPolicySchema, Certificates } from "./audit-schema.ts";

/** The form of the policy this program understands; a newer one stops it. */
export const policyVersion = 1;

const VendorRuleSchema = z.strictObject({
  vendor: VendorIdSchema,
  models: z.array(z.string().min(1).max(200)).min(1).max(40).nullable().default(null).describe("Exact model ids; null: those of the agreement."),
  regions: z
    .array(z.string().min(1).max(40))
    .min(1)
    .max(40)
    .nullable()
    .default(null)
    .describe("Cloud Regions, exactly; null: those of the agreement."),
});

const UpdatesSchema = z.strictObject({
  server: z.url({ protocol: /^https$/ }).describe("The folder of the clinic's own server that holds the manifests."),
  channel: z.enum(["stable", "early"]).default("stable"),
  publicKey: z.string().startsWith("-----BEGIN PUBLIC KEY-----").max(400).describe("The Ed25519 key that signs manifests, PEM."),
  authorities: Certificates.default([]).describe("Certificate authorities for the server; none: the system's own."),
});
export type UpdatePolicy = z.output<typeof UpdatesSchema>;

/** What an administrator decides for the machine. Everything has a safe default. */
export const PolicySchema = z.strictObject({
  version: z.literal(policyVersion).describe("The form of this file."),
  owner: z.string().trim().min(1).max(120).describe("Who set it, as sign-in and every locked control say."),
  issuedOn: CalendarDateSchema.nullable().default(null).describe("The day it was made."),
  expiresOn: CalendarDateSchema.nullable()
    .default(null)
    .describe("The last day it counts. After it the program stays closed; null: it does not end."),
  keychain: z.enum(["required", "passphrase-allowed"]).default("required").describe("Whether a passphrase may stand in where no keychain answers."),
  idleMinutes: z.int().min(2).max(15).default(10).describe("Idle minutes before the session ends (45 CFR 164.312(a)(2)(iii))."),
  workstation: z
    .enum(["personal", "shared"])
    .default("personal")
    .describe("personal: the keychain and a person's password together open the record. shared: the keychain alone does."),
  signWithinDays: z.int().min(1).max(30).default(3).describe("After how many days an unsigned note counts as late."),
  charts: z
    .enum(["everyone", "care-team"])
    .default("everyone")
    .describe("Who may open a chart: everyone with the right, or the patient's care team (others break the glass)."),
  secondFactor: z
    .enum(["optional", "required"])
    .default("optional")
    .describe("Whether everyone must sign in with a second factor. With one, a password may have 8 characters (NIST SP 800-63B-4)."),
  recoveryPeople: z
    .union([z.literal(1), z.literal(2)])
    .default(2)
    .describe("How many people the printed recovery key takes."),
  reviewFromRisk: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe("Doubtful places of this risk and more are looked at before a send; 0 asks about each."),
  releases: z
    .enum(["guesses", "none"])
    .default("guesses")
    .describe("Whether a person may let a guessed name, place or date stand, with a reason on record."),
  transcripts: z
    .strictObject({
      keep: z.enum(["nothing", "cited-lines", "transcript"]).default("transcript").describe("What is kept of a transcript once its note is signed."),
      days: z.int().min(0).max(3_650).default(0).describe("After how many days the rest goes; with the transcript kept, 0: as long as the note."),
    })
    .default({ keep: "transcript", days: 0 }),
  sound: z
    .strictObject({
      keepDays: z.int().min(0).max(3_650).default(0).describe("Days a recording is kept after its transcript was confirmed; 0: it goes at once."),
      pack: z.enum(["automatic", "base", "tiny"]).default("automatic").describe("Which speech model pack listens."),
      packsFolder: z.string().min(1).max(400).nullable().default(null).describe("A folder of speech model packs beside the program's own."),
    })
    .default({ keepDays: 0, pack: "automatic", packsFolder: null }),
  away: z
    .strictObject({
      keep: z
        .enum(["nothing", "today", "today-and-open-notes"])
        .default("today-and-open-notes")
        .describe(
          "What a workstation keeps, sealed, to be read while the host is away. What is typed or recorded is always kept until it is delivered.",
        ),
      hours: z.int().min(1).max(336).default(24).describe("Hours after a person's last contact with the host in which they may sign in without it."),
      emergencyCopies: z
        .enum(["none", "recent-patients"])
        .default("none")
        .describe(
          "Whether workstations keep sealed copies of the charts of the last twelve months, to be opened in an emergency (45 CFR 164.312(a)(2)(ii)).",
        ),
    })
    .prefault({}),
  retention: z
    .strictObject({
      rules: z.array(RetentionRuleSchema).max(60).default([]).describe("States' rules beside those that ship."),
      adoptGuideline: z.boolean().default(false).describe("Whether the profession's guideline counts where a State has no rule."),
      leastYears: z.int().min(0).max(40).default(0).describe("A floor in years for every record."),
    })
    .default({ rules: [], adoptGuideline: false, leastYears: 0 }),
  destructionWaitDays: z.int().min(0).max(30).default(7).describe("Days between the proposal of a destruction and the deed."),
  exportFormats: z
    .array(ExportFormatSchema)
    .min(1)
    .default([...exportFormats])
    .describe("How records may be handed over."),
  backupFolders: z.array(AbsolutePath).min(1).max(20).nullable().default(null).describe("Folders backups may lie in or under; null: any."),
  vendors: z
    .array(VendorRuleSchema)
    .max(20)
    .nullable()
    .default(null)
    .describe("Vendors, models and Regions that may be reached, whatever an agreement says. An empty list: none. Null: what agreements allow."),
  secondDetector: z
    .enum(["none", "comprehend-medical"])
    .default("none")
    .describe("A second detector that looks over text whose identifiers were removed here, before it goes to another vendor."),
  detectorPack: AbsolutePath.nullable().default(null).describe("The folder of a model pack that looks for identifiers beside the detector."),
  agreementChanges: z
    .enum(["one-person", "two-person"])
    .default("one-person")
    .describe("Whether a change to an agreement takes a second person before it counts."),
  retentionProofDays: z.int().min(1).max(366).default(90).describe("How many days a proof of what a vendor keeps counts; an older one stops sends."),
  extraCertificateAuthorities: Certificates.default([]).describe(
    "Extra certificate authorities for vendor connections, PEM. Nothing else can add one.",
  ),
  updates: UpdatesSchema.nullable().default(null).describe("Updates from the clinic's own server; null: off."),
  audit: AuditPolicySchema.prefault({}),
});
export type Policy = z.output<typeof PolicySchema>;

/** The policy of a machine where no administrator has set one. */
export const defaultPolicy: Policy = PolicySchema.parse({ version: policyVersion, owner: "none" });
