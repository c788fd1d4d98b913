import { expect } from "@playwright/test";
import { type Day, password } from "../day.ts";

/** Looks at what would be sent; settles the doubtful places one by one. */
export async function reviewPrivacy({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await expect(window.getByRole("heading", { name: "What will be sent" })).toBeVisible({ timeout: 30_000 });
  await picture("privacy-before-sending");
  for (let round = 0; round < 60; round += 1) {
    const looked = window.getByRole("button", { name: /looked at/i }).first();
    if (!(await looked.isVisible())) break;
    await looked.click();
  }
}

/** Tries to send without an agreement, and is refused with the reason. */
export async function beRefused({ window, picture, vendor }: Day): Promise<void> {
  await window.getByRole("button", { name: "Send and draft" }).click();
  await expect(window.getByText("Not sent: no agreement").first()).toBeVisible();
  await expect(window.getByText("gate.no-agreement").first()).toBeVisible();
  await picture("refused-no-agreement");
  expect(vendor.connections()).toBe(0);
  await window.getByRole("button", { name: "Back", exact: true }).click();
}

/** Drafts through the vendor and waits for the note. */
export async function draftByVendor({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await window.getByRole("button", { name: "Send and draft" }).click();
  // A quick vendor may have finished before the first look.
  const arriving = window.locator(".sentence-arriving").or(window.getByRole("button", { name: "Review and sign" }));
  await expect(arriving.first()).toBeVisible({ timeout: 30_000 });
  await picture("drafting");
  await expect(window.getByRole("button", { name: "Review and sign" })).toBeVisible({ timeout: 60_000 });
  await picture("drafted");
}

/** Drafts on this computer. */
export async function draftOnDevice({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await window.getByRole("button", { name: "Draft on this computer" }).click();
  await expect(window.getByRole("button", { name: "Review and sign" })).toBeVisible({ timeout: 30_000 });
  await picture("drafted-on-this-computer");
}

/** Checks the note by keyboard alone: next, jump to its line and back, remove or accept; edits one sentence. */
export async function checkNote({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await window.locator(".sentence-text").first().click();
  await picture("sentence-and-its-lines");
  await window.keyboard.press("e");
  const editor = window.getByLabel("Edit sentence");
  await editor.fill(`${await editor.inputValue()} Discussed in session.`);
  await editor.press("Enter");
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  for (let round = 0; round < 60; round += 1) {
    if (await window.getByText("Every sentence is settled", { exact: true }).isVisible()) break;
    await window.keyboard.press("n");
    const invented = await window.locator(".sentence[data-selected] .sentence-text").innerText();
    if (round === 0) await picture("a-sentence-needs-you");
    await window.keyboard.press(/clocks/.test(invented) ? "x" : "a");
  }
  await expect(window.getByText("Every sentence is settled", { exact: true })).toBeVisible();
  await expect(window.getByText(/Saved \d\d:\d\d/)).toBeVisible();
  await picture("note-checked");
}

/** Signs, proving again who it is. */
export async function signNote({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await window.getByRole("button", { name: "Review and sign" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(password);
  await picture("review-and-sign");
  await dialog.getByRole("button", { name: "Sign note" }).click();
  await expect(window.getByText(/^Signed by /).first()).toBeVisible();
  await picture("signed");
}
