import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ExportId, PatientId } from "../../../shared/domain/ids.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { destroyPatient } from "../../support/destroy-patient.ts";
import { openEncrypted, readText } from "../../support/open-package.ts";
import { signSession } from "../../support/sign-session.ts";

let clinic: TestApp;
let patients: PatientId[];
beforeEach(async () => {
  clinic = await startTestClinic({ backupFolder: "/exports" });
  patients = [];
  await clinic.signIn("whitcombe");
  for (let index = 0; index < 6; index += 1) {
    const { id } = await clinic.ask("patients.register", buildDemographics({ mrn: `0080${index}`, familyName: `Patient${index}` }));
    patients.push(id);
    if (index < 2) await signSession(clinic, id);
  }
  await clinic.signIn("abara");
});
afterEach(() => clinic.remove());

const begin = (patientIds: PatientId[] | null) => clinic.ask("exports.begin", { patientIds, format: "zip", warned: false, password });
const read = async (id: ExportId) => (await clinic.ask("exports.list", {})).jobs.find((job) => job.id === id);

async function settle(id: ExportId): Promise<Awaited<ReturnType<typeof read>>> {
  for (let round = 0; round < 400; round += 1) {
    const job = await read(id);
    if (job?.state !== "running") return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("it does not end");
}
const listNames = () =>
  [...clinic.exports.keys()]
    .filter((name) => name.startsWith("/exports/"))
    .map((name) => name.split("/").at(-1) as string)
    .sort();

describe("an export of many records", () => {
  it("writes everybody's package, an index that says whose is whose, and last of all the list that makes it whole", async () => {
    const { id, total, passphrase } = await begin(null);
    expect(total).toBe(6);
    expect(await settle(id)).toMatchObject({ state: "done", done: 6, stoppedBy: null });
    expect(listNames()).toEqual(["index.zip", "manifest.json", ...[1, 2, 3, 4, 5, 6].map((at) => `patient-00000${at}.zip`)]);
    const find = (name: string) => [...clinic.exports.entries()].find(([path]) => path.endsWith(`/${name}`))?.[1] as Uint8Array;
    expect(readText(await openEncrypted(find("index.zip"), passphrase), "index.csv")).toContain('"patient-000003.zip","Patient2"');
    expect(readText(await openEncrypted(find("patient-000001.zip"), passphrase), "record.json")).toContain("Patient0");
    expect(JSON.parse(new TextDecoder().decode(find("manifest.json")))).toMatchObject({ counts: { packages: 6, destroyedMeanwhile: 0 } });
  });

  it("stops at a full disk with its reason, leaves no half export that looks whole, and goes on where it stopped", async () => {
    let left = 3;
    const { set } = clinic.exports;
    clinic.exports.set = function refuse(name, bytes) {
      if (name.includes("patient-") && left-- <= 0) throw new Error("ENOSPC");
      return set.call(this, name, bytes);
    };
    const { id } = await begin(null);
    expect(await settle(id)).toMatchObject({ state: "paused", stoppedBy: "export.destination-unwritable" });
    expect(listNames()).toContain("NOT-COMPLETE.txt");
    expect(listNames()).not.toContain("manifest.json");
    clinic.exports.set = set;
    await clinic.ask("exports.resume", { id });
    expect(await settle(id)).toMatchObject({ state: "done", done: 6 });
    expect(listNames()).not.toContain("NOT-COMPLETE.txt");
  });

  it("goes on after a crash, makes again what is missing, and leaves out who was destroyed meanwhile", async () => {
    const { id } = await begin(patients.slice(0, 5));
    await clinic.ask("exports.pause", { id });
    const first = listNames().find((name) => name.startsWith("patient-"));
    for (const path of [...clinic.exports.keys()]) if (first !== undefined && path.endsWith(first)) clinic.exports.delete(path);
    await destroyPatient(clinic, patients[4] as PatientId);
    const kept = clinic.exports;
    clinic = await clinic.restart("hard");
    for (const [name, bytes] of kept) clinic.exports.set(name, bytes);
    await clinic.signIn("abara");
    expect(await read(id)).toMatchObject({ state: "paused" });
    await clinic.ask("exports.resume", { id });
    expect(await settle(id)).toMatchObject({ state: "done", done: 5 });
    expect(listNames().filter((name) => name.startsWith("patient-"))).toHaveLength(4);
  });

  it("rests when the screen locks, and ends for good when it is cancelled", async () => {
    const { id } = await begin(null);
    clinic.app.endSessions("idle" as never);
    await clinic.app.whenLocked();
    await clinic.signIn("abara");
    const rested = await read(id);
    expect(["paused", "done"]).toContain(rested?.state);
    if (rested?.state === "paused") {
      await clinic.ask("exports.cancel", { id });
      expect(await clinic.codeOf("exports.resume", { id })).toBe("export.not-found");
    }
  });
});
