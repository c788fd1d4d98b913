import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { BegunRecordingSchema } from "../../shared/contract/link-sound.ts";
import { GlassReasonSchema } from "../../shared/domain/access.ts";
import {
  DeliveryIdSchema,
  EncounterIdSchema,
  GrantIdSchema,
  NoteIdSchema,
  PatientIdSchema,
  RecordingIdSchema,
  UserIdSchema,
} from "../../shared/domain/ids.ts";
import { SectionSchema } from "../../shared/domain/note.ts";
import { InstantSchema } from "../../shared/domain/time.ts";

/** What happened at a workstation while its host was away, told afterwards. */
export const DeliveredSchema = z.strictObject({
  deliveryId: DeliveryIdSchema,
  grantId: GrantIdSchema,
  userId: UserIdSchema,
  madeAt: InstantSchema,
  what: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("signed-in") }),
    /** A chart that was kept here was opened. */
    z.strictObject({ kind: z.literal("chart-opened"), patientId: PatientIdSchema, encounterId: EncounterIdSchema.nullable() }),
    z.strictObject({ kind: z.literal("emergency-opened"), patientId: PatientIdSchema, reason: GlassReasonSchema }),
    z.strictObject({ kind: z.literal("recording-begun"), recording: BegunRecordingSchema }),
    z.strictObject({ kind: z.literal("recording-continued"), recordingId: RecordingIdSchema }),
    /** A draft as it stood last, and the revision the host had of it. */
    z.strictObject({
      kind: z.literal("note"),
      noteId: NoteIdSchema,
      revision: z.int().min(1),
      sections: z.array(SectionSchema).min(1).max(40),
      /** Earlier states of the same draft that may have been delivered, their answer lost on the way: this one follows them. */
      after: z.array(DeliveryIdSchema).max(20),
      /** What was being saved when the line broke: the host may have taken it, and then this follows it. */
      asked: z.array(SectionSchema).max(40).nullable().default(null),
    }),
  ]),
});
export type Delivered = z.output<typeof DeliveredSchema>;

const EnvelopeSchema = z.strictObject({ body: z.string(), proof: z.base64() });

/** What a delivery is sealed to the record's spool under: its own id, so that none passes for another. */
export function bindDelivery(deliveryId: string): string {
  return `delivery/v1|${deliveryId}`;
}

/** Writes a delivery with a proof under the key its grant shares with the host; it is sealed to the host next. */
export function writeDelivered(delivered: Delivered, key: Uint8Array): Buffer {
  const body = JSON.stringify(delivered);
  return Buffer.from(JSON.stringify({ body, proof: prove(body, key).toString("base64") }), "utf8");
}

/** Reads an opened delivery, its proof still to be checked; null when it is none. */
export function readDelivered(opened: Uint8Array): { delivered: Delivered; isProved(key: Uint8Array): boolean } | null {
  try {
    const { body, proof } = EnvelopeSchema.parse(JSON.parse(Buffer.from(opened).toString("utf8")));
    const given = Buffer.from(proof, "base64");
    const isProved = (key: Uint8Array): boolean => given.byteLength === 32 && timingSafeEqual(given, prove(body, key));
    return { delivered: DeliveredSchema.parse(JSON.parse(body)), isProved };
  } catch {
    // Sealed to us by anybody who has the public key: what it holds may be anything at all.
    return null;
  }
}

function prove(body: string, key: Uint8Array): Buffer {
  return createHmac("sha256", key).update("delivery|").update(body).digest();
}
