import { expect, type Page } from "@playwright/test";
import { client } from "../day/day.ts";
import type { staff } from "./seed.ts";

type Staff = keyof typeof staff;

/** One screen in one state, and the way there from wherever the tour is. */
export interface Stop {
  readonly name: string;
  readonly who: Staff;
  readonly go: (window: Page) => Promise<void>;
  /** What stands there differs from run to run: times, hashes. It is looked at, not compared. */
  readonly changes?: true;
  /** Undoes what would show on every stop after this one. */
  readonly back?: (window: Page) => Promise<void>;
}

export const place = (window: Page, name: string) => window.getByRole("navigation").getByRole("button", { name, exact: true }).click();
export const settle = (window: Page) => expect(window.locator("[aria-busy=true]")).toHaveCount(0);
export const tab = (window: Page, name: RegExp) => window.getByRole("tab", { name }).click();
export const press = (window: Page, name: string | RegExp) => window.getByRole("button", { name }).first().click();
export const inPlace = (name: string, who: Staff, label: string, more: (window: Page) => Promise<void> = settle, changes?: true): Stop => ({
  name,
  who,
  go: async (window) => {
    await place(window, label);
    await more(window);
  },
  ...(changes === undefined ? {} : { changes }),
});
export const inTab = (name: string, who: Staff, label: string, tabName: RegExp): Stop =>
  inPlace(
    name,
    who,
    label,
    async (window) => {
      await tab(window, tabName);
      await settle(window);
    },
    true,
  );

export const findPatient = async (window: Page, name: string) => {
  await place(window, "Patients");
  await window.getByLabel("Find a patient").fill(name);
};
export const openChart = async (window: Page) => {
  await findPatient(window, client.demographics.familyName);
  await window
    .getByRole("row", { name: new RegExp(client.demographics.familyName) })
    .getByRole("button")
    .click();
  await expect(window.getByRole("heading", { name: "Chart" })).toBeVisible();
};
export const openDraft = async (window: Page) => {
  await openChart(window);
  await window
    .getByRole("row", { name: /To review/ })
    .getByRole("button")
    .click();
  await expect(window.getByRole("button", { name: "Review and sign" })).toBeVisible();
};
export const note = (name: string, more: (window: Page) => Promise<void>): Stop => ({
  name,
  who: "clinician",
  changes: true,
  go: async (window) => {
    await openDraft(window);
    await more(window);
  },
});
/** Chooses how this computer's windows look. */
export const wear = async (window: Page, look: string) => {
  await press(window, "Your account");
  await window.getByRole("radio", { name: look }).check({ force: true });
};
export const leave = (window: Page) => window.keyboard.press("Escape");

/** Closes what a stop has opened over the screen. */
export async function closeOver(window: Page): Promise<void> {
  for (let round = 0; round < 3 && (await window.getByRole("dialog").count()) > 0; round += 1) await leave(window);
  const editing = window.getByLabel("Edit sentence");
  if (await editing.isVisible()) await editing.press("Escape");
}
