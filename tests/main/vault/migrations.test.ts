import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Engine } from "../../../main/vault/engines/engine.ts";
import { openSqlcipher } from "../../../main/vault/engines/sqlcipher.ts";
import { createKey } from "../../../main/vault/keys/seal.ts";
import { currentSchemaVersion, migrate } from "../../../main/vault/migrate.ts";
import { migrations } from "../../../main/vault/migrations/index.ts";

let folder: string;
let engine: Engine;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-migrate-"));
  const opened = openSqlcipher(join(folder, "record.db"), createKey(), { create: true });
  if (typeof opened === "string") throw new Error(opened);
  engine = opened;
});
afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const TableSchema = z.object({ name: z.string(), strict: z.number() });
const listTables = async () => {
  const rows = await engine.transact((handle) =>
    handle.all({
      text: "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
      values: [],
    }),
  );
  return rows.map((row) => TableSchema.parse(row));
};
const version = () => engine.describe()["schemaVersion"];

const newEncounter =
  "INSERT INTO encounters (id, patient_id, clinician_id, started_at, ended_at, transcript_kind, turn_count, transcript, draft_state, created_at)";
/** A session with a signed note and one without any. */
const signedAndOpen = [
  "INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, created_at) VALUES ('u','n','d','','clinician',1,'h','t')",
  "INSERT INTO patients VALUES ('p','s',x'00','t')",
  `${newEncounter} VALUES ('signed','p','u','t',NULL,'txt',0,x'00','none','t'), ('open','p','u','t',NULL,'txt',0,x'00','none','t')`,
  "INSERT INTO notes VALUES ('n','signed','p','dap','DAP','signed',1,x'00',0,'t','then','u','N','f')",
];

/** Brings a fresh file to one version by hand, as a record of that age would be. */
async function bringTo(wanted: number): Promise<void> {
  for (const migration of migrations.slice(0, wanted)) {
    await engine.transact(async (handle) => {
      for (const text of migration.statements) await handle.run({ text, values: [] });
      await handle.run({ text: `PRAGMA user_version = ${migration.version}`, values: [] });
    });
  }
}

const tableNames = [
  "access_reviews",
  "accountings",
  "addenda",
  "agreement_documents",
  "agreements",
  "audit_anchors",
  "audit_checkpoints",
  "audit_events",
  "audit_keys",
  "audit_removal_proposal",
  "audit_shipping_key",
  "audit_sink_secrets",
  "audit_timestamps",
  "audit_tombstones",
  "author_keys",
  "away_grants",
  "backup_plan",
  "backups",
  "breach_assessments",
  "breach_steps",
  "care_team",
  "clinic",
  "consents",
  "deliveries",
  "disclosures",
  "encounter_codes",
  "encounters",
  "glass_breaks",
  "note_comments",
  "note_conflicts",
  "note_cosigning",
  "note_templates",
  "note_versions",
  "notes",
  "patient_index",
  "patients",
  "private_notes",
  "rights_requests",
  "legal_holds",
  "destructions",
  "export_jobs",
  "export_job_files",
  "recordings",
  "second_factors",
  "sends",
  "shred_ledger",
  "snippets",
  "supervision",
  "users",
];

describe("migrations", () => {
  it("count up", () => {
    expect(migrations.map(({ version }) => version)).toEqual([...new Set(migrations.map(({ version }) => version))].sort((a, b) => a - b));
  });

  it.each(migrations.map((_migration, index) => index))("bring a record of version %i to today's", async (age) => {
    await bringTo(age);
    expect(version()).toBe(age);
    expect(await migrate(engine)).toBe("current");
    expect(version()).toBe(currentSchemaVersion);
    const tables = await listTables();
    expect(tables.map(({ name }) => name).sort()).toEqual([...tableNames].sort());
    expect(tables.every(({ strict }) => strict === 1)).toBe(true);
  });

  it("know from then on when each session's note was signed", async () => {
    await bringTo(14);
    await engine.transact(async ({ run }) => {
      for (const text of signedAndOpen) await run({ text, values: [] });
    });
    await migrate(engine);
    const text = "SELECT id, signed_at FROM encounters ORDER BY id";
    expect(await engine.transact(({ all }) => all({ text, values: [] }))).toEqual([
      { id: "open", signed_at: null },
      { id: "signed", signed_at: "then" },
    ]);
  });

  it("leave an up-to-date record alone", async () => {
    await migrate(engine);
    const before = await listTables();
    expect(await migrate(engine)).toBe("current");
    expect(await listTables()).toEqual(before);
  });

  it("seal a signed note against every later change", async () => {
    await migrate(engine);
    const insert = (text: string) => engine.transact((handle) => handle.run({ text, values: [] }));
    await engine.transact(async (handle) => {
      await handle.run({
        text: "INSERT INTO users (id, username, display_name, credentials, role, active, secret_key_id, created_at) VALUES ('u','n','d','','clinician',1,'h','t')",
        values: [],
      });
      await handle.run({ text: "INSERT INTO patients VALUES ('p','s',x'00','t')", values: [] });
      await handle.run({
        text: "INSERT INTO encounters (id, patient_id, clinician_id, started_at, ended_at, transcript_kind, turn_count, transcript, draft_state, created_at) VALUES ('e','p','u','t',NULL,'txt',0,x'00','none','t')",
        values: [],
      });
      await handle.run({ text: "INSERT INTO notes VALUES ('n','e','p','dap','DAP','signed',1,x'00',0,'t','t','u','N','f')", values: [] });
    });
    await expect(insert("UPDATE notes SET body = x'01'")).rejects.toThrow(/final/);
    await expect(insert("UPDATE notes SET state = 'draft'")).rejects.toThrow(/final/);
  });
});
