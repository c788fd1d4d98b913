import { expect } from "@playwright/test";
import { clinician, clinicName, type Day, manager, password } from "../day.ts";

/** First run: the clinic, its first people, the printed recovery key; gives its words. */
export async function setUpClinic({ window, picture }: Day): Promise<string[]> {
  await expect(window.getByRole("heading", { name: "Set up your clinic" })).toBeVisible();
  await window.getByLabel("Clinic name").fill(clinicName);
  await window.getByLabel("Address").fill("12 Invented Row, Flagstaff, AZ 86001");
  await window.getByLabel("Phone").fill("928-555-0100");
  await window.getByLabel("State").fill("AZ");
  await picture("set-up-clinic");
  await window.getByRole("button", { name: "Continue" }).click();
  const people: readonly { name: string; username: string; credentials?: string }[] = [clinician, manager];
  for (const [at, person] of people.entries()) {
    const fields = window.getByRole("group", { name: `Person ${at + 1}` });
    await fields.getByLabel("Full name").fill(person.name);
    await fields.getByLabel("Credentials").fill(person.credentials ?? "");
    await fields.getByLabel("User name").fill(person.username);
    await fields.getByLabel("Password", { exact: true }).fill(password);
  }
  await picture("set-up-people");
  await window.getByRole("button", { name: "Make the record" }).click();
  const words = await keepWords({ window, picture }, "Finish");
  await expect(window.getByRole("button", { name: "Sign in" })).toBeVisible();
  return words;
}

/** Reads the words off a sheet, as a person would, types back the ones asked for, and goes on. */
export async function keepWords({ window, picture }: Pick<Day, "window" | "picture">, done: string): Promise<string[]> {
  const sheet = window.getByRole("list", { name: "Recovery key" });
  await expect(sheet.getByRole("listitem")).toHaveCount(24);
  await picture("recovery-key");
  const words = (await sheet.getByRole("listitem").allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ""));
  for (const place of [3, 11, 19]) await window.getByLabel(`Word ${place}`, { exact: true }).fill(words[place - 1] ?? "");
  await window.getByText("The sheet is printed or written down").click();
  await window.getByRole("button", { name: done }).click();
  return words;
}

/** Signs a person in. */
export async function signIn({ window }: Pick<Day, "window">, username: string): Promise<void> {
  await window.getByLabel("User name").fill(username);
  await window.getByLabel("Password", { exact: true }).fill(password);
  await window.getByRole("button", { name: "Sign in" }).click();
  // A password is proved slowly, on purpose; on a busy machine more so.
  await expect(window.getByRole("button", { name: "Lock and sign out" })).toBeVisible({ timeout: 30_000 });
}

/** Signs whoever is there out and another person in. */
export async function changePerson(day: Pick<Day, "window">, username: string): Promise<void> {
  await day.window.getByRole("button", { name: "Lock and sign out" }).click();
  await signIn(day, username);
}
