import { z } from "zod";
import { EncounterIdSchema } from "../domain/ids.ts";
import { PresentSchema } from "../domain/presence.ts";
import { call, noteRoles } from "./call.ts";

const about = z.strictObject({ encounterId: EncounterIdSchema });
const present = z.strictObject({ present: z.array(PresentSchema).max(50) });

export const presenceCalls = {
  /** This window has the note open; said again every little while. Whoever comes first, and may write, holds the pen. */
  "presence.enter": call({ who: noteRoles, input: () => about.extend({ mayWrite: z.boolean() }), output: () => present }),
  /** Takes the pen from whoever holds it; what they wrote has been kept. */
  "presence.take": call({ who: noteRoles, input: () => about, output: () => present }),
  "presence.leave": call({ who: noteRoles, input: () => about, output: () => z.strictObject({}) }),
} as const;
