import { z } from "zod";
import { MicrophoneSchema } from "../domain/sound.ts";

/** What the hidden recording page is told. */
export type ToRecorder =
  | { readonly kind: "list" }
  /** `keeps`: samples are given; else only how loud it is. */
  | { readonly kind: "start"; readonly microphones: readonly string[]; readonly keeps: boolean }
  | { readonly kind: "pause"; readonly paused: boolean }
  /** What was gathered is given at once, as before the computer sleeps. */
  | { readonly kind: "give" }
  | { readonly kind: "stop" };

const SamplesSchema = z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 2 * 2 * 16_000 && bytes.byteLength % 2 === 0);

/** What it says: samples of every channel (Int16, 16 kHz), how loud they are, and answers. */
export const FromRecorderSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("listed"), microphones: z.array(MicrophoneSchema).max(50) }),
  z.strictObject({ kind: z.literal("started"), ok: z.boolean() }),
  z.strictObject({ kind: z.literal("samples"), channels: z.array(SamplesSchema).min(1).max(2) }),
  z.strictObject({
    kind: z.literal("level"),
    levels: z.array(z.number().min(0).max(1)).max(2),
    clipping: z.array(z.boolean()).max(2),
  }),
  z.strictObject({ kind: z.literal("gone"), gone: z.boolean() }),
  z.strictObject({ kind: z.literal("stopped") }),
]);
export type FromRecorder = z.infer<typeof FromRecorderSchema>;
