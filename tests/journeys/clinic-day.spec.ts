import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { scanBytes, scanFolders } from "../../main/canary/scan.ts";
import { checkNote, draftByVendor, draftOnDevice, reviewPrivacy, signNote } from "../../scripts/day/chapters/note.ts";
import { readSends, recordAgreement, verifyAudit } from "../../scripts/day/chapters/office.ts";
import { beginImport, importTranscript, openChart, recordConsent, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { changePerson, setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day, manager } from "../../scripts/day/day.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { launchApp, prepareWorkplace } from "../support/app/launch-app.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor } from "../support/vendor/start-vendor.ts";

/** What this computer's clipboard holds. */
const readClipboard = () => day.run.app.evaluate(({ clipboard }) => clipboard.readText());

let folder: string;
let day: Day;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-day-"));
  const certificates = makeCertificates(folder);
  const place = prepareWorkplace(folder, { extraCertificateAuthorities: [certificates.caPem] });
  const vendor = await startVendor(certificates, "answer");
  const run = await launchApp(place);
  day = { run, window: run.window, place, vendor, picture: createPictures(join(folder, "pictures"), run.window) };
});
test.afterAll(async () => {
  await day.run.close();
  await day.vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the clinic is set up and the first screens are accessible", async () => {
  await expectAccessible(day.window);
  await setUpClinic(day);
  await expectAccessible(day.window);
  await signIn(day, clinician.username);
  await expectAccessible(day.window);
});

test("a patient is registered, agrees, and a session is imported", async () => {
  await registerPatient(day, client.demographics);
  await recordConsent(day);
  await expectAccessible(day.window);
  await importTranscript(day, "therapy.txt");
  await reviewPrivacy(day);
  await expectAccessible(day.window);
});

test("bad files are refused in words, with a code, and the window goes on", async () => {
  await openChart(day.window, client.demographics.familyName);
  await beginImport(day.window);
  const files = {
    "transcript.empty": Buffer.alloc(0),
    "transcript.binary": Buffer.from("%PDF-1.7 and so on"),
    "transcript.bad-encoding": Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]),
  };
  for (const [code, buffer] of Object.entries(files)) {
    await day.window.getByLabel("Choose a transcript").setInputFiles({ name: "session.txt", mimeType: "text/plain", buffer });
    await expect(day.window.getByText(code)).toBeVisible();
  }
  const large = join(folder, "large.txt");
  writeFileSync(large, Buffer.alloc(100 * 1024 * 1024, "a"));
  await day.window.getByLabel("Choose a transcript").setInputFiles(large);
  await expect(day.window.getByText("transcript.too-large")).toBeVisible();
  await expectAccessible(day.window);
});

test("the agreement is recorded, the note drafted, checked by keyboard, signed", async () => {
  await changePerson(day, manager.username);
  await recordAgreement(day);
  await expectAccessible(day.window);
  await changePerson(day, clinician.username);
  await day.window.getByRole("button", { name: "Draft", exact: true }).first().click();
  await reviewPrivacy(day);
  await draftByVendor(day);
  await expectAccessible(day.window);
  await checkNote(day);
  await signNote(day);
  await expectAccessible(day.window);
  await day.window
    .getByRole("button", { name: /^Copy / })
    .first()
    .click();
  await expect.poll(readClipboard).not.toBe("");
});

test("a session without speakers is drafted on this computer", async () => {
  await openChart(day.window, client.demographics.familyName);
  await beginImport(day.window);
  const buffer = Buffer.from("I slept four hours a night all week.\nMy chest gets tight when I lie down.\nLet us keep a sleep log until next week.");
  await day.window.getByLabel("Choose a transcript").setInputFiles({ name: "session.txt", mimeType: "text/plain", buffer });
  await expect(day.window.getByText("It has no speaker labels.")).toBeVisible();
  await day.window.getByRole("button", { name: "Go to the note" }).click();
  await draftOnDevice(day);
  await expectAccessible(day.window);
});

test("the office verifies the log and reads what left", async () => {
  await changePerson(day, manager.username);
  // A copied section does not outlive the session it was copied in.
  await expect.poll(readClipboard).toBe("");
  await verifyAudit(day);
  await expectAccessible(day.window);
  await readSends(day);
  await expectAccessible(day.window);
});

test("nothing planted lies on disk, in the output or on the wire", async () => {
  const report = scanFolders([join(folder, "profile"), join(folder, "home"), join(folder, "tmp")], client.planted);
  expect(report.files).toBeGreaterThan(3);
  expect(report.hits).toEqual([]);
  expect(scanBytes(Buffer.from(JSON.stringify(day.vendor.requests)), client.planted, "wire")).toEqual([]);
  expect(scanBytes(Buffer.from(day.run.output()), client.planted, "output")).toEqual([]);
});
