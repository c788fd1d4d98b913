import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { scanFolders } from "../../main/canary/scan.ts";
import { registerPatient } from "../../scripts/day/chapters/patient.ts";
import { backUp, readKeys } from "../../scripts/day/chapters/security.ts";
import { changePerson, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, createPictures, type Day } from "../../scripts/day/day.ts";
import { ask, seedClinic, staff } from "../../scripts/tour/seed.ts";
import { place, settle, tab } from "../../scripts/tour/ways.ts";
import { answerFolderDialog, launchApp, prepareWorkplace } from "../support/app/launch-app.ts";

let folder: string;
let day: Day;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-it-"));
  const workplace = prepareWorkplace(folder, { idleMinutes: 7 });
  const run = await launchApp(workplace);
  const shots = process.env["CHARTWELL_PICTURES"];
  // IT's day asks nothing of a vendor.
  day = { run, window: run.window, place: workplace, picture: createPictures(shots ?? join(folder, "pictures"), run.window) } as unknown as Day;
  await seedClinic(day.window);
  await day.window.reload();
  await signIn(day, staff.clinician);
  await registerPatient(day, client.demographics);
  await changePerson(day, staff.it);
});
test.afterAll(async () => {
  await day.run.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A folder a person chooses when the next dialog asks. */
async function chooseFolder(name: string): Promise<string> {
  const chosen = join(folder, name);
  mkdirSync(chosen, { recursive: true });
  await answerFolderDialog(day.run.app, chosen);
  return chosen;
}

test("IT sees no chart, not in the rail and not when it is asked for", async () => {
  const { window } = day;
  await expect(window.getByRole("navigation").getByRole("button", { name: "Patients" })).toHaveCount(0);
  await expect(ask(window, "patients.search", { query: client.demographics.familyName, limit: 1 })).rejects.toThrow("session.not-permitted");
});

test("a backup is made, read back and tried, and every key is listed", async () => {
  await backUp(day, await chooseFolder("backups"));
  await readKeys(day);
});

test("the policy in force is read back, setting by setting", async () => {
  const { window } = day;
  await tab(window, /Policy/);
  await expect(window.getByText("Set by Larkspur Counseling IT")).toBeVisible();
  await window.getByText("Only what the policy fixes").click();
  const idle = window.getByRole("row", { name: /idleMinutes/ });
  await expect(idle.getByRole("cell", { name: "7", exact: true })).toBeVisible();
  await expect(window.getByRole("row", { name: /secondFactor/ })).toHaveCount(0);
});

test("the inventory and the leak test are written down for the risk analysis, and hold nobody's name", async () => {
  const { window } = day;
  const papers = await chooseFolder("papers");
  await tab(window, /Inventory/);
  await window.getByRole("button", { name: "Save inventory and map" }).click();
  await expect(window.getByText("Written: a page with the map, and the same as JSON.")).toBeVisible();
  await tab(window, /Leak test/);
  await window.getByRole("button", { name: "Run the leak test" }).click();
  await expect(window.getByText("Nothing was found")).toBeVisible({ timeout: 60_000 });
  await window.getByRole("button", { name: "Save the signed report" }).click();
  await expect(window.getByText("The report was written", { exact: false })).toBeVisible();
  const written = readdirSync(papers);
  expect(written.filter((name) => /^chartwell-inventory-.*\.(html|json)$/.test(name))).toHaveLength(2);
  expect(written.length).toBeGreaterThan(2);
  expect(scanFolders([papers], client.planted).hits).toEqual([]);
});

test("what vouches for the log is theirs to see; its entries are not offered", async () => {
  const { window } = day;
  await place(window, "Audit log");
  await expect(window.getByText(/The newest signed checkpoint covers/)).toBeVisible();
  await expect(window.getByRole("button", { name: "New signing key" })).toBeVisible();
  await expect(window.getByRole("button", { name: "Verify now" })).toHaveCount(0);
  await expect(window.getByRole("alert")).toHaveCount(0);
});

test("no place in the rail answers IT with a refusal", async () => {
  const { window } = day;
  for (const name of ["Vendors", "Audit log", "Security", "People"]) {
    await place(window, name);
    await settle(window);
    await expect(window.getByText("session.not-permitted")).toHaveCount(0);
  }
  await place(window, "Security");
  for (const label of ["Backups", "Keys", "Policy", "Workstations", "Inventory", "Leak test"]) {
    await window.getByRole("tab", { name: label }).click();
    await settle(window);
    await expect(window.getByText("session.not-permitted")).toHaveCount(0);
  }
});
