import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openChart, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day } from "../../scripts/day/day.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { launchApp, prepareWorkplace, type Workplace } from "../support/app/launch-app.ts";
import { makeCertificates } from "../support/vendor/certificates.ts";
import { startVendor, type VendorStandIn } from "../support/vendor/start-vendor.ts";

let folder: string;
let place: Workplace;
let vendor: VendorStandIn;
let day: Day;
test.describe.configure({ mode: "serial" });

const said = [
  { voice: "rms", text: "Good morning. How have you been sleeping since we last met?" },
  { voice: "slt", text: "Not well. I sleep about four hours, and I worry about my new job all night." },
  { voice: "rms", text: "Have you had any thoughts of hurting yourself?" },
  { voice: "slt", text: "No. I am tired, but I want to get better." },
] as const;

/** The kinds of file sox writes. */
const kinds = ["wav", "flac", "ogg"] as const;

/** What the pretended microphone hears: the session, once, and then nothing for a while. */
function makeSound(): string {
  const parts = said.map(({ voice, text }, at) => {
    const file = join(folder, `${at}.wav`);
    execFileSync("flite", ["-voice", voice, "-t", text, "-o", file]);
    const even = join(folder, `${at}-even.wav`);
    execFileSync("sox", [file, "-r", "48000", "-c", "1", even, "pad", "0.2", "1.2"]);
    return even;
  });
  const whole = join(folder, "session.wav");
  execFileSync("sox", [...parts, whole, "pad", "0.5", "30"]);
  return whole;
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-sound-"));
  place = prepareWorkplace(folder, { sound: { keepDays: 0, pack: "base" } });
  vendor = await startVendor(makeCertificates(folder), "answer");
  const args = ["--use-fake-device-for-media-stream", `--use-file-for-fake-audio-capture=${makeSound()}`];
  const run = await launchApp(place, { args });
  const pictures = process.env["CHARTWELL_PICTURES"] ?? join(folder, "pictures");
  day = { run, window: run.window, place, vendor, picture: createPictures(pictures, run.window) };
});
test.afterAll(async () => {
  await day.run.close().catch(() => undefined);
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a session is recorded, goes on while the screen is locked, and is transcribed on this computer", async () => {
  const { window, picture } = day;
  await setUpClinic(day);
  await signIn(day, clinician.username);
  await registerPatient(day, client.demographics);
  await window.getByRole("button", { name: "Record session" }).click();
  await expect(window.getByText("The patient has not agreed to being recorded")).toBeVisible();
  await expect(window.getByRole("button", { name: "Start recording" })).toHaveCount(0);
  await expectAccessible(window);
  await picture("sound-consent");
  await window.getByRole("button", { name: "Record consent" }).click();
  await expect(window.getByRole("dialog").getByLabel("Recording the session")).toBeChecked();
  await window.getByRole("dialog").getByRole("button", { name: "Save consent" }).click();
  await expect(window.getByRole("dialog")).toBeHidden();

  await window.getByRole("button", { name: "Record session" }).click();
  await picture("sound-microphones");
  await window.getByRole("button", { name: "Start recording" }).click();
  await expect(window.getByRole("timer")).toHaveText("0:03", { timeout: 20_000 });
  await expectAccessible(window);
  await picture("sound-recording");

  await day.run.app.evaluate(({ powerMonitor }) => void setTimeout(() => powerMonitor.emit("lock-screen"), 50));
  await expect(window.getByText("A session is being recorded.", { exact: false })).toBeVisible();
  await picture("sound-locked");
  await window.waitForTimeout(12_000);
  await signIn(day, clinician.username);
  await openChart(window, client.demographics.familyName);
  await window.getByRole("button", { name: "Record session" }).click();
  await expect(window.getByRole("timer")).toBeVisible();
  await window.waitForTimeout(6_000);
  await window.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(window.getByRole("button", { name: "Start recording" })).toBeEnabled();
  const transcribe = window.getByRole("button", { name: "Transcribe", exact: true });
  await transcribe.click();
  // What was begun by mistake is stopped, and nothing is lost by it.
  await window.getByRole("button", { name: "Stop transcribing" }).click();
  await transcribe.click();
  expect(await countSockets()).toEqual({ processes: 1, sockets: 0 });
  await picture("sound-transcribing");
  await expect(window.getByText("Transcribed")).toBeVisible({ timeout: 90_000 });
  await window.getByRole("button", { name: "Go to the note" }).click();
});

test("its lines are heard, corrected, named and confirmed, and a note is drafted from them", async () => {
  const { window, picture } = day;
  const lines = window.getByRole("list", { name: "Lines of the transcript" });
  await expect(lines.getByRole("listitem").first()).toContainText(/good morning/i);
  await expect(lines).toContainText(/four hours/i);
  const risky = lines.getByRole("listitem").filter({ hasText: /hurting yourself/i });
  await risky.click();
  await expect(window.getByRole("button", { name: "Stop", exact: true })).toBeVisible();
  await expect(window.getByText("Speaks of risk", { exact: false })).toBeVisible();
  await picture("sound-listening");
  await expectAccessible(window);
  await lines.getByRole("listitem").first().click();
  for (const line of await lines.getByRole("listitem").all()) {
    await window.keyboard.press("2");
    await expect(line).toHaveAttribute("data-role", "client");
  }
  await window.getByRole("button", { name: "Transcript is right" }).click();
  await window.getByRole("button", { name: "It is right" }).click();
  await expect(window.getByText("its sound is gone", { exact: false })).toBeVisible();
  expect(readdirSync(join(place.profile, "record", "sound"))).toEqual([]);
  await window
    .getByRole("button", { name: /on this computer/i })
    .first()
    .click();
  await expect(window.getByText(/four hours/i).first()).toBeVisible();
  await picture("sound-drafted");
});

test("a sentence is dictated into a section while the button is held", async () => {
  const { window, picture } = day;
  const button = window.getByRole("button", { name: /Hold to dictate/ }).first();
  await button.scrollIntoViewIfNeeded();
  await button.hover();
  await window.mouse.down();
  await expect(window.getByRole("button", { name: /Listening/ })).toBeVisible();
  await picture("sound-dictating");
  await window.waitForTimeout(5_500);
  await window.mouse.up();
  await expect(window.locator(".sentence-text", { hasText: /since we last met/i })).toBeVisible({ timeout: 30_000 });
  await picture("sound-dictated");
  await expectAccessible(window);
});

test("sound files made elsewhere are taken in, and a broken one is refused with its reason", async () => {
  const { window, picture } = day;
  await openChart(window, client.demographics.familyName);
  await window.getByRole("button", { name: "Record session" }).click();
  await window.getByLabel("Started").fill("09:00");
  const chooser = window.getByLabel("Choose a sound file");
  const waiting = window.getByText("To transcribe", { exact: true });
  for (const [at, kind] of kinds.entries()) {
    const file = join(folder, `brought.${kind}`);
    execFileSync("sox", [join(folder, "0-even.wav"), file]);
    await chooser.setInputFiles(file);
    await expect(waiting).toHaveCount(at + 1);
  }
  const broken = join(folder, "broken.flac");
  writeFileSync(broken, "this is no sound at all");
  await chooser.setInputFiles(broken);
  await expect(window.getByText("That file could not be read as sound")).toBeVisible();
  await expect(waiting).toHaveCount(kinds.length);
  await picture("sound-brought");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Transcribe", exact: true }).first().click();
  await expect(window.getByText("Transcribed", { exact: true })).toBeVisible({ timeout: 60_000 });
});

/** How many listening processes there are, and how many sockets of the network they hold, as the kernel counts them. */
async function countSockets(): Promise<{ processes: number; sockets: number }> {
  const inodes = new Set(
    ["tcp", "tcp6", "udp", "udp6", "raw", "raw6"].flatMap((kind) =>
      readFileSync(`/proc/net/${kind}`, "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/)[9] ?? ""),
    ),
  );
  let pids: number[] = [];
  await expect
    .poll(async () => {
      pids = await day.run.app.evaluate(({ app }) =>
        app
          .getAppMetrics()
          .filter(({ name }) => name === "Chartwell listener")
          .map(({ pid }) => pid),
      );
      return pids.length;
    })
    .toBe(1);
  let sockets = 0;
  for (const pid of pids) {
    for (const handle of readdirSync(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${handle}`))?.[1];
      if (inode !== undefined && inodes.has(inode)) sockets += 1;
    }
  }
  return { processes: pids.length, sockets };
}
