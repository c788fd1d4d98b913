import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { makeBackup } from "../../main/vault/backup/make-backup.ts";
import { openFile } from "../../main/vault/engines/load-driver.ts";
import { openDriver, spellRawKey } from "../../main/vault/engines/sqlcipher.ts";
import { unlockWithWords } from "../../main/vault/find-record.ts";
import { openKeybag } from "../../main/vault/keybag.ts";
import { readEnvelope } from "../../main/vault/keys/envelope.ts";
import { openKeptKey } from "../../main/vault/keys/kept-keys.ts";
import type { Key } from "../../main/vault/keys/seal.ts";
import { deriveDatabaseKey } from "../../main/vault/open.ts";
import { locateRecord } from "../../main/vault/record-files.ts";
import { createMemoryKeychain } from "../../tests/support/memory-keychain.ts";
import { setUpHouse, startHouse } from "../faults/house.ts";

/** A window waits at most this long for an answer while a backup runs, 95 times in a hundred. */
const longestWaitMs = 50;
const megabytes = Number(process.argv[2] ?? 500);
const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-"));
const [profile, backups, elsewhere] = ["profile", "backups", "elsewhere"].map((name) => join(folder, name)) as [string, string, string];
for (const path of [profile, backups, elsewhere]) mkdirSync(path);

async function must<T>(work: Promise<T>): Promise<{ value: T; ms: number; p95Ms: number; longestMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const startedMs = performance.now();
  const value = await work;
  delay.disable();
  return { value, ms: performance.now() - startedMs, p95Ms: delay.percentile(95) / 1e6, longestMs: delay.max / 1e6 };
}

try {
  const house = await startHouse(profile, createMemoryKeychain(), backups);
  const words = await setUpHouse(house);
  await house.app.stop();
  const files = locateRecord(join(profile, "record"));
  const envelope = readEnvelope(files.envelopes);
  if (typeof envelope === "string") throw new Error(envelope);
  const unlocked = unlockWithWords(envelope, words);
  if (!unlocked.ok) throw new Error(unlocked.error.code);
  const driver = openDriver(files.database, deriveDatabaseKey(unlocked.value, envelope.installId), { create: false });
  if (typeof driver === "string") throw new Error(driver);
  driver.pragma("foreign_keys=OFF");
  driver.pragma("synchronous=OFF");
  const insert =
    driver.prepare(`INSERT INTO notes (id, encounter_id, patient_id, template_id, template_name, state, revision, body, unresolved_count, saved_at)
    VALUES (?, ?, 'pat_00000000000000000000000000', 'soap', 'SOAP', 'draft', 1, ?, 0, '2026-11-02T09:00:00.000Z')`);
  const body = Buffer.alloc(6_000, 7);
  for (let index = 0, total = (megabytes * 1e6) / 6_200; index < total; ) {
    driver.exec("BEGIN");
    for (let row = 0; row < 5_000 && index < total; row += 1, index += 1)
      insert.run(`not_${String(index).padStart(26, "0")}`, `enc_${String(index).padStart(26, "0")}`, body);
    driver.exec("COMMIT");
  }
  driver.close();
  const size = statSync(files.database).size / 1e6;

  console.log(`record: ${size.toFixed(0)} MB`);
  const opensWell = compareOpening(files.database, deriveDatabaseKey(unlocked.value, envelope.installId));
  const keychain = createMemoryKeychain();
  const restored = await startHouse(elsewhere, keychain, backups);
  const keybagKey = openKeptKey(unlocked.value, "keybag", envelope.keybag);
  const keybag = keybagKey === null ? "damaged" : openKeybag(files.keybag(envelope.keybag.file), keybagKey, { create: false });
  if (typeof keybag === "string") throw new Error(keybag);
  const parts = {
    files,
    envelope,
    masterKey: unlocked.value,
    keybag,
    engine: { beside: null },
    folder: backups,
    now: new Date().toISOString(),
    appVersion: "bench",
  };
  const made = await must(makeBackup({ ...parts, signal: new AbortController().signal, onProgress: () => undefined }));
  if (!made.value.ok) throw new Error(made.value.error.code);
  report("backup, read back", made, size);
  const found = await restored.ask("setup.findBackups", {});
  const back = await must(restored.ask("setup.restore", { name: found.backups[0]?.name ?? "", words }));
  report("restore, checked first", back, size);
  await restored.app.stop();
  process.exitCode = made.p95Ms <= longestWaitMs && opensWell ? 0 : 1;
  console.log(made.p95Ms <= longestWaitMs ? "The window stays responsive." : "The window does NOT stay responsive.");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Opening a record of this size beside the bare library on the same file, in turn. */
function compareOpening(path: string, key: Key): boolean {
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < 15; round += 1) {
    const spelled = spellRawKey(key);
    floor.push(
      timeOf(() => {
        const bare = openFile(path, { mustExist: true, readOnly: false });
        bare.pragma("cipher='sqlcipher'");
        bare.pragma("legacy=4");
        bare.key(spelled);
        bare.pragma("journal_mode=WAL");
        bare.prepare("SELECT COUNT(*) FROM sqlite_schema").all();
        bare.close();
      }),
    );
    ours.push(
      timeOf(() => {
        const opened = openDriver(path, key, { create: false });
        if (typeof opened !== "string") opened.close();
      }),
    );
  }
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const ratio = middle(ours) / middle(floor);
  console.log(`open with a raw key        ${middle(ours).toFixed(2)} ms, floor ${middle(floor).toFixed(2)} ms, ratio ${ratio.toFixed(2)} (<= 2)`);
  return ratio <= 2;
}

function timeOf(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

function report(what: string, { ms, p95Ms, longestMs }: { ms: number; p95Ms: number; longestMs: number }, size: number): void {
  console.log(
    `${what.padEnd(26)} ${(ms / 1000).toFixed(1).padStart(7)} s ${(size / (ms / 1000)).toFixed(0).padStart(5)} MB/s   event loop p95 ${p95Ms.toFixed(1)} ms (<= ${longestWaitMs}), longest ${longestMs.toFixed(1)} ms`,
  );
}
