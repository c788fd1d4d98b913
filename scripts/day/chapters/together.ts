import { password } from "../day.ts";
import { type Clinic, type Desk, expect } from "../desk.ts";
import { openChart } from "./patient.ts";

/** Opens the unsigned note of a patient from their chart. */
export async function openDraft({ window }: Pick<Desk, "window">, familyName: string): Promise<void> {
  await openChart(window, familyName);
  await window
    .getByRole("row", { name: /To review/ })
    .first()
    .getByRole("button")
    .click();
  await expect(window.locator(".sentence-text").first()).toBeVisible();
}

/** Writes words at the end of the first sentence; they are kept within a second. */
export async function writeWords({ window }: Pick<Desk, "window">, words: string): Promise<void> {
  await window.locator(".sentence-text").first().click();
  await window.keyboard.press("e");
  const editor = window.getByLabel("Edit sentence");
  await editor.fill(`${await editor.inputValue()} ${words}`);
  await editor.press("Enter");
  await expect(window.locator(".sentence-text", { hasText: words })).toBeVisible();
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
}

/** Two people at one note: one writes, the other reads what is kept as it is kept, and may take the pen. */
export async function writeInTurn({ front, room }: Clinic, familyName: string): Promise<void> {
  await openDraft(front, familyName);
  await expect(front.window.getByText(/^Ines Okafor is writing in this note since/)).toBeVisible();
  await expect(room.window.getByText("Reading along: Noor Vasquez")).toBeVisible();
  await front.picture("reads-along");
  await room.picture("also-open");
  await writeWords(room, "Said twice.");
  await expect(front.window.locator(".sentence-text", { hasText: "Said twice." })).toBeVisible();
  await front.window.getByRole("button", { name: "Write here instead" }).click();
  await expect(room.window.getByText(/^Noor Vasquez is writing in this note since/)).toBeVisible();
  await room.picture("pen-taken");
}

/** A cable is pulled while both go on with the same note: both versions stand side by side until a person has chosen. */
export async function settleConflict({ front, room, cable }: Clinic): Promise<void> {
  await cable.pull();
  await expect(room.window.getByText(/out of reach since/)).toBeVisible();
  await writeWords(room, "Written in the room.");
  await expect(room.window.getByText("Waiting here to be delivered: 1 changed note.")).toBeVisible();
  await room.picture("cable-pulled");
  await writeWords(front, "Written at the front desk.");
  await cable.plugIn();
  await expect(room.window.getByText(/out of reach since/)).toBeHidden();
  await room.window.getByRole("navigation").getByRole("button", { name: "Today" }).click();
  await expect(room.window.getByRole("heading", { name: "Written in two places" })).toBeVisible();
  await room.picture("written-in-two-places");
  await room.window.getByRole("button", { name: "Compare" }).click();
  const dialog = room.window.getByRole("dialog");
  await expect(dialog.getByText("Written at the front desk.")).toBeVisible();
  await expect(dialog.getByText("Written in the room.")).toBeVisible();
  await room.picture("two-versions");
  await dialog.getByRole("button", { name: "Put mine in its place" }).click();
  await expect(room.window.getByRole("heading", { name: "Written in two places" })).toBeHidden();
  await expect(front.window.locator(".sentence-text", { hasText: "Written in the room." })).toBeVisible();
}

/** A trainee hands a note in in one room; at the next desk it comes onto the list by itself, is co-signed, and is signed in both. */
export async function signAcross({ front, room }: Clinic, familyName: string): Promise<void> {
  await front.window.getByRole("navigation").getByRole("button", { name: "Today" }).click();
  await expect(front.window.getByText("Written by Ines Okafor")).toHaveCount(0);
  await openDraft(room, familyName);
  await settleSentences(room);
  await room.window.getByRole("button", { name: "Review and sign" }).click();
  const dialog = room.window.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Sign and hand in" }).click();
  await expect(room.window.getByText("Handed in for co-signature")).toBeVisible();
  await expect(front.window.getByText("Written by Ines Okafor")).toBeVisible();
  await front.picture("came-by-itself");
  await front.window.getByRole("button", { name: "Read", exact: true }).first().click();
  await front.window.getByRole("button", { name: "Co-sign" }).click();
  await front.window.getByRole("dialog").getByLabel("Your password").fill(password);
  await front.window.getByRole("dialog").getByRole("button", { name: "Co-sign" }).click();
  await expect(front.window.getByText(/co-signed by Noor Vasquez/)).toBeVisible();
  await expect(room.window.getByText(/co-signed by Noor Vasquez/)).toBeVisible();
  await room.picture("co-signed-elsewhere");
}

/** Accepts every sentence that waits for a person. */
async function settleSentences({ window }: Desk): Promise<void> {
  for (let round = 0; round < 60; round += 1) {
    if (await window.getByText("Every sentence is settled", { exact: true }).isVisible()) break;
    await window.keyboard.press("n");
    await window.keyboard.press("a");
  }
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
}
