import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createSystemClock } from "../../../main/clock.ts";
import { copyCharts } from "../../../main/station/emergency.ts";
import { type EmergencyCopies, openEmergencyCopies } from "../../../main/station/shelter/emergency.ts";
import { mintId } from "../../../main/vault/ids.ts";
import { createKey } from "../../../main/vault/keys/seal.ts";
import type { EmergencyChart } from "../../../shared/domain/emergency.ts";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { ok } from "../../../shared/result.ts";
import { buildDemographics } from "../../support/build-patient.ts";

const pageLength = 100;
const clock = createSystemClock();
let folder: string;
let copies: EmergencyCopies;
/** Who is in the record, by id, and the mark of their chart. */
let record: Map<PatientId, string>;
/** For every question: how many charts the workstation named, and how many it was given. */
let asked: { named: number; given: number }[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-copies-"));
  copies = openEmergencyCopies(folder, createKey());
  record = new Map(Array.from({ length: 250 }, () => [mintId("pat", PatientIdSchema), "a".repeat(64)]));
  asked = [];
});
afterEach(() => void rmSync(folder, { recursive: true }));

function buildChart(patientId: PatientId): EmergencyChart {
  const { email: _email, address: _address, stateCode: _stateCode, ...demographics } = buildDemographics({ mrn: patientId });
  return { patientId, demographics, lastNote: null, copiedAt: clock.now() };
}

/** Answers as the host does: the next page in order of ids, and of it what is not here as it stands. */
const link = {
  async ask(_name: string, input: unknown) {
    const { after, have } = input as { after: PatientId | null; have: { patientId: PatientId; mark: string }[] };
    const page = [...record]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .filter(([id]) => id > (after ?? ""))
      .slice(0, pageLength);
    const known = new Map(have.map(({ patientId, mark }) => [patientId, mark]));
    const charts = page.filter(([id, mark]) => known.get(id) !== mark).map(([id, mark]) => ({ mark, chart: buildChart(id) }));
    asked.push({ named: have.length, given: charts.length });
    return ok({ charts, present: page.map(([id]) => id), next: page.length < pageLength ? null : (page.at(-1)?.[0] ?? null) });
  },
};
const copyAll = () => copyCharts({ link, copies, clock });
const readFiles = () => readdirSync(folder).filter((name) => name !== "index.sealed");

it("come page by page, and what is here as it stands is not sent again", async () => {
  await copyAll();
  expect([copies.count(), readFiles().length]).toEqual([250, 250]);
  asked = [];
  await copyAll();
  expect(asked.map(({ given }) => given)).toEqual([0, 0, 0]);
  // The question does not grow with the clinic.
  expect(Math.max(...asked.map(({ named }) => named))).toBeLessThanOrEqual(2 * pageLength);
});

it("follow the record: who changed is sent, who is new comes, who is gone goes", async () => {
  await copyAll();
  const [first, second] = [...record.keys()].sort() as [PatientId, PatientId];
  const added = mintId("pat", PatientIdSchema);
  record.set(first, "b".repeat(64));
  record.delete(second);
  record.set(added, "a".repeat(64));
  asked = [];
  await copyAll();
  expect(asked.reduce((sum, { given }) => sum + given, 0)).toBe(2);
  expect([copies.open(first)?.patientId, copies.open(second), copies.open(added)?.patientId]).toEqual([first, null, added]);
  expect([copies.count(), readFiles().length]).toEqual([250, 250]);
});

it("are not hidden by very many who are gone", async () => {
  await copyAll();
  const ids = [...record.keys()].sort();
  for (const id of ids.slice(0, 240)) record.delete(id);
  await copyAll();
  expect([copies.count(), readFiles().length]).toEqual([10, 10]);
  expect(copies.open(ids[249] as PatientId)?.patientId).toBe(ids[249]);
});
