import { expect, type Page } from "@playwright/test";
import type { RunningApp } from "../../tests/support/app/launch-app.ts";
import { changePerson, signIn } from "../day/chapters/set-up.ts";
import { officeStops } from "./office-stops.ts";
import { seedClinic, seedDay, seedHandedIn, seedSupervision, staff } from "./seed.ts";
import { emptyStops, workStops } from "./stops.ts";
import { closeOver, openChart, place, press, type Stop, settle } from "./ways.ts";

/** What is done at each stop. */
export type Visit = (stop: Pick<Stop, "name" | "changes">) => Promise<void>;

/** Goes to every screen in every state: first run, empty, at work, locked. */
export async function tourEveryScreen(window: Page, visit: Visit): Promise<void> {
  await window.getByRole("heading", { name: "Set up your clinic" }).waitFor();
  await visit({ name: "first-run" });
  await press(window, "Use the record of another computer");
  await visit({ name: "join-host", changes: true });
  await press(window, "Back");
  await seedClinic(window);
  await window.reload();
  await window.getByRole("button", { name: "Sign in" }).waitFor();
  await visit({ name: "sign-in" });
  await window.getByLabel("User name").fill(staff.clinician);
  await window.getByLabel("Password", { exact: true }).fill("not the right password");
  await window.getByRole("button", { name: "Sign in" }).click();
  await window.getByRole("alert").waitFor();
  await visit({ name: "sign-in-refused" });
  await signIn({ window }, staff.clinician);
  let who: keyof typeof staff = "clinician";
  const become = async (next: keyof typeof staff) => {
    if (next !== who) await changePerson({ window }, staff[next]);
    who = next;
  };
  const tour = async (stops: readonly Stop[]) => {
    for (const stop of stops) {
      await become(stop.who);
      await stop.go(window);
      await visit(stop);
      await closeOver(window);
      await stop.back?.(window);
    }
  };
  await tour(emptyStops);
  await become("manager");
  await seedSupervision(window);
  await become("clinician");
  await seedDay(window);
  await become("trainee");
  await seedHandedIn(window);
  await become("clinician");
  await tour(workStops);
  await tour(officeStops);
  await window.getByRole("button", { name: "Lock and sign out" }).click();
  await window.getByRole("button", { name: "Sign in" }).waitFor();
  await visit({ name: "locked" });
}

/** What a run of the app is started with to hear something: a pretended microphone that beeps. */
export const withMicrophone = ["--use-fake-device-for-media-stream"];

/** Goes to what only a microphone shows, in the record the tour before has left: recording, locked over it, and what waits afterwards. */
export async function tourRecording({ app, window }: RunningApp, visit: Visit): Promise<void> {
  const begin = window.getByRole("button", { name: "Start recording" });
  const patience = { timeout: 30_000 };
  await signIn({ window }, staff.clinician);
  await openChart(window);
  await press(window, "Record session");
  await expect(begin).toBeEnabled(patience);
  await visit({ name: "recording-microphones", changes: true });
  await press(window, "Start recording");
  await expect(window.getByRole("timer")).toHaveText("0:02", patience);
  await visit({ name: "recording-running", changes: true });
  // The lock takes the page's process away: it comes once the question has been answered.
  await app.evaluate(({ powerMonitor }) => void setTimeout(() => powerMonitor.emit("lock-screen"), 50));
  await expect(window.getByText("A session is being recorded.", { exact: false })).toBeVisible(patience);
  await visit({ name: "locked-recording", changes: true });
  await signIn({ window }, staff.clinician);
  await place(window, "Today");
  await press(window, /^Recording/);
  await press(window, "Stop");
  await expect(begin).toBeEnabled(patience);
  await place(window, "Today");
  await settle(window);
  await visit({ name: "today-recordings", changes: true });
}
