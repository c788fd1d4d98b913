import { expect } from "@playwright/test";
import { answerFolderDialog } from "../../../tests/support/app/launch-app.ts";
import { type Day, password } from "../day.ts";

/** The office chooses where backups go, makes one, and tries a restore of it. */
export async function backUp({ window, picture, run }: Pick<Day, "window" | "picture" | "run">, folder: string): Promise<void> {
  await window.getByRole("button", { name: "Security" }).click();
  await picture("security-before-backups");
  await answerFolderDialog(run.app, folder);
  await window.getByRole("button", { name: "Choose a folder" }).click();
  await expect(window.getByRole("button", { name: "Back up now" })).toBeVisible();
  await window.getByRole("button", { name: "Back up now" }).click();
  await expect(window.getByText(/read back whole\./)).toBeVisible();
  await window.getByRole("button", { name: "Try a restore" }).first().click();
  await expect(window.getByText(/Restored beside the record in/)).toBeVisible();
  await picture("security-backups");
}

/** Every key by id, date and purpose. */
export async function readKeys({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await window.getByRole("tab", { name: "Keys" }).click();
  await expect(window.getByRole("cell", { name: "Printed recovery sheet" })).toBeVisible();
  await picture("security-keys");
}

/** Turns one's second factor on; gives the secret an authenticator app would keep and the recovery codes. */
export async function enrolSecondFactor(
  { window, picture }: Pick<Day, "window" | "picture">,
  codeOf: (secret: string) => string,
): Promise<{ secret: string; codes: string[] }> {
  await window.getByRole("button", { name: "Your account" }).click();
  await picture("account");
  await window.getByRole("button", { name: "Set up" }).click();
  const dialog = window.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByLabel("First code")).toBeVisible();
  await picture("second-factor");
  const secret = (await dialog.locator("p.mono").innerText()).replace(/\s/g, "");
  await dialog.getByLabel("First code").fill(codeOf(secret));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const list = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(list).toHaveCount(10);
  const codes = await list.allInnerTexts();
  await picture("recovery-codes");
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  return { secret, codes };
}
