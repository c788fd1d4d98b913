import { join } from "node:path";
import { expect } from "@playwright/test";
import { localDay } from "../../../renderer/words/index.ts";
import { answerSaveDialog } from "../../../tests/support/app/launch-app.ts";
import { type Day, password } from "../day.ts";
import { openChart } from "./patient.ts";

/** Records the agreement with the vendor, whose far end is the stand-in's address. */
export async function recordAgreement({ window, picture, vendor }: Day): Promise<void> {
  await window.getByRole("navigation").getByRole("button", { name: "Vendors" }).click();
  await picture("vendors-none");
  await window.getByRole("button", { name: "Record agreement" }).click();
  const dialog = window.getByRole("dialog", { name: "Record agreement" });
  await dialog.getByLabel("Endpoint").fill(vendor.origin);
  await dialog.getByLabel("Incident contact").fill("The vendor's security desk, day and night");
  await dialog.getByLabel("API key").fill("sk-invented-for-the-guided-day");
  await dialog.getByLabel("Organization ID").fill("org-larkspur");
  await dialog.getByLabel("Seen in writing on").fill(localDay(new Date()));
  await dialog.getByLabel("Your password").fill(password);
  await picture("record-agreement");
  await dialog.getByRole("button", { name: "Save agreement" }).click();
  await expect(window.getByText("In force", { exact: true }).first()).toBeVisible();
  await expect(window.getByText(/org-larkspur/).first()).toBeVisible();
  await picture("agreement-in-force");
}

/** Reads the audit log and verifies it. */
export async function verifyAudit({ window, picture }: Day): Promise<string> {
  await window.getByRole("navigation").getByRole("button", { name: "Audit log" }).click();
  await expect(window.getByRole("table", { name: "Audit log" })).toBeVisible();
  await window.getByRole("button", { name: "Verify now" }).click();
  const verdict = window.getByText(/the chain is whole/);
  await expect(verdict).toBeVisible();
  await picture("audit-verified");
  return verdict.innerText();
}

/** Exports a record to a chosen place; gives the file and its passphrase. */
export async function exportRecord({ window, picture, place, run }: Day, name: string): Promise<{ path: string; passphrase: string }> {
  const path = join(place.folder, "exports", "patient-record.zip");
  await answerSaveDialog(run.app, path);
  await openChart(window, name);
  await window.getByRole("button", { name: "Export record" }).click();
  await window.getByLabel("Your password").fill(password);
  await picture("export");
  await window.getByRole("button", { name: "Choose a place and export" }).click();
  await expect(window.getByRole("heading", { name: "Record exported" })).toBeVisible({ timeout: 60_000 });
  await picture("exported");
  return { path, passphrase: await window.getByLabel("Passphrase").innerText() };
}

/** Looks at what left the building. */
export async function readSends({ window, picture }: Day): Promise<void> {
  await window.getByRole("navigation").getByRole("button", { name: "What left" }).click();
  await expect(window.getByRole("table", { name: "Send log" })).toBeVisible();
  await picture("what-left");
}
