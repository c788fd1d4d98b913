import { z } from "zod";
import { CanaryReportSchema } from "../domain/canary.ts";
import { InventorySchema } from "../domain/inventory.ts";
import { CalendarDateSchema } from "../domain/time.ts";
import { UpdateStatusSchema } from "../domain/update.ts";
import { call } from "./call.ts";

const nothing = z.strictObject({});
const written = z.strictObject({ files: z.int() });
const officers = ["practice-manager", "privacy-officer", "it-admin"] as const;
const watchers = [...officers, "auditor"] as const;
const everyone = ["clinician", "supervisor", ...watchers] as const;

/** The policy in force, setting by setting. */
export const PolicyShownSchema = z.strictObject({
  owner: z.string(),
  source: z.enum(["default", "file", "group-policy"]),
  /** The name of the key that signed it, or "". */
  signedBy: z.string(),
  issuedOn: CalendarDateSchema.nullable(),
  expiresOn: CalendarDateSchema.nullable(),
  settings: z.array(
    z.strictObject({
      path: z.string(),
      /** As it is written down; "" for none. */
      value: z.string(),
      /** The policy names it itself, so no screen can change it. */
      fixed: z.boolean(),
    }),
  ),
});
export type PolicyShown = z.infer<typeof PolicyShownSchema>;

/** What IT looks after: what is fixed, what there is, whether anything leaks, and which version runs. */
export const upkeepCalls = {
  /** What IT has fixed on this computer and what stands where it has not; nothing in it is of a patient. */
  "policy.read": call({ who: everyone, input: () => nothing, output: () => PolicyShownSchema }),
  "inventory.read": call({ who: watchers, input: () => nothing, output: () => InventorySchema }),
  /** Writes it as a page with a map and as JSON into a folder the person chooses. */
  "inventory.save": call({ who: watchers, input: () => nothing, output: () => written }),
  /** Lives a day with an invented patient in a record of its own and searches for what was planted. */
  "leakTest.run": call({ who: officers, input: () => nothing, output: () => CanaryReportSchema }),
  /** Writes the last report and its signature into a folder the person chooses. */
  "leakTest.save": call({ who: officers, input: () => nothing, output: () => written }),
  "updates.status": call({ who: watchers, input: () => nothing, output: () => UpdateStatusSchema }),
  "updates.check": call({ who: officers, input: () => nothing, output: () => UpdateStatusSchema }),
} as const;
