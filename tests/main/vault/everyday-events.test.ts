import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "../../../main/audit/events.ts";
import type { Engine } from "../../../main/vault/engines/engine.ts";
import { openSqlcipher } from "../../../main/vault/engines/sqlcipher.ts";
import { createKey } from "../../../main/vault/keys/seal.ts";
import { migrate } from "../../../main/vault/migrate.ts";
import { matchEvent } from "../../../main/vault/stores/everyday-events.ts";

const folder = mkdtempSync(join(tmpdir(), "chartwell-events-"));
let engine: Engine;
beforeAll(async () => {
  const opened = openSqlcipher(join(folder, "record.db"), createKey(), { create: true });
  if (typeof opened === "string") throw new Error(opened);
  engine = opened;
  await migrate(engine);
});
afterAll(() => {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const explain = async (name: string) => {
  const text = `EXPLAIN QUERY PLAN SELECT seq FROM audit_events WHERE ${matchEvent(name)} AND seq >= 1 AND seq < 9 ORDER BY seq DESC LIMIT 5`;
  return JSON.stringify(await engine.transact((handle) => handle.all({ text, values: [name] })));
};

describe("the index over events", () => {
  const everyday = new Set(["worklist.viewed", "patients.searched", "patient.opened", "encounter.opened", "note.opened", "note.saved"]);

  it.each(Object.keys(auditEvents))("%s is found without walking the whole log, or is written every hour", async (name) => {
    const plan = await explain(name);
    if (everyday.has(name)) expect(plan).toContain("PRIMARY KEY");
    else expect(plan).toContain("audit_events_rare");
  });

  it("finds a refused everyday event by the index too", async () => {
    expect(await explain("patient.opened.failed")).toContain("audit_events_rare");
  });
});
