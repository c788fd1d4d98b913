// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createMemory } from "../../../renderer/api/index.ts";
import { SetupScreen } from "../../../renderer/screens/setup/index.ts";
import { installFakeBridge, refuse } from "../fake-bridge.ts";

const words = Array.from({ length: 24 }, (_, index) => `word${"abcdefghijklmnopqrstuvwx"[index]}`);
const password = "four unrelated plain words";
const onDone = vi.fn();
let user: UserEvent;

beforeEach(() => {
  user = userEvent.setup();
  onDone.mockClear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(): void {
  render(
    <QueryClientProvider client={createMemory()}>
      <SetupScreen passphraseNeeded={false} onDone={onDone} />
    </QueryClientProvider>,
  );
}

async function nameClinic(): Promise<void> {
  await user.type(screen.getByLabelText("Clinic name"), "Invented Clinic");
  await user.type(screen.getByLabelText("State"), "az");
  await user.click(screen.getByRole("button", { name: "Continue" }));
}

async function namePeople(): Promise<void> {
  for (const place of [1, 2]) {
    const fields = within(screen.getByRole("group", { name: `Person ${place}` }));
    await user.type(fields.getByLabelText("Full name"), `Invented Person ${place}`);
    await user.type(fields.getByLabelText("User name"), `person.${place}`);
    await user.type(fields.getByLabelText("Password"), password);
  }
  await user.click(screen.getByRole("button", { name: "Make the record" }));
}

it("goes from the clinic to the printed key, and on only when its words are typed back", async () => {
  const bridge = installFakeBridge({ "setup.createClinic": () => ({ recoveryWords: words, recoveryKeyId: "K-1" }) });
  show();
  expect(screen.getByRole("button", { name: "Continue" })).toHaveProperty("disabled", true);
  await nameClinic();
  expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Who works here" }));
  await namePeople();

  const sheet = await screen.findByRole("list", { name: "Recovery key" });
  expect(within(sheet).getAllByRole("listitem")).toHaveLength(24);
  expect(bridge.calls).toHaveLength(1);
  expect(bridge.calls[0]?.input).toMatchObject({ clinic: { name: "Invented Clinic", stateCode: "AZ" }, passphrase: null });

  const finish = screen.getByRole("button", { name: "Finish" });
  for (const place of [3, 11]) await user.type(screen.getByLabelText(`Word ${place}`), words[place - 1] ?? "");
  await user.type(screen.getByLabelText("Word 19"), "another");
  await user.click(screen.getByRole("checkbox"));
  expect(finish).toHaveProperty("disabled", true);
  await user.clear(screen.getByLabelText("Word 19"));
  await user.type(screen.getByLabelText("Word 19"), ` ${words[18]?.toUpperCase()} `);
  expect(onDone).not.toHaveBeenCalled();
  await user.click(finish);
  expect(onDone).toHaveBeenCalledOnce();
}, 60_000);

it("says why a clinic was not made and keeps what was typed", async () => {
  installFakeBridge({ "setup.createClinic": () => refuse("setup.weak-password") });
  show();
  await nameClinic();
  await namePeople();
  expect((await screen.findByRole("alert")).textContent).toContain("Support code: setup.weak-password");
  expect(within(screen.getByRole("group", { name: "Person 1" })).getByLabelText("Full name")).toHaveProperty("value", "Invented Person 1");
}, 60_000);
