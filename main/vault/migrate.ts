import { z } from "zod";
import type { Engine } from "./engines/engine.ts";
import { migrations } from "./migrations/index.ts";

const VersionRowSchema = z.object({ user_version: z.int() });

/** The schema this build writes. */
export const currentSchemaVersion = migrations.at(-1)?.version ?? 0;

/**
 * Brings the schema up to this build's, each migration in its own transaction with its version
 * mark. A record written by a newer build is left untouched: "newer-schema".
 */
export async function migrate(engine: Engine): Promise<"current" | "newer-schema"> {
  const found = await engine.transact(async (handle) => {
    const rows = await handle.all({ text: "PRAGMA user_version", values: [] });
    return VersionRowSchema.parse(rows[0]).user_version;
  });
  if (found > currentSchemaVersion) return "newer-schema";
  for (const migration of migrations.filter(({ version }) => version > found)) {
    await engine.transact(async (handle) => {
      for (const statement of migration.statements) await handle.run({ text: statement, values: [] });
      await handle.run({ text: `PRAGMA user_version = ${migration.version}`, values: [] });
    });
  }
  return "current";
}
