import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { StationIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** What a workstation is called, so that people know which one is meant: "Front desk", "Room 2". */
export const StationNameSchema = z.string().trim().min(1).max(60);

/** A workstation that may use the clinic's record, or once could. */
export const StationSchema = z.strictObject({
  id: StationIdSchema,
  name: StationNameSchema,
  /** The first groups of its key's fingerprint, to tell two of one name apart. */
  fingerprint: z.string(),
  enrolledAt: InstantSchema,
  revokedAt: InstantSchema.nullable(),
  lastSeenAt: InstantSchema.nullable(),
  /** The version of the program it last came with; "" before it ever came. */
  version: z.string().max(40),
});
export type Station = z.infer<typeof StationSchema>;

/** How a workstation stands to its host. `refused`: the host answers and will not speak with it, for `code`. */
export const linkStates = ["linked", "away", "refused"] as const;

/** Where the record of a window lies: on this computer, or on the clinic's host. */
export const PlaceOfRecordSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("here") }),
  z.strictObject({
    kind: z.literal("host"),
    name: z.string(),
    address: z.string(),
    link: z.enum(linkStates),
    code: z.enum(errorCodes).nullable(),
    /** Since when the host has been away. */
    awaySince: InstantSchema.nullable(),
    /** How much waits here to be delivered: changed notes, and seconds of sound. */
    waiting: z.strictObject({ notes: z.int().min(0), soundMs: z.int().min(0) }),
  }),
]);
export type PlaceOfRecord = z.infer<typeof PlaceOfRecordSchema>;
