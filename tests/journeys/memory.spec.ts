import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createOsKeychain } from "../../main/shell/keychain.ts";
import { proveByShare, unlockWithDevice } from "../../main/vault/find-record.ts";
import { readEnvelope } from "../../main/vault/keys/envelope.ts";
import { openKeptKey } from "../../main/vault/keys/kept-keys.ts";
import { derivePatientWrappingKey } from "../../main/vault/keys/sealing-keys.ts";
import { deriveDatabaseKey } from "../../main/vault/open.ts";
import { locateRecord } from "../../main/vault/record-files.ts";
import { importTranscript, recordConsent, registerPatient } from "../../scripts/day/chapters/patient.ts";
import { setUpClinic, signIn } from "../../scripts/day/chapters/set-up.ts";
import { client, clinician, type Day, password } from "../../scripts/day/day.ts";
import { launchApp, prepareWorkplace, type RunningApp } from "../support/app/launch-app.ts";
import { listProcesses, type MemoryHits, scanMemory } from "../support/app/scan-memory.ts";

/** Long enough not to turn up by chance in a few hundred megabytes. */
const planted = client.planted.filter((text) => text.length >= 8);
const texts = planted.flatMap((text) => [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")]);
/**
 * What a lock may leave in the main process: pieces of messages to the window in memory the browser
 * part has freed and not taken again. Neither Node.js nor Electron lets a program overwrite those.
 */
const leftover = { texts: 12 };

/** Every key the record was open with, worked out again from keychain, password and envelope. */
async function deriveKeys(profile: string): Promise<Buffer[]> {
  const envelope = readEnvelope(locateRecord(join(profile, "record")).envelopes);
  if (typeof envelope === "string") throw new Error(envelope);
  const proof = await proveByShare(envelope, clinician.username, password);
  if (proof === null) throw new Error("the password does not fit");
  const unlocked = await unlockWithDevice(envelope, createOsKeychain(), proof.share);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  const masterKey = unlocked.value;
  const kept = (["share", "clinic", "keybag"] as const).map((name) => openKeptKey(masterKey, name, envelope[name]));
  const keybagKey = kept[2];
  if (keybagKey == null) throw new Error("no keybag key");
  const keys = [
    masterKey,
    deriveDatabaseKey(masterKey, envelope.installId),
    derivePatientWrappingKey(keybagKey),
    ...kept.filter((key) => key !== null),
  ];
  return keys.flatMap((key) => [Buffer.from(key), Buffer.from(key.toString("hex"))]);
}

const sum = (hits: MemoryHits, from: number, to: number) => hits.counts.slice(from, to).reduce((total, count) => total + count, 0);

test("after a lock no process holds a key, and no text but what the runtime cannot give back", async () => {
  test.skip(process.getuid?.() !== 0, "reading another process's memory takes root");
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), "chartwell-memory-"));
  const place = prepareWorkplace(folder);
  const asDay = (run: RunningApp) => ({ run, window: run.window, place, picture: async () => undefined }) as unknown as Day;
  const first = await launchApp(place);
  await setUpClinic(asDay(first));
  await signIn(asDay(first), clinician.username);
  await registerPatient(asDay(first), client.demographics);
  await recordConsent(asDay(first));
  await importTranscript(asDay(first), "therapy.txt");
  await first.close();
  const keys = await deriveKeys(place.profile);

  // A second start reads all of it from the record: nothing was typed by the test driver.
  const run = await launchApp(place);
  await signIn(asDay(run), clinician.username);
  await run.window.getByRole("button", { name: "Draft", exact: true }).first().click();
  await expect(run.window.getByRole("list", { name: "Lines of the transcript" })).toBeVisible();
  const scan = () =>
    listProcesses(run.app.process().pid as number).map(({ pid, kind }) => {
      const hits = scanMemory(pid, kind, [...texts, ...keys]);
      return {
        process: kind,
        megabytes: Math.round(hits.bytes / 1e6),
        texts: sum(hits, 0, texts.length),
        keys: sum(hits, texts.length, hits.counts.length),
      };
    });
  const open = scan();
  await run.window.getByRole("button", { name: "Lock and sign out" }).click();
  await expect(run.window.getByRole("button", { name: "Sign in" })).toBeVisible();
  await run.window.waitForTimeout(6_000);
  const locked = scan();
  console.log(`Found while open and after the lock: ${JSON.stringify({ open, locked })}`);
  const main = open.find((entry) => entry.process === "main");
  expect(main?.texts, "the scan can find what it looks for").toBeGreaterThan(50);
  expect(main?.keys, "the scan can find a key").toBeGreaterThan(0);
  expect(locked.filter((entry) => entry.keys > 0)).toEqual([]);
  expect(locked.filter((entry) => entry.process !== "main" && entry.texts > 0)).toEqual([]);
  expect(locked.find((entry) => entry.process === "main")?.texts).toBeLessThanOrEqual(leftover.texts);
  await run.close();
  rmSync(folder, { recursive: true, force: true });
});
