import { z } from "zod";
import { AgreementIdSchema, DraftIdSchema, EncounterIdSchema } from "../domain/ids.ts";
import { ClinicTemplateSchema, NoteSchema, TemplateSchema } from "../domain/note.ts";
import { AddedRedactionSchema, DoubtfulSpanSchema, IdentifierTypeSchema, ReleasedRedactionSchema, ReplacedSpanSchema } from "../domain/privacy.ts";
import { CalendarDateSchema } from "../domain/time.ts";
import { retentionModes, VendorIdSchema } from "../domain/vendor.ts";
import { errorCodes } from "../errors.ts";
import { call, careRoles, noteRoles } from "./call.ts";

/** Where a draft would go, or why it cannot. */
export const DestinationSchema = z.strictObject({
  vendorId: VendorIdSchema,
  vendorName: z.string(),
  modelId: z.string(),
  host: z.string(),
  agreementId: AgreementIdSchema.nullable(),
  agreementExpiresOn: CalendarDateSchema.nullable(),
  retentionMode: z.enum(retentionModes).nullable(),
  /** Null when a send would be allowed now. */
  refusal: z.enum(errorCodes).nullable(),
});
export type Destination = z.infer<typeof DestinationSchema>;

/** Everything the Privacy panel shows before anything is sent. */
export const SendPreviewSchema = z.strictObject({
  /** The outgoing text of each line, placeholders in place of identifiers. */
  lines: z.array(z.strictObject({ line: z.int().min(1), text: z.string() })),
  spans: z.array(ReplacedSpanSchema),
  doubtful: z.array(DoubtfulSpanSchema),
  counts: z.array(z.strictObject({ type: IdentifierTypeSchema, count: z.int().min(1) })),
  wordCount: z.int().min(0),
  /** Size of the request body, in bytes of UTF-8. */
  byteCount: z.int().min(0),
  detectorVersion: z.string(),
  destination: DestinationSchema,
  /** Every vendor with an agreement in force, the usual one first. */
  vendors: z.array(VendorIdSchema),
});
export type SendPreview = z.infer<typeof SendPreviewSchema>;

/** What became of the placeholders in the vendor's reply. */
export const RoundTripSchema = z.strictObject({
  restored: z.int().min(0),
  invented: z.int().min(0),
  identifiersInReply: z.int().min(0),
});

/** Places a person lets stand; who asks for none need not say so. */
const released = z.array(ReleasedRedactionSchema).max(100).default([]);

export const draftCalls = {
  "templates.list": call({
    who: careRoles,
    input: () => z.strictObject({}),
    output: () => z.strictObject({ templates: z.array(TemplateSchema), own: z.array(ClinicTemplateSchema) }),
  }),
  "drafts.preview": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        encounterId: EncounterIdSchema,
        templateId: z.string().max(40),
        /** Which vendor; null: the usual one. */
        vendorId: VendorIdSchema.nullable().default(null),
        added: z.array(AddedRedactionSchema).max(500),
        released,
      }),
    output: () => SendPreviewSchema,
  }),
  /** Drafts a note; sentences arrive as `draft.sentence` events while it runs. */
  "drafts.create": call({
    who: noteRoles,
    input: () =>
      z.strictObject({
        draftId: DraftIdSchema,
        encounterId: EncounterIdSchema,
        templateId: z.string().max(40),
        via: z.enum(["device", "vendor"]),
        vendorId: VendorIdSchema.nullable().default(null),
        added: z.array(AddedRedactionSchema).max(500),
        released,
        /** The person has looked at the doubtful places and lets the rest go. */
        doubtsReviewed: z.boolean(),
      }),
    output: () => z.strictObject({ note: NoteSchema, roundTrip: RoundTripSchema.nullable() }),
  }),
  "drafts.cancel": call({ who: noteRoles, input: () => z.strictObject({ draftId: DraftIdSchema }), output: () => z.strictObject({}) }),
} as const;
