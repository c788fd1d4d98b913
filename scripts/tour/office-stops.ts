import { expect } from "@playwright/test";
import { inPlace, inTab, openChart, place, press, type Stop, settle, tab } from "./ways.ts";

/** Those who keep the record: the practice manager, the privacy officer, IT. */
export const officeStops: readonly Stop[] = [
  inPlace("people-supervision", "manager", "People"),
  inPlace("audit-log", "manager", "Audit log", settle, true),
  inTab("audit-questions", "manager", "Audit log", /Questions/),
  inTab("audit-reviews", "manager", "Audit log", /Reviews/),
  inTab("audit-what-left", "manager", "Audit log", /What left/),
  inTab("audit-evidence", "manager", "Audit log", /Evidence/),
  {
    name: "agreement-form",
    who: "manager",
    changes: true,
    go: async (window) => {
      await place(window, "Vendors");
      await press(window, "Record agreement");
    },
  },
  inPlace("security-backups", "manager", "Security", settle, true),
  inTab("security-keys", "manager", "Security", /Keys/),
  inTab("security-workstations", "manager", "Security", /Workstations/),
  inTab("security-emergencies", "officer", "Security", /Emergenc/),
  {
    name: "export-record",
    who: "manager",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Export record");
    },
  },
  {
    name: "disclosures",
    who: "officer",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, /Disclosures/);
    },
  },
  inPlace("rights-requests", "officer", "Rights"),
  inTab("rights-destruction", "officer", "Rights", /Destruction/),
  inTab("rights-retention", "officer", "Rights", /Retention/),
  inTab("rights-hand-over", "officer", "Rights", /Hand over/),
  {
    name: "rights-import",
    who: "officer",
    changes: true,
    go: async (window) => {
      await place(window, "Rights");
      await tab(window, /Bring patients in/);
      const table = "Last name,First name,DOB,MRN\nReyes,Luz,03/02/2012,A-1\nMarsh,,1/2/1980,A-3\n";
      await window.getByLabel("Choose a file").setInputFiles({ name: "patients.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
      await press(window, "Try it without taking anybody in");
      await expect(window.getByText(/Would be taken in/)).toBeVisible();
    },
  },
  {
    name: "rights-import-refused",
    who: "officer",
    changes: true,
    go: async (window) => {
      await place(window, "Rights");
      await tab(window, /Bring patients in/);
      await window.getByLabel("Choose a file").setInputFiles({ name: "patients.csv", mimeType: "text/csv", buffer: Buffer.from("%PDF-1.7") });
      await expect(window.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "rights-of-patient",
    who: "officer",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Requests and holds");
      await expect(window.getByRole("heading", { name: "Requests and holds" })).toBeVisible();
    },
  },
  {
    name: "rights-request-form",
    who: "officer",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Requests and holds");
      await press(window, "Write a request down");
    },
  },
  {
    name: "rights-destroy-blocked",
    who: "officer",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Destroy record");
      await window.getByRole("radio", { name: /retention period/ }).check({ force: true });
      await expect(window.getByText("It may not go yet")).toBeVisible();
    },
  },
  inPlace("it-security", "it", "Security", settle, true),
  inTab("it-policy", "it", "Security", /Policy/),
  inTab("it-workstations", "it", "Security", /Workstations/),
  inTab("it-inventory", "it", "Security", /Inventory/),
  {
    name: "it-leak-test",
    who: "it",
    changes: true,
    go: async (window) => {
      await place(window, "Security");
      await tab(window, /Leak test/);
      await press(window, "Run the leak test");
      await expect(window.getByText("Nothing was found")).toBeVisible({ timeout: 60_000 });
    },
  },
];
