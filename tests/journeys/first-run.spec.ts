import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { createPictures, type Day } from "../../scripts/day/day.ts";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";

let folder: string;
let run: RunningApp | null = null;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-journey-"));
});
test.afterEach(async () => {
  await run?.close().catch(() => undefined);
  run = null;
  rmSync(folder, { recursive: true, force: true });
});

const noKeychain = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus" };

function asDay(started: RunningApp): Day {
  const place = { folder, profile: join(folder, "profile"), policy: join(folder, "policy.json") };
  const picture = createPictures(join(folder, "pictures"), started.window);
  // No chapter of the first run meets a vendor.
  return { run: started, window: started.window, place, picture, vendor: null as unknown as Day["vendor"] };
}

test("without a keychain the program explains and makes nothing", async () => {
  const place = prepareWorkplace(folder);
  run = await launchApp(place, { env: noKeychain });
  await expect(run.window.getByRole("heading", { name: "No keychain answers" })).toBeVisible();
  await expect(run.window.getByText("keychain.unavailable")).toBeVisible();
  await expect(run.window.getByRole("button", { name: "Continue" })).toHaveCount(0);
});

test("where policy allows it, a passphrase stands in for the keychain, and is asked for at the next start", async () => {
  const place = prepareWorkplace(folder, { keychain: "passphrase-allowed" });
  run = await launchApp(place, { env: noKeychain });
  await run.window.getByLabel("Clinic passphrase").fill("an old oak by the river");
  await setUpClinic(asDay(run));
  await run.close();
  run = await launchApp(place, { env: noKeychain });
  await run.window.getByLabel("Clinic passphrase").fill("an old elm by the river");
  await run.window.getByRole("button", { name: "Open the record" }).click();
  await expect(run.window.getByText("keychain.wrong-passphrase")).toBeVisible();
  await run.window.getByLabel("Clinic passphrase").fill("an old oak by the river");
  await run.window.getByRole("button", { name: "Open the record" }).click();
  await expect(run.window.getByRole("button", { name: "Sign in" })).toBeVisible();
});

test("a second start finds the clinic, and the screen locks when a session ends", async () => {
  run = await launchApp(prepareWorkplace(folder));
  await setUpClinic(asDay(run));
  await run.close();
  run = await launchApp(prepareWorkplace(folder));
  await expect(run.window.getByRole("heading", { name: "Larkspur Counseling" })).toBeVisible();
  await run.window.getByLabel("User name").fill("whitcombe");
  await run.window.getByLabel("Password", { exact: true }).fill("not the password at all");
  await run.window.getByRole("button", { name: "Sign in" }).click();
  await expect(run.window.getByText("session.wrong-credentials")).toBeVisible();
  await signIn(asDay(run), "whitcombe");
  await run.window.getByRole("button", { name: "Lock and sign out" }).click();
  await expect(run.window.getByRole("button", { name: "Sign in" })).toBeVisible();
  expect(await run.window.title()).toBe("Chartwell");
});
