import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { reviewPrivacy } from "../../scripts/day/chapters/note.ts";
import { recordAgreement, verifyAudit } from "../../scripts/day/chapters/office.ts";
import { beginImport, importTranscript, openChart, recordConsent, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { changePerson, setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day, manager } from "../../scripts/day/day.ts";
import { launchApp, prepareWorkplace, type Workplace } from "../support/app/launch-app.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor, type VendorStandIn } from "../support/vendor/start-vendor.ts";

let folder: string;
let place: Workplace;
let vendor: VendorStandIn;
let day: Day;
test.describe.configure({ mode: "serial" });

async function start(): Promise<void> {
  const run = await launchApp(place);
  day = { run, window: run.window, place, vendor, picture: createPictures(join(folder, "pictures"), run.window) };
}

/** Ends the program as a power cut would. */
async function kill(): Promise<void> {
  const { pid } = day.run.app.process();
  const gone = new Promise((resolve) => day.run.app.process().once("exit", resolve));
  if (pid !== undefined) process.kill(pid, "SIGKILL");
  await gone;
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-end-"));
  const certificates = makeCertificates(folder);
  place = prepareWorkplace(folder, { extraCertificateAuthorities: [certificates.caPem] });
  vendor = await startVendor(certificates, "answer");
  await start();
});
test.afterAll(async () => {
  await day.run.close().catch(() => undefined);
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

test("killed in the middle of an import: what was acknowledged is there, the log verifies, no half session", async () => {
  await setUpClinic(day);
  await signIn(day, clinician.username);
  await registerPatient(day, client.demographics);
  await recordConsent(day);
  await beginImport(day.window);
  const line = "Client: I have not slept more than four hours a night since the move, and I worry about it.\nTherapist: Tell me more about that.\n";
  const chosen = day.window
    .getByLabel("Choose a transcript")
    .setInputFiles({ name: "long.txt", mimeType: "text/plain", buffer: Buffer.from(line.repeat(20_000)) })
    .catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 120));
  await kill();
  await chosen;
  await start();
  await signIn(day, clinician.username);
  await openChart(day.window, client.demographics.familyName);
  await expect(day.window.getByText("Drafting with AI")).toBeVisible();
  const sessions = await day.window.getByRole("table", { name: "Sessions" }).getByText("To draft").count();
  expect(sessions).toBeLessThanOrEqual(1);
  await changePerson(day, manager.username);
  await verifyAudit(day);
});

test("killed in the middle of a draft: the session waits, marked as cut off, and the send is closed on record", async () => {
  await recordAgreement(day);
  await changePerson(day, clinician.username);
  await openChart(day.window, client.demographics.familyName);
  await importTranscript(day, "therapy.txt");
  await reviewPrivacy(day);
  vendor.behave("slow-answer");
  await day.window.getByRole("button", { name: "Send and draft" }).click();
  await expect(day.window.locator(".sentence-arriving").first()).toBeVisible({ timeout: 30_000 });
  await kill();
  await start();
  await signIn(day, clinician.username);
  await expect(day.window.getByRole("heading", { name: "Cut off while drafting" })).toBeVisible();
  await day.window.getByRole("navigation").getByRole("button", { name: "What left" }).click();
  await expect(day.window.getByText("Sent, not answered")).toBeVisible();
});

test("quitting in the middle of a draft stops it, on record, and nothing hangs", async () => {
  await day.window.getByRole("navigation").getByRole("button", { name: "Today" }).click();
  await day.window.getByRole("button", { name: "Draft again" }).click();
  await reviewPrivacy(day);
  await day.window.getByRole("button", { name: "Send and draft" }).click();
  await expect(day.window.locator(".sentence-arriving").first()).toBeVisible({ timeout: 30_000 });
  await day.run.close();
  await start();
  await signIn(day, manager.username);
  await verifyAudit(day);
  await day.window.getByRole("button", { name: /What they did/ }).click();
  await day.window.getByRole("option", { name: "A send came to its end" }).click();
  await expect(day.window.getByRole("table", { name: "Audit log" }).getByText("vendor.cancelled")).toBeVisible();
});

for (const [behaviour, code] of [
  ["half-stream", "vendor.interrupted"],
  ["invalid-json", "vendor.invalid-reply"],
  ["redirect", "vendor.redirected"],
  ["401", "vendor.refused"],
] as const) {
  test(`a vendor that answers ${behaviour} is named in words, and drafting goes on on this computer`, async () => {
    vendor.behave(behaviour);
    await changePerson(day, clinician.username);
    await day.window
      .getByRole("button", { name: /^Draft( again)?$/ })
      .first()
      .click();
    await reviewPrivacy(day);
    await day.window.getByRole("button", { name: "Send and draft" }).click();
    await expect(day.window.getByText(code)).toBeVisible({ timeout: 30_000 });
    await expect(day.window.getByRole("button", { name: "Draft on this computer" })).toBeVisible();
  });
}
