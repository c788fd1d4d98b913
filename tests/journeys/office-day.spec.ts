import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { exportRecord, recordAgreement, verifyAudit } from "../../scripts/day/chapters/office.ts";
import { registerPatient } from "../../scripts/day/chapters/patient.ts";
import { backUp } from "../../scripts/day/chapters/security.ts";
import { signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, createPictures, type Day, password } from "../../scripts/day/day.ts";
import { seedClinic, staff } from "../../scripts/tour/seed.ts";
import { place } from "../../scripts/tour/ways.ts";
import { launchApp, prepareWorkplace } from "../support/app/launch-app.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor } from "../support/vendor/start-vendor.ts";

let folder: string;
let day: Day;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-office-"));
  const certificates = makeCertificates(folder);
  const workplace = prepareWorkplace(folder, { extraCertificateAuthorities: [certificates.caPem] });
  const vendor = await startVendor(certificates, "answer");
  const run = await launchApp(workplace);
  const shots = process.env["CHARTWELL_PICTURES"];
  day = { run, window: run.window, place: workplace, vendor, picture: createPictures(shots ?? join(folder, "pictures"), run.window) };
  await seedClinic(day.window);
  await day.window.reload();
  await signIn(day, staff.manager);
});
test.afterAll(async () => {
  await day.run.close();
  await day.vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the practice manager finds what they keep, and no one's sessions", async () => {
  const places = day.window.getByRole("navigation").getByRole("listitem");
  await expect(places.filter({ hasText: "People" })).toBeVisible();
  await expect(places.filter({ hasText: "Today" })).toHaveCount(0);
});

test("a colleague is let in under a supervisor, and one who leaves is out at once", async () => {
  const { window } = day;
  await place(window, "People");
  await window.getByRole("button", { name: /Who signs after Ines Okafor/ }).click();
  await window.getByRole("option", { name: "Noor Vasquez" }).click();
  const trainee = window.getByRole("row", { name: /Ines Okafor/ });
  await expect(trainee.getByRole("button", { name: /Noor Vasquez/ })).toBeVisible();
  const leaving = window.getByRole("row", { name: /Kit Iverson/ });
  await leaving.getByRole("button", { name: "End access" }).click();
  await window.getByRole("dialog").getByRole("button", { name: "End access now" }).click();
  await expect(leaving.getByText("Ended")).toBeVisible();
  await window.getByRole("button", { name: "Lock and sign out" }).click();
  await window.getByLabel("User name").fill(staff.it);
  await window.getByLabel("Password", { exact: true }).fill(password);
  await window.getByRole("button", { name: "Sign in" }).click();
  await expect(window.getByRole("alert")).toBeVisible();
});

test("an agreement is put on record and stands in force", async () => {
  await signIn(day, staff.manager);
  await recordAgreement(day);
});

test("a record is handed out, the log verified, and a backup made and tried", async () => {
  const backups = join(folder, "backups");
  mkdirSync(backups);
  await registerPatient(day, client.demographics);
  const { passphrase } = await exportRecord(day, client.demographics.familyName);
  expect(passphrase.length).toBeGreaterThan(20);
  expect(readdirSync(join(folder, "exports"))).toEqual(["patient-record.zip"]);
  await verifyAudit(day);
  await backUp(day, backups);
  expect(readdirSync(backups)).not.toEqual([]);
});
