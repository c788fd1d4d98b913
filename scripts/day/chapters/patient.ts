import { expect, type Page } from "@playwright/test";
import type { Demographics } from "../../../shared/domain/patient.ts";
import { type Day, locateDialogue } from "../day.ts";

/** Registers a patient with the people named in their chart. */
export async function registerPatient({ window, picture }: Pick<Day, "window" | "picture">, demographics: Demographics): Promise<void> {
  await window.getByRole("navigation").getByRole("button", { name: "Patients" }).click();
  await window.getByRole("button", { name: "Register patient" }).click();
  const dialog = window.getByRole("dialog", { name: "Register patient" });
  const fields = {
    "Family name": demographics.familyName,
    "Given name": demographics.givenName,
    Called: demographics.preferredName,
    Pronouns: demographics.pronouns,
    "Born on": demographics.bornOn,
    MRN: demographics.mrn,
    Phone: demographics.phone,
    "E-mail": demographics.email,
    Address: demographics.address,
    State: demographics.stateCode,
    Alerts: demographics.alerts,
  };
  for (const [label, value] of Object.entries(fields)) await dialog.getByLabel(label, { exact: true }).fill(value);
  await dialog
    .getByLabel("Family and household")
    .fill(demographics.relatedPersons.map(({ name, relationship }) => `${name}, ${relationship}`).join("\n"));
  await picture("register-patient");
  await dialog.getByRole("button", { name: "Register", exact: true }).click();
  await expect(window.getByRole("heading", { name: "Chart" })).toBeVisible();
}

/** Records that the patient agreed to drafting with AI. */
export async function recordConsent({ window, picture }: Pick<Day, "window" | "picture">): Promise<void> {
  await window.getByRole("button", { name: "Record consent" }).click();
  await picture("consent");
  await window.getByRole("dialog").getByRole("button", { name: "Save consent" }).click();
  await expect(window.getByText("Drafting with AI")).toBeVisible();
  await picture("chart");
}

/** Opens the import of a chart and says when the session was. */
export async function beginImport(window: Page): Promise<void> {
  await window.getByRole("button", { name: "Import transcript" }).click();
  await window.getByLabel("Started").fill("09:02");
  await window.getByLabel("Ended").fill("09:54");
}

/** Imports a transcript file and goes to its note. */
export async function importTranscript({ window, picture }: Pick<Day, "window" | "picture">, file: string): Promise<void> {
  await beginImport(window);
  await window.getByLabel("Choose a transcript").setInputFiles(locateDialogue(file));
  await expect(window.getByRole("heading", { name: "Session imported" })).toBeVisible();
  await picture("transcript-imported");
  await window.getByRole("button", { name: "Go to the note" }).click();
  await expect(window.getByRole("heading", { name: "Transcript" })).toBeVisible();
}

/** Says who the labels of a transcript are, where the file does not. */
export async function openChart(window: Page, name: string): Promise<void> {
  await window.getByRole("navigation").getByRole("button", { name: "Patients" }).click();
  await window.getByLabel("Find a patient").fill(name);
  await window
    .getByRole("row", { name: new RegExp(name) })
    .first()
    .getByRole("button")
    .click();
  await expect(window.getByRole("heading", { name: "Chart" })).toBeVisible();
}
