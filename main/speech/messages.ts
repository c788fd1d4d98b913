import { z } from "zod";
import { HeardSchema } from "../../shared/domain/sound.ts";

/** What the listening process is asked. Every question has one answer, in the order asked. */
export const ListeningQuestionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("load"), folder: z.string(), threads: z.int().min(1).max(16) }),
  z.strictObject({ kind: z.literal("begin"), channels: z.int().min(1).max(2), fromMs: z.int().min(0) }),
  /** Samples of every channel, 16 kHz, Int16 in the machine's order. */
  z.strictObject({ kind: z.literal("feed"), channels: z.array(z.instanceof(Uint8Array)).min(1).max(2) }),
  z.strictObject({ kind: z.literal("end") }),
]);
export type ListeningQuestion = z.infer<typeof ListeningQuestionSchema>;

/** What it answers. A failure says nothing more than its code: its cause could quote what was said. */
export const ListeningAnswerSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("ready"), packId: z.string() }),
  z.strictObject({ kind: z.literal("heard"), heard: z.array(HeardSchema), settledMs: z.int().min(0) }),
  z.strictObject({ kind: z.literal("failed"), code: z.enum(["speech.pack-tampered", "speech.failed"]) }),
]);
export type ListeningAnswer = z.infer<typeof ListeningAnswerSchema>;
