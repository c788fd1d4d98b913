import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openChart } from "../../scripts/day/chapters/patient.ts";
import { signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, password } from "../../scripts/day/day.ts";
import { ask, seedClinic, seedDay, staff } from "../../scripts/tour/seed.ts";
import type { CallInput } from "../../shared/contract/index.ts";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";

/** What is promised for a note of twenty sentences, by a person with the keyboard alone. */
const checkedWithinMs = 120_000;
/** What a person is allowed for reading a sentence and its lines and choosing a key; the rest is the window's. */
const readingMs = 4_000;
const sentenceCount = 20;

let folder: string;
let run: RunningApp;
test.describe.configure({ mode: "serial" });
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
  await window.keyboard.type(staff.clinician);
  await window.keyboard.press("Tab");
  await window.keyboard.type(password);
  await window.keyboard.press("Enter");
  await window.getByRole("button", { name: "Draft", exact: true }).first().press("Enter");
  await window.getByRole("button", { name: "Draft on this computer" }).press("Enter");
  await expect(window.getByRole("button", { name: "Review and sign" })).toBeVisible({ timeout: 30_000 });
});

/** A draft of twenty sentences, of which every second waits for its reader. */
async function writeTwenty(): Promise<void> {
  const { window } = run;
  const { encounters } = await ask(window, "worklist.list", {});
  const noteId = encounters.find(({ patientName, state }) => state === "to-review" && patientName.startsWith(client.demographics.familyName))?.noteId;
  if (noteId == null) throw new Error("no draft to check");
  const note = await ask(window, "notes.open", { noteId });
  const all = Array.from({ length: sentenceCount }, (_none, at) => ({
    ...{ key: `twenty${at}`, text: `Sentence ${at + 1} of what was said about the week.`, lines: [at + 1], review: null, doubts: [] },
    source: at % 2 === 0 ? "said" : "carried-forward",
  }));
  const share = Math.ceil(all.length / note.sections.length);
  const sections = note.sections.map((section, at) => ({ ...section, sentences: all.slice(at * share, (at + 1) * share) }));
  await ask(window, "notes.save", { noteId, revision: note.revision, sections } as CallInput<"notes.save">);
}

test("a note of twenty sentences is checked by keyboard alone, with time to read each", async () => {
  const { window } = run;
  await writeTwenty();
  await openChart(window, client.demographics.familyName);
  await window
    .getByRole("row", { name: /To review/ })
    .getByRole("button")
    .press("Enter");
  await expect(window.getByText("10 sentences need you")).toBeVisible();
  const selected = window.locator(".sentence[data-selected]");
  const beganMs = performance.now();
  for (let left = sentenceCount / 2; left > 0; left -= 1) {
    await window.keyboard.press("n");
    await expect(selected).toHaveAttribute("data-waits");
    await window.keyboard.press("s");
    await expect(window.locator(".transcript :focus")).toHaveCount(1);
    await window.keyboard.press("s");
    await expect(window.locator(".transcript :focus")).toHaveCount(0);
    if (left % 5 === 0) {
      await window.keyboard.press("e");
      await window.keyboard.type(" Put right.");
      await window.keyboard.press("Enter");
    } else await window.keyboard.press(left % 3 === 0 ? "x" : "a");
    const words = left === 1 ? "Every sentence is settled" : left === 2 ? "1 sentence needs you" : `${left - 1} sentences need you`;
    await expect(window.getByText(words, { exact: true }).first()).toBeVisible();
  }
  const tookMs = performance.now() - beganMs;
  expect(tookMs + sentenceCount * readingMs).toBeLessThan(checkedWithinMs);
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  await window.keyboard.press("r");
  await expect(window.getByRole("dialog", { name: "Review and sign" })).toBeVisible();
});
