import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createChainVerifier, event, readEntry, systemActor } from "../../../main/audit/index.ts";
import { mintId } from "../../../main/vault/ids.ts";
import { sql } from "../../../main/vault/sql.ts";
import { countAuditEntries, listAuditEntriesFrom } from "../../../main/vault/stores/audit-entries.ts";
import { insertClinic, readClinic } from "../../../main/vault/stores/clinic.ts";
import { insertPatient, listPatientIds, readPatient } from "../../../main/vault/stores/patients.ts";
import { PatientIdSchema } from "../../../shared/domain/ids.ts";
import { failure } from "../../../shared/errors.ts";
import { err, ok } from "../../../shared/result.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { clinician, createTestRecord, type TestRecord } from "../../support/open-test-record.ts";

const clinic = { name: "Larkspur Counseling", address: "12 Invented Row", phone: "602-555-0100", stateCode: "AZ" };
let record: TestRecord;
beforeEach(async () => {
  record = await createTestRecord();
});
afterEach(() => record.remove());

async function readLog() {
  const read = await record.door.vault.read(systemActor, event("audit.verified", { fromSeq: 0 }), async (tx) =>
    ok(await listAuditEntriesFrom(tx, 0, 1_000)),
  );
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

describe("the audited door", () => {
  it("commits the audit entry with what it records", async () => {
    await record.door.vault.write(systemActor, event("clinic.created", { userCount: 1, keychain: "libsecret" }), async (tx) => {
      await insertClinic(tx, clinic);
      return ok(null);
    });
    expect((await readLog()).map((row) => readEntry(row.canonical)?.ev)).toContain("clinic.created");
  });

  it("leaves neither data nor success entry when the act fails, but an entry that it failed", async () => {
    const { vault } = record.door;
    const refused = await vault.write(systemActor, event("clinic.created", { userCount: 1, keychain: "libsecret" }), async (tx) => {
      await insertClinic(tx, clinic);
      return err(failure("setup.weak-password"));
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "setup.weak-password" } });
    const kept = await vault.read(systemActor, event("clinic.viewed", {}), async (tx) => ok(await readClinic(tx)));
    expect(kept).toEqual({ ok: true, value: null });
    const entries = (await readLog()).map((row) => readEntry(row.canonical));
    expect(entries.find((entry) => entry?.ev === "clinic.created.failed")).toMatchObject({ reason_code: "setup.weak-password", out: 4 });
    expect(entries.some((entry) => entry?.ev === "clinic.created")).toBe(false);
  });

  it("leaves no data when the audit entry cannot be written", async () => {
    const { vault } = record.door;
    const worded = { name: "user.signed-out", fields: { reason: "a sentence with spaces" } } as unknown as ReturnType<typeof event>;
    const act = vault.write(systemActor, worded, async (tx) => {
      await insertClinic(tx, clinic);
      return ok(null);
    });
    await expect(act).rejects.toThrow();
    const kept = await vault.read(systemActor, event("clinic.viewed", {}), async (tx) => ok(await readClinic(tx)));
    expect(kept).toEqual({ ok: true, value: null });
  });

  it("undoes a closure that throws, records it, and goes on working", async () => {
    const { vault } = record.door;
    const act = vault.write(clinician, event("patient.registered", {}), async () => {
      throw new Error("a bug that quotes Adaeze Okonkwo");
    });
    await expect(act).rejects.toThrow();
    const log = await readLog();
    expect(log.map((row) => readEntry(row.canonical)?.ev)).toContain("patient.registered.failed");
    expect(JSON.stringify(log)).not.toContain("Okonkwo");
  });

  it("runs writers one at a time, each whole", async () => {
    const { vault } = record.door;
    const acts = Array.from({ length: 50 }, (_unused, index) =>
      vault.write(clinician, event("patients.searched", { queryLength: index }), async (tx) => {
        const before = await countAuditEntries(tx);
        await tx.all(sql`SELECT 1 AS one`, z.object({ one: z.int() }));
        return ok(before);
      }),
    );
    const seen = (await Promise.all(acts)).map((outcome) => (outcome.ok ? outcome.value : -1));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(50);
    const verifier = createChainVerifier();
    for (const row of await readLog()) verifier.push(row);
    expect(verifier.report().verdict).toBe("intact");
  });

  it("undoes only its own keys: acts that fail beside acts that register patients take no key with them", async () => {
    const { vault } = record.door;
    const register = (index: number) =>
      vault.write(clinician, event("patient.registered", {}), async (tx) => {
        const demographics = { ...buildDemographics({ mrn: `M${index}` }) };
        await insertPatient(tx, { id: mintId("pat", PatientIdSchema), demographics, registeredAt: "2026-11-02T09:00:00.000Z" } as never);
        return index % 3 === 0 ? err(failure("patient.duplicate-mrn")) : ok(null);
      });
    await Promise.all(Array.from({ length: 60 }, (_unused, index) => register(index)));
    const read = await vault.read(clinician, event("patients.searched", { queryLength: 0 }), async (tx) => {
      const ids = await listPatientIds(tx);
      for (const id of ids) expect(await readPatient(tx, id)).not.toBeNull();
      return ok(ids.length);
    });
    expect(read).toEqual({ ok: true, value: 40 });
    expect(record.door.current()?.record.keys.keybag().count()).toEqual({ record: 40, accounting: 40 });
  });

  it("never lets time run backwards in the log", async () => {
    await record.door.vault.record(systemActor, event("worklist.viewed", {}));
    record.clock.setWall("2020-01-01T00:00:00.000Z");
    await record.door.vault.record(systemActor, event("worklist.viewed", {}));
    const verifier = createChainVerifier();
    for (const row of await readLog()) verifier.push(row);
    expect(verifier.report().verdict).toBe("intact");
  });

  it("refuses to change or remove an entry, even through a handle", async () => {
    const { vault } = record.door;
    await vault.record(systemActor, event("worklist.viewed", {}));
    for (const statement of [sql`UPDATE audit_events SET ev = 'x'`, sql`DELETE FROM audit_events`]) {
      const act = vault.write(systemActor, event("worklist.viewed", {}), async (tx) => ok(await tx.run(statement)));
      await expect(act).rejects.toThrow(/final|not permitted/);
    }
  });
});
