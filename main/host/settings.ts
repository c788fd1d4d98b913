import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { usualPort } from "../wire/door.ts";

/** Where a host listens. Everything has a default; IT writes the file where another is wanted. */
const HostSettingsSchema = z.strictObject({
  address: z.string().max(253).default("0.0.0.0"),
  port: z.int().min(0).max(65_535).default(usualPort),
  /** The folder on this computer that backups go to; null: the first the policy names. */
  backupFolder: z.string().min(1).max(1_000).refine(isAbsolute).nullable().default(null),
});
export type HostSettings = z.output<typeof HostSettingsSchema>;

/** Reads `host.json` beside the record. A file that cannot be understood stops the host: it must not listen somewhere else than was meant. */
export function readHostSettings(profile: string): Result<HostSettings, AppError> {
  const path = join(profile, "host.json");
  if (!existsSync(path)) return ok(HostSettingsSchema.parse({}));
  try {
    return ok(HostSettingsSchema.parse(JSON.parse(readFileSync(path, "utf8"))));
  } catch {
    // Not JSON, a misspelt name, a port that is none: the code says which file to look at.
    return err(failure("host.settings-invalid"));
  }
}
