import { z } from "zod";

/** Makes the schema of one branded id: a lower-case prefix and 26 characters of Crockford base 32. */
function id<const P extends string>(prefix: P) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`))
    .brand<P>();
}

/** Every kind of id, minted only by parsing. Random, never derived from a person (164.514(c)). */
export const UserIdSchema = id("usr");
export const PatientIdSchema = id("pat");
export const EncounterIdSchema = id("enc");
export const NoteIdSchema = id("not");
export const ConsentIdSchema = id("con");
export const AgreementIdSchema = id("agr");
export const SendIdSchema = id("snd");
export const ExportIdSchema = id("exp");
export const DraftIdSchema = id("dft");
export const BackupIdSchema = id("bak");
export const GlassBreakIdSchema = id("brk");
export const ReviewIdSchema = id("rev");
export const AssessmentIdSchema = id("bre");
export const DisclosureIdSchema = id("dis");
export const RecordingIdSchema = id("rec");
export const RightsRequestIdSchema = id("req");
export const HoldIdSchema = id("hld");
export const DestructionIdSchema = id("dst");
export const StationIdSchema = id("stn");
export const DeliveryIdSchema = id("dlv");
export const GrantIdSchema = id("grt");
export const ConflictIdSchema = id("cfl");
export const SubjectTokenSchema = z
  .string()
  .regex(/^s_[0-9a-f]{32}$/)
  .brand<"subject">();

export type UserId = z.infer<typeof UserIdSchema>;
export type PatientId = z.infer<typeof PatientIdSchema>;
export type EncounterId = z.infer<typeof EncounterIdSchema>;
export type NoteId = z.infer<typeof NoteIdSchema>;
export type ConsentId = z.infer<typeof ConsentIdSchema>;
export type AgreementId = z.infer<typeof AgreementIdSchema>;
export type SendId = z.infer<typeof SendIdSchema>;
export type ExportId = z.infer<typeof ExportIdSchema>;
export type DraftId = z.infer<typeof DraftIdSchema>;
export type BackupId = z.infer<typeof BackupIdSchema>;
export type GlassBreakId = z.infer<typeof GlassBreakIdSchema>;
export type ReviewId = z.infer<typeof ReviewIdSchema>;
export type AssessmentId = z.infer<typeof AssessmentIdSchema>;
export type DisclosureId = z.infer<typeof DisclosureIdSchema>;
export type RecordingId = z.infer<typeof RecordingIdSchema>;
export type RightsRequestId = z.infer<typeof RightsRequestIdSchema>;
export type HoldId = z.infer<typeof HoldIdSchema>;
export type DestructionId = z.infer<typeof DestructionIdSchema>;
export type StationId = z.infer<typeof StationIdSchema>;
export type DeliveryId = z.infer<typeof DeliveryIdSchema>;
export type GrantId = z.infer<typeof GrantIdSchema>;
export type ConflictId = z.infer<typeof ConflictIdSchema>;
/** The audit log's random name for a patient, 128 bits, unlinkable once the accounting key is gone. */
export type SubjectToken = z.infer<typeof SubjectTokenSchema>;
