import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Locator, test } from "@playwright/test";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { draftByVendor, reviewPrivacy } from "../../scripts/day/chapters/note.ts";
import { recordAgreement } from "../../scripts/day/chapters/office.ts";
import { importTranscript, openChart, recordConsent, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { changePerson, setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day, manager, password } from "../../scripts/day/day.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { answerSaveDialog, launchApp, prepareWorkplace } from "../support/app/launch-app.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor } from "../support/vendor/start-vendor.ts";

let folder: string;
let day: Day;
const named = `${client.demographics.familyName}, ${client.demographics.givenName}`;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-breach-"));
  const certificates = makeCertificates(folder);
  const place = prepareWorkplace(folder, { extraCertificateAuthorities: [certificates.caPem] });
  const vendor = await startVendor(certificates, "answer");
  const run = await launchApp(place);
  const shots = process.env["CHARTWELL_PICTURES"];
  day = { run, window: run.window, place, vendor, picture: createPictures(shots ?? join(folder, "pictures"), run.window) };
});
test.afterAll(async () => {
  await day.run.close();
  await day.vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

const goTo = (name: string) => day.window.getByRole("navigation", { name: "Chartwell" }).getByRole("button", { name }).click();

/** Chooses one entry of a folded list. */
async function choose(within: Locator, label: string, option: string): Promise<void> {
  await within.getByRole("button", { name: new RegExp(label) }).click();
  await day.window.getByRole("option", { name: option }).click();
}

test("one session has gone to a vendor", async () => {
  await setUpClinic(day);
  await signIn(day, manager.username);
  await goTo("Breaches");
  await expect(day.window.getByText("Nothing has been looked into")).toBeVisible();
  await day.picture("breaches-none");
  await expectAccessible(day.window);
  await recordAgreement(day);
  await changePerson(day, clinician.username);
  await registerPatient(day, client.demographics);
  await recordConsent(day);
  await importTranscript(day, "therapy.txt");
  await reviewPrivacy(day);
  await draftByVendor(day);
  await changePerson(day, manager.username);
});

test("the log answers who saw whom and what left, down to one send", async () => {
  const { window, picture } = day;
  await goTo("Audit log");
  const log = window.getByRole("table", { name: "Audit log" });
  await expect(log).toBeVisible();
  await picture("audit-log");
  await expectAccessible(window);
  // Only the rows in view are in the page; the last is there once one has scrolled to it.
  const last = Number(await log.getAttribute("aria-rowcount")) - 2;
  expect(await log.locator("tr[data-index]").count()).toBeLessThan(last);
  await expect(log.locator(`tr[data-index="${last}"]`)).toHaveCount(0);
  await window.getByRole("group", { name: "Audit log" }).evaluate((frame) => frame.scrollTo(0, frame.scrollHeight));
  await expect(log.locator(`tr[data-index="${last}"]`)).toBeVisible();
  await window.getByRole("tab", { name: "Evidence" }).click();
  await expect(window.getByText("All evidence lies with the record")).toBeVisible();
  await expect(window.getByText("Nothing is older than that.")).toBeVisible();
  await picture("evidence");
  await expectAccessible(window);
  await window.getByRole("tab", { name: "Questions" }).click();
  await window.getByLabel("Patient", { exact: true }).fill(client.demographics.familyName);
  await window.getByRole("list", { name: "Patients found" }).getByRole("button").first().click();
  await expect(window.getByRole("table", { name: "Who saw this patient" }).getByText(clinician.name)).toBeVisible();
  await picture("who-saw");
  await expectAccessible(window);
  await window.getByRole("tab", { name: "What left" }).click();
  await expect(window.getByText(/1 send from 1 chart/)).toBeVisible();
  await picture("what-left-counted");
  await expectAccessible(window);
  await goTo("What left");
  await window.getByRole("table", { name: "Send log" }).getByRole("button").first().click();
  await expect(window.getByRole("table", { name: "Entries of this send" }).getByRole("row")).toHaveCount(3);
  await picture("one-send");
  await expectAccessible(window);
  await window.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
});

test("a review of access is looked at and signed", async () => {
  const { window, picture } = day;
  await goTo("Audit log");
  await window.getByRole("tab", { name: "Reviews" }).click();
  await window.getByRole("radio", { name: /Same surname/ }).check({ force: true });
  await expect(window.getByText("Nothing of this kind in this time.")).toBeVisible();
  await picture("review");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Sign this review" }).click();
  await window.getByRole("dialog").getByLabel("Your password").fill(password);
  await picture("sign-review");
  await expectAccessible(window);
  await window.getByRole("dialog").getByRole("button", { name: "Sign review" }).click();
  await expect(window.getByRole("table", { name: "Signed reviews" }).getByText("Nothing unusual")).toBeVisible();
});

test("an incident at the vendor is looked into from the first question to the letters", async () => {
  const { window, picture } = day;
  await goTo("Breaches");
  await window.getByRole("button", { name: "Look into an incident" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("What to call it").fill("Notice from the drafting vendor");
  await picture("begin");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Begin" }).click();
  await expect(window.getByRole("table", { name: "Affected patients" }).getByText(named)).toBeVisible();
  await picture("affected");
  await expectAccessible(window);
  await window.getByRole("button", { name: /Go on to: Found out/ }).click();
  await window.getByRole("button", { name: "Add who knew" }).click();
  await window.getByLabel("How", { exact: true }).fill("A call to the front desk");
  await picture("found-out");
  await expectAccessible(window);
  await window.getByRole("button", { name: /Save and go on to: Secured/ }).click();
  await expect(window.getByText("It was readable, so it was not secured.")).toBeVisible();
  await picture("secured");
  await window.getByRole("button", { name: /Go on to: Risk/ }).click();
  for (const factor of await window.locator("fieldset.breach-factor").all()) {
    await choose(factor, "Risk", "Medium");
    await factor.getByLabel("Reason").fill("The text had been stripped of identifiers, yet it was read.");
  }
  await picture("risk");
  await window.getByText("Tell people", { exact: true }).click();
  await expect(window.getByRole("radio", { name: /Tell people/ })).toBeChecked();
  await expectAccessible(window);
  await window.getByRole("button", { name: /Save and go on to: Letters/ }).click();
  await window
    .getByLabel("What happened")
    .fill("A company that helps us draft notes told us that one of its servers could be read by somebody outside.");
  await window.getByLabel("What information was involved").fill("Parts of what was said in sessions. Names and addresses had been replaced.");
  await window.getByLabel("What people can do").fill("You need not do anything. If somebody calls you about your care, tell us.");
  await window.getByLabel("What we are doing").fill("We have stopped sending to this company until the fault is mended.");
  await window.getByLabel("Whom to ask").fill("Tunde Abara, 800-555-0100 (toll-free)");
  await picture("letters");
  await expectAccessible(window);
  await window.getByRole("button", { name: /Save and go on to: Conclude/ }).click();
  await picture("conclude");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Conclude", exact: true }).last().click();
  await window.getByRole("dialog").getByLabel("Your password").fill(password);
  await window.getByRole("dialog").getByRole("button", { name: "Conclude" }).click();
  await expect(window.getByText(/It is final and kept for six years/)).toBeVisible();
});

test("what is due is listed, and the letters are written as one tagged PDF", async () => {
  const { window, picture } = day;
  await window.getByRole("button", { name: /Go on to: Notices/ }).click();
  await expect(window.getByRole("table", { name: "What is due" }).getByText("Letters to everyone", { exact: true })).toBeVisible();
  await window.getByRole("button", { name: /Done today.*Letters to everyone/ }).click();
  await picture("notices");
  await expectAccessible(window);
  const path = join(day.place.folder, "exports", "breach.zip");
  await answerSaveDialog(day.run.app, path);
  await window.getByRole("button", { name: "Write letters and papers" }).click();
  await window.getByRole("dialog").getByLabel("Your password").fill(password);
  await window.getByRole("dialog").getByRole("button", { name: "Choose a place" }).click();
  await expect(window.getByText(/Written: 1 letter/)).toBeVisible({ timeout: 60_000 });
  const passphrase = await window.locator("output").innerText();
  const [outer] = await new ZipReader(new Uint8ArrayReader(readFileSync(path)), { password: passphrase }).getEntries();
  if (outer === undefined || outer.directory) throw new Error("empty");
  const inner = await new ZipReader(new Uint8ArrayReader(await outer.getData(new Uint8ArrayWriter()))).getEntries();
  const letters = inner.find(({ filename }) => filename === "letters.pdf");
  if (letters === undefined || letters.directory) throw new Error("no letters");
  const pdf = Buffer.from(await letters.getData(new Uint8ArrayWriter())).toString("latin1");
  expect(pdf.startsWith("%PDF-")).toBe(true);
  expect(pdf).toContain("/MarkInfo");
  await picture("papers-written");
});

test("the patient's disclosures hold the breach, take one more, and are written out", async () => {
  const { window, picture } = day;
  await openChart(window, client.demographics.familyName);
  await window.getByRole("button", { name: "Disclosures" }).click();
  await expect(window.getByRole("table", { name: "Disclosures to account for" }).getByText("Not permitted: a breach", { exact: true })).toBeVisible();
  await window.getByRole("button", { name: "Record a disclosure" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("To whom").fill("County Superior Court");
  await dialog.getByLabel("What was disclosed").fill("Session notes of this year");
  await dialog.getByLabel("On what basis").fill("Subpoena, copy in the file");
  await picture("record-disclosure");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Save disclosure" }).click();
  await expect(window.getByText("County Superior Court")).toBeVisible();
  await answerSaveDialog(day.run.app, join(day.place.folder, "exports", "accounting.pdf"));
  await window.getByRole("button", { name: "Write the accounting" }).click();
  await expect(window.getByText("Written: 2 entries.")).toBeVisible({ timeout: 60_000 });
  await picture("disclosures");
  await expectAccessible(window);
});
