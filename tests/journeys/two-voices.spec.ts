import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { listSoundFiles, measureSound } from "../../main/vault/sound/sound-files.ts";
import { openChart, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day } from "../../scripts/day/day.ts";
import { launchApp, prepareWorkplace, type Workplace } from "../support/app/launch-app.ts";
import { listProcesses } from "../support/app/scan-memory.ts";
import { dialogue, recordDialogue } from "../support/sound/dialogue.ts";
import { type SoundServer, startSoundServer } from "../support/sound/start-sound-server.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor, type VendorStandIn } from "../support/vendor/start-vendor.ts";

let folder: string;
let place: Workplace;
let vendor: VendorStandIn;
let sound: SoundServer;
let day: Day;
// Sessions last as long as they last, and are then written down.
test.describe.configure({ mode: "serial", timeout: 180_000 });

const mostLostMs = 2_000;

async function launch(): Promise<void> {
  const run = await launchApp(place, { env: sound.env });
  const pictures = process.env["CHARTWELL_PICTURES"] ?? join(folder, "pictures");
  day = { run, window: run.window, place, vendor, picture: createPictures(pictures, run.window) };
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-voices-"));
  place = prepareWorkplace(folder, { sound: { keepDays: 0, pack: "tiny" } });
  vendor = await startVendor(makeCertificates(folder), "answer");
  sound = await startSoundServer(folder);
  await launch();
});
test.afterAll(async () => {
  await day.run.close().catch(() => undefined);
  await sound.close();
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Chooses what hears, begins, and gives the moment it had begun. */
async function begin(window: Page, kind: RegExp): Promise<number> {
  await openChart(window, client.demographics.familyName);
  await window.getByRole("button", { name: "Record session" }).click();
  await window.getByRole("radio", { name: kind }).check({ force: true });
  await window.getByRole("button", { name: "Start recording" }).click();
  await expect(window.getByRole("timer")).toBeVisible({ timeout: 20_000 });
  return Date.now();
}

/** Ends the recording, has it written down, and gives who said each line. */
async function writeDown(window: Page): Promise<{ roles: (string | null)[]; said: string }> {
  await window.getByRole("button", { name: "Stop", exact: true }).click();
  const newest = window.getByRole("region", { name: "Recordings" }).getByRole("listitem").first();
  await newest.getByRole("button", { name: "Transcribe", exact: true }).click();
  await expect(newest.getByText("Transcribed", { exact: true })).toBeVisible({ timeout: 60_000 });
  await newest.getByRole("button", { name: "Go to the note" }).click();
  const lines = window.getByRole("list", { name: "Lines of the transcript" }).getByRole("listitem");
  await expect(lines.first()).toBeVisible();
  const all = await lines.all();
  return { roles: await Promise.all(all.map((line) => line.getAttribute("data-role"))), said: (await lines.allTextContents()).join(" ") };
}

const whoSpeaks = (turns: readonly { readonly speaker: number }[]) => turns.map(({ speaker }) => (speaker === 0 ? "clinician" : "client"));

test("two microphones: every line is named by who said it", async () => {
  const { window, picture } = day;
  await setUpClinic(day);
  await signIn(day, clinician.username);
  await registerPatient(day, client.demographics);
  await window.getByRole("button", { name: "Record consent" }).click();
  await window.getByRole("dialog").getByLabel("Recording the session").check({ force: true });
  await window.getByRole("dialog").getByRole("button", { name: "Save consent" }).click();
  await begin(window, /One for you, one for the client/);
  await picture("voices-recording");
  const turns = dialogue.slice(0, 6);
  const [desk, lapel] = recordDialogue(0.1, turns).channels;
  if (desk === undefined || lapel === undefined) throw new Error("a session has two channels");
  await sound.play({ desk, lapel });
  expect(await secondsOf(window)).toBeGreaterThanOrEqual(Math.floor(desk.length / 16_000));
  const { roles } = await writeDown(window);
  expect(roles).toEqual(whoSpeaks(turns));
  await picture("voices-transcript");
});

test("a video session: what this computer plays is the client", async () => {
  const { window, picture } = day;
  await begin(window, /A video session/);
  const turns = dialogue.slice(0, 3);
  // The desk's microphone hears what is played; what is played holds no word of the clinician's.
  const [desk] = recordDialogue(0.1, turns).channels;
  const [, speakers] = recordDialogue(0, turns).channels;
  if (desk === undefined || speakers === undefined) throw new Error("a session has two channels");
  await picture("voices-video");
  await sound.play({ desk, speakers });
  const { roles, said } = await writeDown(window);
  expect(roles).toEqual(whoSpeaks(turns));
  expect(said).toMatch(/sleeping well/i);
});

test("the computer sleeps in the middle: what was heard is kept, and on waking it goes on behind the lock", async () => {
  const { window } = day;
  const before = new Set(listSoundFiles(record()));
  const begunAt = await begin(window, /One for you, one for the client/);
  await expect.poll(() => secondsOf(window)).toBeGreaterThan(4);
  // The system tells of it, gives a moment, and then nothing runs until somebody lifts the lid.
  await day.run.app.evaluate(({ powerMonitor }) => void setTimeout(() => powerMonitor.emit("suspend"), 50));
  await window.waitForTimeout(500);
  const asleep = [...listProcesses(day.run.app.process().pid ?? 0).map(({ pid }) => pid), sound.pid];
  for (const pid of asleep) process.kill(pid, "SIGSTOP");
  const heardMs = Date.now() - begunAt;
  const keptMs = measureNew(before);
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  for (const pid of asleep) process.kill(pid, "SIGCONT");
  expect(heardMs - keptMs).toBeLessThanOrEqual(mostLostMs);

  await expect(window.getByText("A session is being recorded.", { exact: false })).toBeVisible();
  await day.picture("voices-awake");
  await signIn(day, clinician.username);
  await openChart(window, client.demographics.familyName);
  await window.getByRole("button", { name: "Record session" }).click();
  await expect.poll(() => secondsOf(window)).toBeGreaterThan(keptMs / 1_000 + 3);
  await window.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(window.getByRole("button", { name: "Start recording" })).toBeEnabled();
  expect(measureNew(before)).toBeGreaterThan(keptMs + 3_000);
});

test("a microphone pulled out, a program that is killed and a page that fails: the recording goes on, and two seconds are lost at most", async () => {
  const { window, picture } = day;
  const before = new Set(listSoundFiles(record()));
  const begunAt = await begin(window, /One for you, one for the client/);
  await expect(window.getByRole("timer")).toHaveText("0:02");
  sound.unplug("lapel");
  await expect(window.getByText("A microphone was unplugged.", { exact: false })).toBeVisible();
  await picture("voices-unplugged");
  const goesOn = await window.getByRole("timer").textContent();
  await expect(window.getByRole("timer")).not.toHaveText(goesOn ?? "");
  sound.plug("lapel");
  await expect(window.getByText("A microphone was unplugged.", { exact: false })).toBeHidden();
  await expect.poll(() => secondsOf(window)).toBeGreaterThan(8);
  day.run.app.process().kill("SIGKILL");
  const heardMs = Date.now() - begunAt;
  const keptMs = measureNew(before);
  expect(heardMs - keptMs).toBeLessThanOrEqual(mostLostMs);

  await launch();
  await signIn(day, clinician.username);
  await expect(day.window.getByText("Recordings to see to")).toBeVisible();
  await day.picture("voices-offered-again");
  await openChart(day.window, client.demographics.familyName);
  await day.window.getByRole("button", { name: "Record session" }).click();
  await expect(day.window.getByText("Cut off", { exact: true })).toBeVisible();
  await expect(day.window.getByRole("button", { name: "Continue recording" })).toHaveCount(0);
  await expect(day.window.getByText("It can go on with two microphones", { exact: false })).toBeVisible();
  await day.picture("voices-cut-off");
  await day.window.getByRole("radio", { name: /One for you, one for the client/ }).check({ force: true });
  await day.window.getByRole("button", { name: "Continue recording" }).click();
  await expect.poll(() => secondsOf(day.window)).toBeGreaterThan(Math.ceil(keptMs / 1000));

  await failRecorderPage();
  await expect(day.window.getByText("A microphone was unplugged.", { exact: false })).toBeVisible();
  await expect(day.window.getByText("A microphone was unplugged.", { exact: false })).toBeHidden();
  const mended = await secondsOf(day.window);
  await expect.poll(() => secondsOf(day.window)).toBeGreaterThan(mended);
});

const record = () => join(place.profile, "record");

/** Milliseconds of sound on the disk of the one recording that was not there before. */
function measureNew(before: ReadonlySet<string>): number {
  const [recordingId] = listSoundFiles(record()).filter((id) => !before.has(id));
  if (recordingId === undefined) throw new Error("nothing is on the disk");
  return measureSound(record(), recordingId) / 16;
}

/** Ends the process of the page that hears, as a fault in it would. */
async function failRecorderPage(): Promise<void> {
  await day.run.app.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows())
      if (webContents.getURL().endsWith("/recorder.html")) webContents.forcefullyCrashRenderer();
  });
}

async function secondsOf(window: Page): Promise<number> {
  const [minutes = "0", seconds = "0"] = ((await window.getByRole("timer").textContent()) ?? "").split(":");
  return Number(minutes) * 60 + Number(seconds);
}
