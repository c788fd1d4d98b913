import { z } from "zod";
import { InstantSchema } from "./time.ts";

/** What a clinic has that holds or carries PHI (the inventory of 90 FR 898, proposed 164.308(a)(1)). */
export const AssetSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(["workstation", "record", "keys", "backups", "model", "log-copy", "vendor", "updates", "handed-over"]),
  name: z.string(),
  /** Where it lies or answers. */
  place: z.string(),
  holds: z.string(),
  safeguards: z.array(z.string()),
  state: z.enum(["in-use", "closed", "absent"]),
});
export type Asset = z.infer<typeof AssetSchema>;

/** One way information may go, and what lets it. */
export const FlowSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  carries: z.array(z.string()),
  dataClass: z.enum(["identified", "identifiers-removed", "no-phi"]),
  basis: z.string(),
  open: z.boolean(),
});
export type Flow = z.infer<typeof FlowSchema>;

export const InventorySchema = z.strictObject({
  format: z.literal("chartwell-inventory/1"),
  madeAt: InstantSchema,
  clinicName: z.string(),
  appVersion: z.string(),
  runtime: z.string(),
  policyOwner: z.string(),
  people: z.array(z.strictObject({ role: z.string(), count: z.int() })),
  assets: z.array(AssetSchema),
  flows: z.array(FlowSchema),
});
export type Inventory = z.infer<typeof InventorySchema>;
