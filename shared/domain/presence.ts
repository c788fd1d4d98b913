import { z } from "zod";
import { UserIdSchema } from "./ids.ts";
import { InstantSchema } from "./time.ts";

/** Somebody who has a note open now. One of them writes; the others read until they take the pen. */
export const PresentSchema = z.strictObject({
  userId: UserIdSchema,
  displayName: z.string(),
  since: InstantSchema,
  writes: z.boolean(),
  /** The one who is told this. */
  isSelf: z.boolean(),
});
export type Present = z.infer<typeof PresentSchema>;

/** How often a window says that its note is still open, and how long it counts without. */
export const presenceEveryMs = 20_000;
export const presenceLastsMs = 60_000;

/** Parts of the record that a window shows lists of, and reads again when another has changed them. */
export const changeAreas = [
  "worklist",
  "patients",
  "sessions",
  "people",
  "agreements",
  "templates",
  "rights",
  "breaches",
  "security",
  "stations",
] as const;
export type ChangeArea = (typeof changeAreas)[number];
