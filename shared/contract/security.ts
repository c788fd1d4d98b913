import { z } from "zod";
import { GlassReasonSchema, GlassReviewSchema, KeyLineSchema } from "../domain/access.ts";
import { BackupStatusSchema, DrillReportSchema, FoundBackupSchema } from "../domain/backup.ts";
import { BackupIdSchema, EncounterIdSchema, GlassBreakIdSchema, NoteIdSchema, PatientIdSchema, UserIdSchema } from "../domain/ids.ts";
import { PasswordSchema } from "../domain/people.ts";
import { InstantSchema } from "../domain/time.ts";
import { call, careRoles, noteRoles } from "./call.ts";
import { RecoveryWordsSchema } from "./words.ts";

const nothing = z.strictObject({});
const officers = ["practice-manager", "privacy-officer", "it-admin"] as const;
const everyone = ["clinician", "supervisor", "practice-manager", "privacy-officer", "it-admin", "auditor"] as const;
const reviewers = ["privacy-officer", "practice-manager", "supervisor"] as const;
const proof = z.strictObject({ password: PasswordSchema });
const TypedWordsSchema = z.array(z.string().max(12)).length(24);
const TeamSchema = z.strictObject({ members: z.array(z.strictObject({ userId: UserIdSchema, displayName: z.string() })) });

/** Keys, second factors, emergency access, backups: what makes the record as hard to lose as to steal. */
export const securityCalls = {
  "secondFactor.begin": call({ who: everyone, input: () => proof, output: () => z.strictObject({ secret: z.string(), uri: z.string() }) }),
  "secondFactor.confirm": call({
    who: everyone,
    input: () => z.strictObject({ code: z.string().max(12) }),
    output: () => z.strictObject({ recoveryCodes: z.array(z.string()).length(10) }),
  }),
  "secondFactor.remove": call({
    who: everyone,
    input: () => z.strictObject({ userId: UserIdSchema, password: PasswordSchema }),
    output: () => nothing,
  }),
  /** Whether the asking author has a key for psychotherapy notes, and since when. */
  "authorKey.state": call({ who: noteRoles, input: () => nothing, output: () => z.strictObject({ createdAt: InstantSchema.nullable() }) }),
  "authorKey.create": call({ who: noteRoles, input: () => proof, output: () => z.strictObject({ words: RecoveryWordsSchema }) }),
  "authorKey.recover": call({
    who: noteRoles,
    input: () => z.strictObject({ words: TypedWordsSchema, password: PasswordSchema }),
    output: () => nothing,
  }),
  "keys.list": call({ who: [...officers, "auditor"], input: () => nothing, output: () => z.strictObject({ keys: z.array(KeyLineSchema) }) }),
  "keys.renewSheet": call({ who: officers, input: () => proof, output: () => z.strictObject({ words: RecoveryWordsSchema, keyId: z.string() }) }),
  "keys.rekey": call({ who: officers, input: () => proof, output: () => z.strictObject({ words: RecoveryWordsSchema, keyId: z.string() }) }),
  "backups.status": call({ who: [...officers, "auditor"], input: () => nothing, output: () => BackupStatusSchema }),
  "backups.configure": call({
    who: officers,
    input: () => z.strictObject({ everyHours: z.int().min(1).max(48), keepCount: z.int().min(2).max(90), chooseNew: z.boolean() }),
    output: () => BackupStatusSchema,
  }),
  "backups.run": call({ who: officers, input: () => nothing, output: () => z.strictObject({ backupId: BackupIdSchema }) }),
  "backups.cancel": call({ who: officers, input: () => nothing, output: () => nothing }),
  "backups.drill": call({ who: officers, input: () => z.strictObject({ backupId: BackupIdSchema }), output: () => DrillReportSchema }),
  /** Lets the person choose a folder and lists the backups in it; nothing of them is opened. */
  "setup.findBackups": call({
    who: "anyone",
    input: () => nothing,
    output: () => z.strictObject({ chosen: z.boolean(), backups: z.array(FoundBackupSchema).max(200) }),
  }),
  "setup.restore": call({
    who: "anyone",
    input: () => z.strictObject({ name: z.string().max(300), words: TypedWordsSchema }),
    output: () => z.strictObject({ withheld: z.int().min(0), durationMs: z.int().min(0) }),
  }),
  "glass.break": call({
    who: ["clinician"],
    input: () => z.strictObject({ patientId: PatientIdSchema, reason: GlassReasonSchema, password: PasswordSchema }),
    output: () => z.strictObject({ untilAt: InstantSchema }),
  }),
  "glass.list": call({ who: reviewers, input: () => nothing, output: () => z.strictObject({ reviews: z.array(GlassReviewSchema).max(200) }) }),
  "glass.review": call({
    who: reviewers,
    input: () => z.strictObject({ breakId: GlassBreakIdSchema, verdict: z.enum(["justified", "not-justified"]) }),
    output: () => nothing,
  }),
  "careTeam.list": call({ who: careRoles, input: () => z.strictObject({ patientId: PatientIdSchema }), output: () => TeamSchema }),
  "careTeam.change": call({
    who: careRoles,
    input: () => z.strictObject({ patientId: PatientIdSchema, userId: UserIdSchema, change: z.enum(["join", "leave"]) }),
    output: () => TeamSchema,
  }),
  "notes.search": call({
    who: noteRoles,
    input: () => z.strictObject({ query: z.string().max(200) }),
    output: () =>
      z.strictObject({
        notes: z
          .array(
            z.strictObject({
              id: NoteIdSchema,
              encounterId: EncounterIdSchema,
              patientName: z.string(),
              templateName: z.string(),
              state: z.enum(["draft", "signed"]),
              savedAt: InstantSchema,
            }),
          )
          .max(50),
      }),
  }),
} as const;
