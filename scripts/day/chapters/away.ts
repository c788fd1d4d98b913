import { staff } from "../../tour/seed.ts";
import { password } from "../day.ts";
import { type Clinic, type Desk, expect } from "../desk.ts";
import { signIn } from "./set-up.ts";
import { writeWords } from "./together.ts";

const goToday = ({ window }: Desk) => window.getByRole("navigation").getByRole("button", { name: "Today" }).click();

/** The host dies while two people work: both windows say so, the day stays readable, and typing goes on. */
export async function goOnWithoutHost({ host, front, room }: Clinic): Promise<void> {
  await goToday(room);
  await host.kill();
  for (const desk of [front, room]) await expect(desk.window.getByText(/out of reach since/)).toBeVisible();
  await expect(room.window.getByRole("heading", { name: "To review" })).toBeVisible();
  await room.picture("host-away-today");
  await room.window.getByRole("button", { name: "Review", exact: true }).first().click();
  await writeWords(room, "Typed without the host.");
  await expect(room.window.getByText("Waiting here to be delivered: 1 changed note.")).toBeVisible();
  await room.picture("host-away-typing");
}

/** Nothing is sent meanwhile, and the window says why. */
export async function sendNothing(room: Desk): Promise<void> {
  await goToday(room);
  await room.window.getByRole("button", { name: "Draft", exact: true }).first().click();
  await expect(room.window.getByText("Notes are drafted when the record is back")).toBeVisible();
  await room.picture("host-away-no-send");
}

/** Whoever has signed in here lately locks and comes back without the host. */
export async function comeBackAlone({ window, picture }: Desk): Promise<void> {
  await window.getByRole("button", { name: "Lock and sign out" }).click();
  await expect(window.getByText("The clinic's record is out of reach")).toBeVisible();
  await picture("host-away-sign-in");
  await signIn({ window }, staff.clinician);
}

/** A patient cannot wait: the sealed copy of a chart, for a reason, under one's own password. */
export async function readInEmergency({ window, picture }: Desk, familyName: string): Promise<void> {
  await window.getByRole("button", { name: "Emergency access" }).click();
  const dialog = window.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await dialog.getByRole("radio").first().check({ force: true });
  await dialog.getByLabel("Your password").fill(password);
  await picture("emergency-reason");
  await dialog.getByRole("button", { name: "Open" }).click();
  await expect(window.getByText(/^Open until/)).toBeVisible();
  await window.getByLabel("Find a patient").fill(familyName.slice(0, 5));
  await expect(window.getByRole("row", { name: new RegExp(familyName) })).toBeVisible();
  await picture("emergency-find");
  await window
    .getByRole("row", { name: new RegExp(familyName) })
    .getByRole("button")
    .click();
  await expect(window.getByText(/to be read only$/)).toBeVisible();
  await picture("emergency-chart");
}

/** The host is back: what was typed is delivered once, and whoever signed in without it is asked again who they are. */
export async function comeBack({ host, front, room }: Clinic): Promise<void> {
  await host.startAgain();
  for (const desk of [front, room]) await expect(desk.window.getByText(/out of reach/)).toBeHidden({ timeout: 30_000 });
  await expect(room.window.getByRole("button", { name: "Sign in" })).toBeVisible();
  await signIn(room, staff.clinician);
  await goToday(room);
  await room.window.getByRole("button", { name: "Review", exact: true }).first().click();
  await expect(room.window.locator(".sentence-text", { hasText: "Typed without the host." })).toHaveCount(1);
  await room.picture("delivered");
}

/** A colleague reviews what was opened in the emergency. */
export async function reviewEmergency({ window, picture }: Desk): Promise<void> {
  await window.getByRole("navigation").getByRole("button", { name: "Security" }).click();
  await window.getByRole("tab", { name: /Emergenc/ }).click();
  await expect(window.getByText("Rosalind Whitcombe").first()).toBeVisible();
  await picture("emergency-review");
}
