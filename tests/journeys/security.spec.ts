import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { createOsKeychain } from "../../main/shell/keychain.ts";
import { readEnvelope } from "../../main/vault/keys/envelope.ts";
import { locateRecord } from "../../main/vault/record-files.ts";
import { verifyAudit } from "../../scripts/day/chapters/office.ts";
import { openChart, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { backUp, enrolSecondFactor, readKeys } from "../../scripts/day/chapters/security.ts";
import { changePerson, keepWords, setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, createPictures, type Day, manager, password } from "../../scripts/day/day.ts";
import { expectAccessible } from "../support/app/expect-accessible.ts";
import { answerFolderDialog, launchApp, prepareWorkplace, type Workplace } from "../support/app/launch-app.ts";

const root = new URL("../../", import.meta.url).pathname;
let folder: string;
let backups: string;
let place: Workplace;
let day: Day;
let words: string[];
let recoveryCodes: string[];
const shots = process.env["CHARTWELL_PICTURES"];
test.describe.configure({ mode: "serial" });

async function start(at: Workplace): Promise<void> {
  const run = await launchApp(at);
  day = { run, window: run.window, place: at, picture: createPictures(shots ?? join(folder, "pictures"), run.window) } as unknown as Day;
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "chartwell-security-"));
  backups = join(folder, "backups");
  mkdirSync(backups);
  place = prepareWorkplace(folder);
  await start(place);
});
test.afterAll(async () => {
  await day.run.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

test("the office sets backups up, tries a restore, and reads the keys", async () => {
  words = await setUpClinic(day);
  await signIn(day, clinician.username);
  await registerPatient(day, client.demographics);
  await changePerson(day, manager.username);
  await backUp(day, backups);
  await expectAccessible(day.window);
  await readKeys(day);
  await expectAccessible(day.window);
  await verifyAudit(day);
});

test("a second factor is turned on and asked for", async () => {
  const codeOf = (secret: string, drift = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: Date.now() + drift });
  const { secret, codes } = await enrolSecondFactor(day, codeOf);
  recoveryCodes = codes;
  await expectAccessible(day.window);
  await day.window.getByRole("button", { name: "Lock and sign out" }).click();
  await day.window.getByLabel("User name").fill(manager.username);
  await day.window.getByLabel("Password", { exact: true }).fill(password);
  await day.window.getByRole("button", { name: "Sign in" }).click();
  await expect(day.window.getByLabel("Code")).toBeFocused();
  await day.picture("sign-in-code");
  await expectAccessible(day.window);
  // The step just used counts no more; the next one, half a minute on, is within the clock's tolerance.
  await day.window.getByLabel("Code").fill(codeOf(secret, 30_000));
  await day.window.getByRole("button", { name: "Sign in" }).click();
  await expect(day.window.getByRole("button", { name: "Lock and sign out" })).toBeVisible();
});

test("a lost keychain is recovered by two people and the sheet, which is then replaced", async () => {
  await day.run.close();
  const envelope = readEnvelope(locateRecord(join(place.profile, "record")).envelopes);
  if (typeof envelope === "string") throw new Error(envelope);
  await createOsKeychain().remove(envelope.keychainAccount);
  await start(place);
  const { window } = day;
  await expect(window.getByText("keychain.key-missing")).toBeVisible();
  await day.picture("lost-keychain");
  await expectAccessible(window);
  await window.getByLabel("Recovery key").fill(words.join(" "));
  for (const [order, username] of [
    ["first", clinician.username],
    ["second", manager.username],
  ] as const) {
    await window.getByLabel(`User name, ${order} person`).fill(username);
  }
  for (const index of [0, 1]) await window.getByLabel("Password", { exact: true }).nth(index).fill(password);
  await window.getByRole("button", { name: "Open the record" }).click();
  const next = await keepWords(day, "Go to sign-in");
  expect(next).not.toEqual(words);
  await signIn(day, clinician.username);
  await openChart(window, client.demographics.familyName);
  await day.run.close();
});

test("a lost computer is made good from a backup and the sheet of its day", async () => {
  const other = prepareWorkplace(join(folder, "other"));
  cpSync(backups, join(folder, "share"), { recursive: true });
  await start(other);
  const { window } = day;
  await window.getByRole("button", { name: "Restore a record from a backup" }).click();
  await answerFolderDialog(day.run.app, join(folder, "share"));
  await window.getByRole("button", { name: "Choose the backup folder" }).click();
  await window.getByRole("radio").first().check({ force: true });
  await window.getByLabel("Recovery key").fill(words.join("\n"));
  await day.picture("restore");
  await expectAccessible(window);
  await window.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(window.getByText(/The record stands again/)).toBeVisible();
  await day.picture("restored");
  await window.getByRole("button", { name: "Go to sign-in" }).click();
  await signIn(day, clinician.username);
  await openChart(window, client.demographics.familyName);
});

test("the operators' line lists the keys, verifies the log and restores, each with a secret from standard input", async () => {
  await day.run.close();
  const runCli = (words: readonly string[], secret: string) =>
    spawnSync(process.execPath, [join(root, "dist", "main", "cli.cjs"), ...words], { input: `${secret}\n`, encoding: "utf8" });
  const own = ["--profile", place.profile, "--user", clinician.username];
  expect(runCli(["audit", "verify", ...own], "not the password").stderr).toContain("session.wrong-credentials");
  expect(runCli(["audit", "verify", "--profile", place.profile], "").stderr).toContain("add --user");
  const office = ["--profile", place.profile, "--user", manager.username];
  expect(runCli(["audit", "verify", ...office], password).stderr).toContain("session.second-factor-wrong");
  expect(runCli(["audit", "verify", ...office], `${password}\n${recoveryCodes[0]}`).stdout).toContain('"verdict":"intact"');
  const keys = runCli(["keys", "list", "--json", ...office], `${password}\n${recoveryCodes[1]}`);
  expect(JSON.parse(keys.stdout).map((key: { purpose: string }) => key.purpose)).toEqual(
    expect.arrayContaining(["master", "recovery-sheet", "patient-record"]),
  );
  expect(keys.stdout).not.toMatch(/[0-9a-f]{64}/);
  const fresh = join(folder, "restored-by-cli");
  const wrong = runCli(["restore", "--from", join(folder, "share"), "--profile", fresh], "abandon ability able");
  expect(wrong.stderr).toContain("backup.wrong-recovery-key");
  const restored = runCli(["restore", "--from", join(folder, "share"), "--profile", fresh], words.join(" "));
  expect(JSON.parse(restored.stdout)).toMatchObject({ patients: 1, withheld: 0 });
  const again = runCli(["restore", "--from", join(folder, "share"), "--profile", fresh], words.join(" "));
  expect(again.stderr).toContain("backup.record-in-place");
});
