import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { event, systemActor } from "../../../../main/audit/index.ts";
import { layRecordsOn } from "../../../support/engine-under-test.ts";
import { allSteps, liveStep } from "../../../support/live-stores.ts";
import { createTestRecord, type TestRecord } from "../../../support/open-test-record.ts";
import { type PostgresServer, startPostgres } from "../../../support/postgres/start-postgres.ts";
import type { Step } from "../../../support/stores/step.ts";

let server: PostgresServer;
let inFile: TestRecord;
let onServer: TestRecord;

beforeAll(async () => {
  server = await startPostgres();
  inFile = await createTestRecord();
  layRecordsOn(server);
  onServer = await createTestRecord();
  layRecordsOn(null);
  // Signs the first checkpoint.
  for (const { door } of [inFile, onServer]) await door.vault.record(systemActor, event("app.stopped", {}));
}, 60_000);
afterAll(async () => {
  await Promise.all([inFile, onServer].map((record) => record.remove()));
  await server.remove();
});

/** What a step gives in one record; what is random in every record is left out of the comparison. */
async function live(record: TestRecord, step: Step): Promise<unknown> {
  return JSON.parse(JSON.stringify(await liveStep(record, step)), (_key, value: unknown) =>
    typeof value === "string" ? value.replace(/s_[0-9a-f]{32}/g, "s_*") : value,
  );
}

describe("every store answers alike from the encrypted file and from PostgreSQL", () => {
  it.each(allSteps.map((step) => ({ name: step[0], step })))("$name", async ({ step }) => {
    const fromFile = await live(inFile, step);
    expect(await live(onServer, step)).toEqual(fromFile);
    expect(JSON.stringify(fromFile)).not.toBe("[]");
  });

  it("and none is left out", () => {
    const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
    const read = (path: string) => readdirSync(folder(path)).map((file) => readFileSync(`${folder(path)}/${file}`, "utf8"));
    const exported = read("../../../../main/vault/stores").flatMap((text) =>
      [...text.matchAll(/^export (?:async )?function (\w+)/gm)].map(([, name]) => name ?? ""),
    );
    const lived = read("../../../support/stores").join("\n");
    // What appends to the log and signs it runs within every step; what removes from it has its own test; a note's body is made without a store.
    const elsewhere = ["beginBody", "rememberOrigins", "insertAuditEntry", "readLastAuditEntry", "createCheckpointWriter", "removeEntries"];
    expect(exported.filter((name) => !new RegExp(`\\b${name}\\b`).test(lived)).sort()).toEqual(elsewhere.sort());
  });
});
