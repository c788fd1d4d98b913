import { z } from "zod";
import { errorCodes } from "../errors.ts";
import { InstantSchema } from "./time.ts";

/** Where this computer's program stands beside the clinic's update server. */
export const UpdateStatusSchema = z.strictObject({
  current: z.string(),
  /** `off`: the policy names no server. `staged`: the next start tries it. `by-package`: IT installs it. */
  state: z.enum(["off", "not-asked", "newest", "staged", "by-package", "refused"]),
  server: z.string(),
  /** The version that is staged or waits on the server; "" for none. */
  version: z.string(),
  code: z.enum(errorCodes).nullable(),
  askedAt: InstantSchema.nullable(),
  /** A version that was tried and did not start; "" for none. */
  failed: z.string(),
});
export type UpdateStatus = z.infer<typeof UpdateStatusSchema>;
