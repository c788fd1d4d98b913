import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { signIn } from "../../scripts/day/chapters/set-up.ts";
import { password } from "../../scripts/day/day.ts";
import { seedClinic, seedDay, staff } from "../../scripts/tour/seed.ts";
import { openDraft } from "../../scripts/tour/ways.ts";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";

/** What is promised for a note of twenty sentences, by a person with the keyboard alone. */
const checkedWithinMs = 120_000;
/** What a person is allowed for reading a sentence and its lines and choosing a key; the rest is the window's. */
const readingMs = 4_000;
/** Sentences brought from the note before, each of which waits for its reader. */
const carried = 9;

let folder: string;
let run: RunningApp;
test.describe.configure({ mode: "serial" });

function countWaiting(left: number): string {
  if (left === 0) return "Every sentence is settled";
  return left === 1 ? "1 sentence needs you" : `${left} sentences need you`;
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-keyboard-"));
  const place = prepareWorkplace(folder);
  run = await launchApp(place);
  await seedClinic(run.window);
  await run.window.reload();
  await signIn(run, staff.clinician);
  await seedDay(run.window);
  await run.close();
  run = await launchApp(place);
});
test.afterAll(async () => {
  await run.close();
  rmSync(folder, { recursive: true, force: true });
});

test("from launch to drafting are three actions: sign in, Draft, draft on this computer", async () => {
  const { window } = run;
  await expect(window.getByLabel("User name")).toBeFocused();
  await window.keyboard.type(staff.clinician);
  await window.keyboard.press("Tab");
  await window.keyboard.type(password);
  await window.keyboard.press("Enter");
  await window.getByRole("button", { name: "Draft", exact: true }).first().press("Enter");
  await window.getByRole("button", { name: "Draft on this computer" }).press("Enter");
  await expect(window.getByRole("button", { name: "Review and sign" })).toBeVisible({ timeout: 30_000 });
});

test("a note of twenty sentences and more is checked by keyboard alone, with time to read each", async () => {
  const { window } = run;
  await openDraft(window);
  await window.getByRole("button", { name: "Carry forward…" }).press("Enter");
  const dialog = window.getByRole("dialog", { name: "Carry forward" });
  for (const box of (await dialog.getByRole("checkbox").all()).slice(0, carried)) await box.press("Space");
  await dialog.getByRole("button", { name: /^Carry/ }).press("Enter");
  await expect(window.getByText(countWaiting(carried), { exact: true })).toBeVisible();
  const sentences = await window.locator(".sentence").count();
  expect(sentences).toBeGreaterThanOrEqual(20);

  const beganMs = performance.now();
  // A sentence that was said: to its line and back.
  await window.locator(".sentence[data-source=said] .sentence-text").first().focus();
  await window.keyboard.press("ArrowDown");
  await window.keyboard.press("s");
  await expect(window.locator(".transcript :focus")).toHaveCount(1);
  await window.keyboard.press("s");
  await expect(window.locator(".sentence :focus")).toHaveCount(1);
  for (let left = carried; left > 0; left -= 1) {
    await window.keyboard.press("n");
    await expect(window.locator(".sentence[data-selected]")).toHaveAttribute("data-waits");
    if (left === carried) {
      await window.keyboard.press("e");
      await window.keyboard.type(" Still so today.");
      await window.keyboard.press("Enter");
    } else await window.keyboard.press(left % 3 === 0 ? "x" : "a");
    await expect(window.getByText(countWaiting(left - 1), { exact: true })).toBeVisible();
  }
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  await window.keyboard.press("r");
  await expect(window.getByRole("dialog", { name: "Review and sign" })).toBeVisible();
  const spentMs = performance.now() - beganMs + sentences * readingMs;
  expect(spentMs / sentences).toBeLessThan(checkedWithinMs / 20);
});
