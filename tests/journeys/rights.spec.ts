import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { changePerson, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, createPictures, password } from "../../scripts/day/day.ts";
import { openPackage } from "../../scripts/day/open-package.ts";
import { seedClinic, seedDay, staff } from "../../scripts/tour/seed.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { answerFolderDialog, answerSaveDialog, launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";

let folder: string;
let run: RunningApp;
let picture: (name: string) => Promise<unknown>;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-rights-"));
  run = await launchApp(prepareWorkplace(folder));
  picture = createPictures(process.env["CHARTWELL_PICTURES"] ?? join(folder, "pictures"), run.window);
  await seedClinic(run.window);
  await run.window.reload();
  await signIn(run, staff.clinician);
  await seedDay(run.window);
  await changePerson(run, staff.officer);
});
test.afterAll(async () => {
  await run.close();
  rmSync(folder, { recursive: true, force: true });
});

const place = (name: string) => run.window.getByRole("navigation").getByRole("button", { name, exact: true }).click();

async function openChart(): Promise<void> {
  await place("Patients");
  await run.window.getByLabel("Find a patient").fill(client.demographics.familyName);
  await run.window.getByRole("table").getByRole("button").first().click();
}

async function choose(label: RegExp, option: RegExp): Promise<void> {
  await run.window.getByRole("dialog").getByRole("button", { name: label }).click();
  await run.window.getByRole("option", { name: option }).click();
}

test("a request for a copy is written down, runs by its clock, and is answered by the package", async () => {
  const { window } = run;
  await openChart();
  await window.getByRole("button", { name: "Requests and holds" }).click();
  await window.getByRole("button", { name: "Write a request down" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("In their words").fill("A copy of everything, to read at home.");
  await dialog.getByLabel("How you made sure who asks").fill("Driver's license seen");
  await expectAccessible(window);
  await picture("rights-request");
  await dialog.getByRole("button", { name: "Save request" }).click();
  await expect(window.getByText("Waiting for an answer")).toBeVisible();
  await place("Rights");
  await expect(window.getByRole("cell", { name: "Access" })).toBeVisible();
  await window.getByRole("table").getByRole("button").first().click();
  await window.getByRole("button", { name: "Export and answer" }).click();
  const path = join(folder, "record.zip");
  await answerSaveDialog(run.app, path);
  await window.getByLabel("Your password").fill(password);
  await window.getByRole("button", { name: "Choose a place and export" }).click();
  await expect(window.getByRole("heading", { name: "Record exported" })).toBeVisible({ timeout: 60_000 });
  const passphrase = await window.getByLabel("Passphrase").innerText();
  const names = await openPackage({ path, passphrase }, join(folder, "opened"));
  for (const name of ["README.html", "fhir/document.json", "ccda/001.xml", "tables/notes.csv"]) expect(names).toContain(name);
  await checkPdf(join(folder, "opened", "notes/001.pdf"));
  await place("Rights");
  await expect(window.getByRole("cell", { name: "Granted" })).toBeVisible();
});

/** By other people's tools: a sound file, tagged, a page number, a name and a birth date on every sheet. */
async function checkPdf(path: string): Promise<void> {
  expect(execFileSync("qpdf", ["--check", path], { encoding: "utf8" })).toContain("No syntax or stream encoding errors");
  const facts = execFileSync("pdfinfo", [path], { encoding: "utf8" });
  expect(facts).toMatch(/Tagged:\s+yes/);
  const sheets = Number(/Pages:\s+(\d+)/.exec(facts)?.[1]);
  for (let sheet = 1; sheet <= sheets; sheet += 1) {
    const words = execFileSync("pdftotext", ["-f", String(sheet), "-l", String(sheet), path, "-"], { encoding: "utf8" });
    expect(words).toContain(`Page ${sheet} of ${sheets}`);
    expect(words).toContain(`born ${client.demographics.bornOn}`);
    expect(words).toContain(client.demographics.familyName);
  }
}

test("a correction is denied on a ground, disagreed with, and both are on the page", async () => {
  const { window } = run;
  await openChart();
  await window.getByRole("button", { name: "Requests and holds" }).click();
  await window.getByRole("button", { name: "Write a request down" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByRole("radio", { name: /A correction/ }).check({ force: true });
  await dialog.getByLabel("In their words").fill("I never said four hours.");
  await dialog.getByLabel("How you made sure who asks").fill("Known in person");
  await dialog.getByRole("button", { name: "Save request" }).click();
  await window.getByRole("button", { name: "Deny", exact: true }).first().click();
  await choose(/Ground/, /Accurate and complete/);
  await dialog.getByLabel("Why, in plain words").fill("The recording has it.");
  await picture("rights-deny");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Save the decision" }).click();
  await window.getByRole("button", { name: "Add the patient's statement" }).click();
  await dialog.getByLabel("The statement").fill("I meant five.");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await expect(window.getByText("I meant five.")).toBeVisible();
  await answerSaveDialog(run.app, join(folder, "letter.pdf"));
  await window.getByRole("button", { name: "Write the letter" }).first().click();
  await expect(window.getByText("The letter was written.")).toBeVisible({ timeout: 30_000 });
  expect(execFileSync("pdftotext", [join(folder, "letter.pdf"), "-"], { encoding: "utf8" })).toContain("164.526(a)(2)(iv)");
  await picture("rights-of-patient");
});

test("a hold keeps a record, one person proposes its end, and another carries it out", async () => {
  const { window } = run;
  await openChart();
  await window.getByRole("button", { name: "Requests and holds" }).click();
  await window.getByRole("button", { name: "Place a hold" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Matter").fill("A claim before the county court");
  await dialog.getByRole("button", { name: "Place it" }).click();
  await expect(window.getByRole("cell", { name: "Litigation" })).toBeVisible();
  await window.getByRole("button", { name: "Back to the chart" }).click();
  await window.getByRole("button", { name: "Destroy record" }).click();
  await dialog.getByRole("radio", { name: "Ordered by a court" }).check({ force: true });
  await expect(dialog.getByText(/A legal hold stands/)).toBeVisible();
  await expect(dialog.getByText(/There is an unsigned note/)).toBeVisible();
  await picture("rights-blocked");
  await expectAccessible(window);
});

test("the whole practice is handed over, each package whole, with an index and a list", async () => {
  const { window } = run;
  await window.keyboard.press("Escape");
  const into = join(folder, "handed-over");
  mkdirSync(into);
  await answerFolderDialog(run.app, into);
  await place("Rights");
  await window.getByRole("tab", { name: /Hand over many/ }).click();
  await window.getByRole("button", { name: "Hand over the whole practice" }).click();
  await window.getByRole("dialog").getByLabel("Your password").fill(password);
  await picture("rights-hand-over");
  await expectAccessible(window);
  await window.getByRole("dialog").getByRole("button", { name: "Choose a folder and begin" }).click();
  await expect(window.getByText("Complete", { exact: true })).toBeVisible({ timeout: 120_000 });
  const passphrase = await window.getByLabel("Passphrase").innerText();
  const [name = ""] = readdirSync(into);
  const files = readdirSync(join(into, name)).sort();
  expect(files).toContain("manifest.json");
  expect(files).not.toContain("NOT-COMPLETE.txt");
  const manifest = JSON.parse(readFileSync(join(into, name, "manifest.json"), "utf8"));
  expect(manifest.files).toHaveLength(files.length - 1);
  for (const file of files.filter((found) => found.endsWith(".zip"))) {
    expect(execFileSync("7z", ["t", `-p${passphrase}`, join(into, name, file)], { encoding: "utf8" })).toContain("Everything is Ok");
  }
  await picture("rights-handed-over");
});

test("some patients are handed over by choice", async () => {
  const { window } = run;
  const into = join(folder, "some");
  mkdirSync(into);
  await answerFolderDialog(run.app, into);
  await window.getByRole("button", { name: "Hand over some patients" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Find a patient").fill(client.demographics.familyName);
  await dialog.getByRole("checkbox").first().check({ force: true });
  await expect(dialog.getByText("1 patient chosen.")).toBeVisible();
  await dialog.getByLabel("Your password").fill(password);
  await picture("rights-hand-over-some");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Choose a folder and begin" }).click();
  await expect(window.getByText("Complete", { exact: true })).toHaveCount(2, { timeout: 60_000 });
  const [name = ""] = readdirSync(into);
  expect(readdirSync(join(into, name)).filter((file) => file.startsWith("patient-"))).toHaveLength(1);
});

test("patients come in from a table, tried first, and who cannot be taken is named", async () => {
  const { window } = run;
  await window.getByRole("tab", { name: /Bring patients in/ }).click();
  const table = "Last name,First name,DOB,MRN\nReyes,Luz,03/02/2012,A-1\nMarsh,,1/2/1980,A-3\n";
  await window.getByLabel("Choose a file").setInputFiles({ name: "patients.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await window.getByRole("button", { name: "Try it without taking anybody in" }).click();
  await expect(window.getByText("Would be taken in: 1 patient.")).toBeVisible();
  await expect(window.getByRole("cell", { name: /Given name/ })).toBeVisible();
  await picture("rights-import");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Take in 1 patient" }).click();
  await expect(window.getByText("Taken in: 1 patient.", { exact: true })).toBeVisible();
  await place("Patients");
  await window.getByLabel("Find a patient").fill("Reyes");
  await expect(window.getByRole("cell", { name: "A-1" })).toBeVisible();
  expect(existsSync(join(folder, "record.zip"))).toBe(true);
});

test("who came in by mistake is destroyed by two, and the certificate names nobody", async () => {
  const { window } = run;
  await window.getByRole("table").getByRole("button").first().click();
  await window.getByRole("button", { name: "Destroy record" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Ordered by a court" }).check({ force: true });
  await expect(dialog.getByText("What goes")).toBeVisible();
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Propose to destroy it" }).click();
  await expect(window.getByText("Waits for a second person")).toBeVisible();
  await changePerson(run, staff.supervisor);
  await place("Rights");
  await window.getByRole("button", { name: "Approve" }).click();
  await dialog.getByLabel("Your password").fill(password);
  await picture("rights-approve");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Destroy for good" }).click();
  await expect(window.getByText("The record is destroyed.")).toBeVisible({ timeout: 30_000 });
  await changePerson(run, staff.officer);
  await place("Rights");
  await window.getByRole("tab", { name: /Destruction/ }).click();
  await answerFolderDialog(run.app, folder);
  await window.getByRole("button", { name: "Certificate" }).click();
  await expect(window.getByText(/The certificate was written/)).toBeVisible({ timeout: 30_000 });
  await picture("rights-certificate");
  await window.getByRole("button", { name: "Disclosures" }).first().click();
  await expect(window.getByRole("heading", { name: "Disclosures" })).toBeVisible();
  await expect(window.getByText("Nothing to account for")).toBeVisible();
  const words = execFileSync("pdftotext", [join(folder, "certificate-of-destruction.pdf"), "-"], { encoding: "utf8" });
  expect(words).toContain("Certificate of destruction");
  expect(words + readFileSync(join(folder, "certificate-of-destruction.json"), "utf8")).not.toContain("Reyes");
});
