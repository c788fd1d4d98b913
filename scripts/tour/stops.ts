import { expect } from "@playwright/test";
import { beginImport } from "../day/chapters/patient.ts";
import { agreeToRecording } from "./seed.ts";
import { findPatient, inPlace, note, openChart, openDraft, place, press, type Stop, settle, tab, wear } from "./ways.ts";

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

/** Those who treat, at work. */
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
      await window.getByRole("combobox", { name: /^Find a patient/ }).fill("Cas");
      await expect(window.getByRole("option", { name: /Castellanos/ }).first()).toBeVisible();
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
  {
    name: "recording",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Record session");
      await expect(window.getByText("The patient has not agreed to being recorded")).toBeVisible();
    },
  },
  {
    name: "recording-without-microphone",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await agreeToRecording(window);
      await openChart(window);
      await press(window, "Record session");
      await expect(window.getByRole("button", { name: "Look again" })).toBeVisible();
    },
  },
  {
    name: "write-note",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await openChart(window);
      await press(window, "Write the note");
      await expect(window.getByRole("heading", { name: "Write a note" })).toBeVisible();
    },
  },
  {
    name: "contrast-today",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await wear(window, "High contrast");
      await place(window, "Today");
      await settle(window);
    },
    back: (window) => wear(window, "As the system"),
  },
  {
    name: "contrast-note",
    who: "clinician",
    changes: true,
    go: async (window) => {
      await wear(window, "High contrast");
      await openDraft(window);
      await window.locator(".sentence-text").first().click();
    },
    back: (window) => wear(window, "As the system"),
  },
];
