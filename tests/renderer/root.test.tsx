// @vitest-environment jsdom

import { onlineManager } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Root } from "../../renderer/Root.tsx";
import { type FakeBridge, installFakeBridge, refuse } from "./fake-bridge.ts";

const status = {
  state: "ready",
  code: null,
  version: "0",
  passphraseNeeded: false,
  developmentRuntime: true,
  policyOwner: "",
  clinicName: "Invented Clinic",
};
const clinician = { id: "usr_1", username: "person.1", displayName: "Invented Person", credentials: "", role: "clinician", active: true };
const encounter = {
  id: "enc_1",
  patientId: "pat_1",
  patientName: "Invented, Patient",
  startedAt: "2026-11-23T16:00:00.000Z",
  endedAt: null,
  turnCount: 3,
  noteId: null,
  templateName: null,
  state: "to-draft",
  unresolvedCount: 0,
  clinicianName: "Invented Person",
};

afterEach(() => {
  cleanup();
  onlineManager.setOnline(true);
  vi.unstubAllGlobals();
});

function openWorkplace(): FakeBridge & { lock: () => void } {
  let signedIn = true;
  const bridge = installFakeBridge({
    "app.status": () => status,
    "session.current": () => ({ session: signedIn ? { user: clinician, signedInAt: encounter.startedAt, idleLockMs: 1, duties: [] } : null }),
    "session.touch": () => ({}),
    "session.signIn": () => refuse("session.wrong-credentials"),
    "worklist.list": () => ({ encounters: [encounter] }),
    "patients.search": () => ({ patients: [] }),
  });
  render(<Root />);
  return {
    ...bridge,
    lock: () => {
      signedIn = false;
      act(() => bridge.tell("session.locked", { reason: "idle" }));
    },
  };
}

beforeAll(() => {
  // This page has no idle time to tell of; the next turn is as idle as it gets.
  window.requestIdleCallback = (act) => window.setTimeout(() => act({ didTimeout: false, timeRemaining: () => 50 }));
  window.cancelIdleCallback = (waiting) => window.clearTimeout(waiting);
});

// In the program it is there long before a password is typed.
beforeAll(async () => void (await import("../../renderer/frame/Frame.tsx")), 30_000);

it("hides everything at once when the session locks", async () => {
  const workplace = openWorkplace();
  await screen.findByText("Invented, Patient");
  workplace.lock();
  expect(screen.queryByText("Invented, Patient")).toBeNull();
  expect(await screen.findByRole("heading", { name: "Locked" })).toBeTruthy();
  expect(document.body.textContent).not.toContain("Invented, Patient");
});

it("can be signed in to while the network is away", async () => {
  const workplace = openWorkplace();
  await screen.findByText("Invented, Patient");
  act(() => onlineManager.setOnline(false));
  workplace.lock();
  // Main opens the page anew in a new process; here that is a second rendering.
  cleanup();
  render(<Root />);
  expect(await screen.findByRole("button", { name: "Sign in" })).toBeTruthy();
});

it("does not open anything again because the window was looked at again", async () => {
  const workplace = openWorkplace();
  await screen.findByText("Invented, Patient");
  const before = workplace.calls.length;
  act(() => void window.dispatchEvent(new Event("visibilitychange")));
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(workplace.calls.length).toBe(before);
});

it("puts the keyboard into the search on Ctrl+K", async () => {
  // The browser's own, which this stand-in for one lacks.
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  openWorkplace();
  await screen.findByText("Invented, Patient");
  await userEvent.keyboard("{Control>}k{/Control}");
  expect(document.activeElement).toBe(await screen.findByRole("combobox", { name: "Find a patient, a note, or a place" }));
});

it("keeps the keyboard in the password after a refusal, and forgets what was typed", async () => {
  const workplace = openWorkplace();
  await screen.findByText("Invented, Patient");
  workplace.lock();
  cleanup();
  render(<Root />);
  await userEvent.type(await screen.findByLabelText("User name"), "person.1");
  await userEvent.type(screen.getByLabelText("Password"), "not the right password");
  await userEvent.click(screen.getByRole("button", { name: "Sign in" }));
  await screen.findByRole("alert");
  expect(document.activeElement).toBe(screen.getByLabelText("Password"));
  expect(screen.getByLabelText("Password")).toHaveProperty("value", "");
});

it("says so when the first question is not answered, instead of a blank window", async () => {
  installFakeBridge({ "app.status": () => refuse("app.not-ready"), "session.current": () => ({ session: null }) });
  render(<Root />);
  expect((await screen.findByRole("alert")).textContent).toContain("app.not-ready");
});
