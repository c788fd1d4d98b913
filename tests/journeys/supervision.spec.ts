import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { changePerson, signIn } from "../../scripts/day/chapters/set-up.ts";
import { password } from "../../scripts/day/day.ts";
import { seedClinic, seedDay, seedHandedIn, seedSupervision, staff } from "../../scripts/tour/seed.ts";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";

let folder: string;
let run: RunningApp;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-supervision-"));
  run = await launchApp(prepareWorkplace(folder));
  await seedClinic(run.window);
  await run.window.reload();
  await signIn(run, staff.manager);
  await seedSupervision(run.window);
  await changePerson(run, staff.clinician);
  await seedDay(run.window);
  await changePerson(run, staff.trainee);
  await seedHandedIn(run.window);
});
test.afterAll(async () => {
  await run.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a supervisor reads a note that was handed in and returns it with a reason", async () => {
  const { window } = run;
  await changePerson(run, staff.supervisor);
  await expect(window.getByText("Written by Ines Okafor")).toBeVisible();
  await window.getByRole("button", { name: "Read", exact: true }).first().click();
  await expect(window.getByText("asks for your signature")).toBeVisible();
  await window.getByRole("tab", { name: /Review/ }).click();
  await window.getByLabel("Comment").fill("Say what the plan rests on.");
  await window.getByRole("button", { name: "Return with this comment" }).click();
  await expect(window.getByText("Returned by Noor Vasquez", { exact: true })).toBeVisible();
});

test("its author finds it on top of the day, changes it, and hands it in again", async () => {
  const { window } = run;
  await changePerson(run, staff.trainee);
  await window.getByRole("button", { name: "Read and change" }).click();
  await expect(window.getByText("Say what the plan rests on.").first()).toBeVisible();
  await window.locator(".sentence-text").first().click();
  await window.keyboard.press("e");
  const editor = window.getByLabel("Edit sentence");
  await editor.fill(`${await editor.inputValue()} This rests on the examination.`);
  await editor.press("Enter");
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  await window.getByRole("button", { name: "Review and sign" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Sign and hand in" }).click();
  await expect(window.getByText("Handed in for co-signature")).toBeVisible();
  await expect(window.getByRole("button", { name: "Add sentence" })).toHaveCount(0);
});

test("the supervisor co-signs, and the note is sealed under both names", async () => {
  const { window } = run;
  await changePerson(run, staff.supervisor);
  await window.getByRole("button", { name: "Read", exact: true }).first().click();
  await window.getByRole("button", { name: "Co-sign" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Co-sign" }).click();
  await expect(window.getByText(/Signed by Ines Okafor, LPC-Associate; co-signed by Noor Vasquez, PhD/)).toBeVisible();
  await window.getByRole("tab", { name: /History/ }).click();
  await window
    .getByRole("button", { name: /as handed in|\d\d:\d\d$/ })
    .last()
    .click();
  await expect(window.getByText("An earlier version, to be read only")).toBeVisible();
});

test("quick search goes to a patient and to a place by a few letters", async () => {
  const { window } = run;
  await window.keyboard.press("Escape");
  await changePerson(run, staff.clinician);
  await window.keyboard.press("Control+k");
  await takeFound(window, "Okonk", /Okonkwo, Adaeze/);
  await expect(window.getByRole("heading", { name: "Chart" })).toBeVisible();
  await window.keyboard.press("Control+k");
  await takeFound(window, "what l", "What left");
  await expect(window.getByRole("heading", { name: "What left the building" })).toBeVisible();
});

test("the window speaks Spanish when asked to, and stays signed in", async () => {
  const { window } = run;
  await window.getByRole("button", { name: "Your account" }).click();
  await window.getByText("Español", { exact: true }).click();
  await expect(window.getByRole("heading", { name: "Hoy" })).toBeVisible();
  await expect(window.locator("html")).toHaveAttribute("lang", "es");
  await window.getByRole("button", { name: "Su cuenta" }).click();
  await window.getByText("English", { exact: true }).click();
  await expect(window.getByRole("heading", { name: "Today" })).toBeVisible();
});

/** Types a few letters into the quick search, and takes what it shows first, as soon as that is marked. */
async function takeFound(window: Page, letters: string, name: string | RegExp): Promise<void> {
  await window.getByRole("combobox", { name: /^Find a patient/ }).fill(letters);
  await expect(window.getByRole("option", { name }).first()).toHaveAttribute("data-focused");
  await window.keyboard.press("Enter");
}
