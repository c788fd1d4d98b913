import { expect, type Page } from "@playwright/test";
import { beginImport } from "../day/chapters/patient.ts";
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
}

const place = (window: Page, name: string) => window.getByRole("navigation").getByRole("button", { name, exact: true }).click();
const settle = (window: Page) => expect(window.locator("[aria-busy=true]")).toHaveCount(0);
const tab = (window: Page, name: RegExp) => window.getByRole("tab", { name }).click();
const press = (window: Page, name: string | RegExp) => window.getByRole("button", { name }).first().click();
const inPlace = (name: string, who: Staff, label: string, more: (window: Page) => Promise<void> = settle, changes?: true): Stop => ({
  name,
  who,
  go: async (window) => {
    await place(window, label);
    await more(window);
  },
  ...(changes === undefined ? {} : { changes }),
});
const inTab = (name: string, who: Staff, label: string, tabName: RegExp): Stop =>
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

const findPatient = async (window: Page, name: string) => {
  await place(window, "Patients");
  await window.getByLabel("Find a patient").fill(name);
};
const openChart = async (window: Page) => {
  await findPatient(window, client.demographics.familyName);
  await window
    .getByRole("row", { name: new RegExp(client.demographics.familyName) })
    .getByRole("button")
    .click();
  await expect(window.getByRole("heading", { name: "Chart" })).toBeVisible();
};
const openDraft = async (window: Page) => {
  await openChart(window);
  await window
    .getByRole("row", { name: /To review/ })
    .getByRole("button")
    .click();
  await expect(window.getByRole("button", { name: "Review and sign" })).toBeVisible();
};
const note = (name: string, more: (window: Page) => Promise<void>): Stop => ({
  name,
  who: "clinician",
  changes: true,
  go: async (window) => {
    await openDraft(window);
    await more(window);
  },
});
const leave = (window: Page) => window.keyboard.press("Escape");

/** Before anything has happened: every place says what would bring the first thing. */
export const emptyStops: readonly Stop[] = [
  inPlace("today-empty", "clinician", "Today"),
  inPlace("patients-empty", "clinician", "Patients"),
  inPlace("what-left-empty", "clinician", "What left"),
  inPlace("note-formats", "clinician", "Note formats"),
  inPlace("vendors-empty", "manager", "Vendors"),
  inPlace("breaches-empty", "manager", "Breaches"),
  inPlace("people", "manager", "People"),
];

/** A clinic at work. */
export const workStops: readonly Stop[] = [
  inPlace("today-crowded", "clinician", "Today", settle, true),
  inPlace("patients-crowded", "clinician", "Patients", settle, true),
  { name: "patients-nobody-found", who: "clinician", go: (window) => findPatient(window, "Zzz") },
  {
    name: "quick-search",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await place(window, "Today");
      await window.keyboard.press("Control+k");
      await window.getByRole("searchbox").fill("Cas");
      await expect(window.getByRole("menuitem", { name: /Castellanos/ }).first()).toBeVisible();
    },
  },
  {
    name: "register-patient",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await place(window, "Patients");
      await press(window, "Register patient");
    },
  },
  { name: "chart", who: "clinician", changes: true, go: openChart },
  {
    name: "consent",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Record consent");
    },
  },
  {
    name: "session-bad-file",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await beginImport(window);
      await window.getByLabel("Choose a transcript").setInputFiles({ name: "session.txt", mimeType: "text/plain", buffer: Buffer.from("%PDF-1.7") });
      await expect(window.getByText("transcript.binary")).toBeVisible();
    },
  },
  {
    name: "note-to-draft",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await place(window, "Today");
      await window.getByRole("button", { name: "Draft", exact: true }).first().click();
      await expect(window.getByRole("heading", { name: "What will be sent" })).toBeVisible({ timeout: 30_000 });
    },
  },
  note("note-checks", settle),
  note("note-sentence-and-lines", async (window) => {
    await window.locator(".sentence-text").first().click();
  }),
  note("note-editing", async (window) => {
    await window.locator(".sentence-text").first().click();
    await window.keyboard.press("e");
    await window.getByLabel("Edit sentence").fill("Slept four hours. .sl");
  }),
  note("note-speakers", async (window) => {
    await press(window, "Speakers");
    await window.locator(".transcript-number").nth(1).click();
  }),
  note("note-split-line", async (window) => {
    await press(window, "Speakers");
    await window.locator(".transcript-number").nth(1).click();
    await press(window, /^Split line/);
  }),
  note("note-codes", (window) => tab(window, /Codes/)),
  note("note-summary", (window) => tab(window, /Summary/)),
  note("note-privacy", (window) => tab(window, /Privacy/)),
  note("note-review", (window) => tab(window, /Review/)),
  note("note-history", (window) => tab(window, /History/)),
  note("note-carry-forward", (window) => press(window, "Carry forward…")),
  note("note-keys", (window) => window.keyboard.press("?")),
  note("note-sign", (window) => press(window, "Review and sign")),
  {
    name: "note-signed",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await window
        .getByRole("row", { name: /Signed/ })
        .getByRole("button")
        .click();
      await expect(window.getByRole("button", { name: "Add addendum" })).toBeVisible();
    },
  },
  {
    name: "account",
    who: "clinician",
    go: async (window) => {
      await press(window, "Your account");
      await expect(window.getByText("Sleep hygiene")).toBeVisible();
    },
  },
  inPlace("supervisor-today", "supervisor", "Today", settle, true),
  {
    name: "supervisor-note",
    who: "supervisor",
    changes: true,
    go: async (window) => {
      await place(window, "Today");
      await press(window, "Read");
      await tab(window, /Review/);
      await expect(window.getByRole("button", { name: "Co-sign" })).toBeVisible();
    },
  },
  {
    name: "supervisor-co-sign",
    who: "supervisor",
    changes: true,
    go: async (window) => {
      await place(window, "Today");
      await press(window, "Read");
      await press(window, "Co-sign");
    },
  },
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
  {
    name: "recording",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, /Record a session|Record session/);
      await settle(window);
    },
  },
  inPlace("it-security", "it", "Security", settle, true),
];

/** Closes what a stop has opened over the screen. */
export async function closeOver(window: Page): Promise<void> {
  for (let round = 0; round < 3 && (await window.getByRole("dialog").count()) > 0; round += 1) await leave(window);
  const editing = window.getByLabel("Edit sentence");
  if (await editing.isVisible()) await editing.press("Escape");
}
