import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { verifyAudit } from "../../scripts/day/chapters/office.ts";
import { registerPatient } from "../../scripts/day/chapters/patient.ts";
import { setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, createPictures, type Day, manager, password } from "../../scripts/day/day.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { launchApp, prepareWorkplace } from "../support/app/launch-app.ts";

const covering = { name: "Ines Okafor", username: "okafor", start: "a start phrase for today only", own: "her own unguessable lantern" };
let folder: string;
let day: Day;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-access-"));
  const place = prepareWorkplace(folder, { charts: "care-team" });
  const run = await launchApp(place);
  day = {
    run,
    window: run.window,
    place,
    picture: createPictures(process.env["CHARTWELL_PICTURES"] ?? join(folder, "pictures"), run.window),
  } as unknown as Day;
});
test.afterAll(async () => {
  await day.run.close();
  rmSync(folder, { recursive: true, force: true });
});

async function enter(username: string, secret: string): Promise<void> {
  await day.window.getByRole("button", { name: "Lock and sign out" }).click();
  await day.window.getByLabel("User name").fill(username);
  await day.window.getByLabel("Password", { exact: true }).fill(secret);
  await day.window.getByRole("button", { name: "Sign in" }).click();
}

async function openPatient(): Promise<void> {
  await day.window.getByRole("button", { name: "Patients" }).click();
  await day.window.getByLabel("Find a patient").fill(client.demographics.familyName);
  await day.window.getByRole("table").getByRole("button").first().click();
}

test("a colleague is added with a start password, and must choose her own before anything else", async () => {
  const { window } = day;
  await setUpClinic(day);
  await signIn(day, manager.username);
  await registerPatient(day, client.demographics);
  await window.getByRole("button", { name: "People" }).click();
  await window.getByRole("button", { name: "Add person" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Full name").fill(covering.name);
  await dialog.getByLabel("User name").fill(covering.username);
  await dialog.getByLabel("Password", { exact: true }).fill(covering.start);
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(window.getByRole("cell", { name: covering.name, exact: true })).toBeVisible();
  await enter(covering.username, covering.start);
  await expect(window.getByRole("heading", { name: "Choose your own password" })).toBeVisible();
  await day.picture("own-password");
  await expectAccessible(window);
  await window.getByLabel("Password in force").fill(covering.start);
  await window.getByLabel("New password", { exact: true }).fill(covering.own);
  await window.getByLabel("New password again").fill(covering.own);
  await window.getByRole("button", { name: "Change password" }).click();
  await expect(window.getByRole("button", { name: "Lock and sign out" })).toBeVisible();
});

test("a chart of another's patient is closed to her, opens in an emergency, and waits for review", async () => {
  const { window } = day;
  await openPatient();
  await expect(window.getByText("patient.not-on-care-team")).toBeVisible();
  await day.picture("closed-chart");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Open in an emergency" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Crisis call" }).check({ force: true });
  await dialog.getByLabel("Your password").fill(covering.own);
  await day.picture("break-glass");
  await expectAccessible(window);
  await dialog.getByRole("button", { name: "Open for 60 minutes" }).click();
  await expect(window.getByRole("heading", { name: "Chart" })).toBeVisible();
  await enter(manager.username, password);
  await window.getByRole("button", { name: "Security" }).click();
  await window.getByRole("tab", { name: "Emergency access" }).click();
  await expect(window.getByRole("cell", { name: "Crisis call" })).toBeVisible();
  await day.picture("emergency-review");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Justified", exact: true }).click();
  await expect(window.getByRole("cell", { name: "Justified" })).toBeVisible();
});

test("a record is not destroyed by one person, and what stands in the way is named", async () => {
  const { window } = day;
  await openPatient();
  await window.getByRole("button", { name: "Destroy record" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByRole("radio", { name: "The retention period has ended" }).check({ force: true });
  await expect(dialog.getByText(/must be kept until/)).toBeVisible();
  await day.picture("destroy-blocked");
  await expectAccessible(window);
  await dialog.getByRole("radio", { name: "Ordered by a court" }).check({ force: true });
  await expect(dialog.getByText("What goes")).toBeVisible();
  await dialog.getByLabel("Your password").fill(password);
  await day.picture("destroy-proposed");
  await dialog.getByRole("button", { name: "Propose to destroy it" }).click();
  await expect(window.getByRole("cell", { name: "Waits for a second person" })).toBeVisible();
  await expect(window.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await window.getByRole("button", { name: "Take back" }).click();
  await expect(window.getByRole("cell", { name: "Taken back", exact: true })).toBeVisible();
  await verifyAudit(day);
});
