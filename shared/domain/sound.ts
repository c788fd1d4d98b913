import { z } from "zod";

/** Samples a second of everything recorded, kept and listened to. */
export const soundRate = 16_000;

/** What was understood of one stretch of one channel. */
export const HeardSchema = z.strictObject({
  channel: z.int().min(0).max(1),
  startMs: z.int().min(0),
  endMs: z.int().min(0),
  text: z.string().max(20_000),
  /** How sure the recogniser was, 0 to 1. */
  confidence: z.number().min(0).max(1),
});
export type Heard = z.infer<typeof HeardSchema>;
