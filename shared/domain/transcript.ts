import { z } from "zod";

/** The part a voice plays in a session; `unknown` until a person says who it is. */
export const speakerRoles = ["clinician", "client", "other", "unknown"] as const;
export const SpeakerRoleSchema = z.enum(speakerRoles);
export type SpeakerRole = z.infer<typeof SpeakerRoleSchema>;

/** One line of a transcript. `line` counts from 1 and is what a note's sentences cite. */
export const TurnSchema = z.strictObject({
  line: z.int().min(1),
  /** The label in the file ("SPEAKER 1", "Dr. Lee"), or "" when the file has none. */
  label: z.string().max(120),
  role: SpeakerRoleSchema,
  /** Milliseconds from the start of the session, or null when the file has no times. */
  startMs: z.int().min(0).nullable(),
  text: z.string().max(20_000),
});
export type Turn = z.infer<typeof TurnSchema>;

/** The kinds of transcript file that can be read, and a recording heard on this computer. */
export const transcriptKinds = ["txt", "vtt", "srt", "docx", "json", "recording", "none"] as const;
export const TranscriptKindSchema = z.enum(transcriptKinds);
export type TranscriptKind = z.infer<typeof TranscriptKindSchema>;

/** Larger files are refused: a ten-hour transcript is under 1 MB of text. */
export const largestTranscriptBytes = 10 * 1024 * 1024;

/** What a reader noticed and the person should know; none of them stops the import. */
export const transcriptWarnings = ["no-speakers", "one-speaker", "no-times", "recoded", "very-long"] as const;
export const TranscriptWarningSchema = z.enum(transcriptWarnings);
export type TranscriptWarning = z.infer<typeof TranscriptWarningSchema>;

/** Characters nobody sees: joiners, direction marks, tags. */
const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]|\u034F/gu;

/** A text without characters nobody sees: what stands in a transcript is what a person reads there. */
export function dropInvisible(text: string): string {
  return text.replace(invisible, "");
}
