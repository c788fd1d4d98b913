import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEvidence, event, linkEntry } from "../../main/audit/index.ts";
import { hashBytes, hashText } from "../../main/audit/sha256.ts";
import { createSystemClock } from "../../main/clock.ts";
import { makeNewFolder } from "../../main/shell/new-folder.ts";
import { openDriver, openSqlcipher } from "../../main/vault/engines/sqlcipher.ts";
import { openHighWater } from "../../main/vault/high-water.ts";
import { createKey } from "../../main/vault/keys/seal.ts";
import { migrate } from "../../main/vault/migrate.ts";
import { judgeBundle } from "../auditor/judge-bundle.ts";
import { openBundle, walkRows } from "../auditor/read-bundle.ts";
import { openVaultAt } from "./parts/open-vault.ts";

const entries = Number(process.argv[2] ?? 1_000_000);
const appends = 6_000;
const slice = 100;
const clinician = { userId: "usr_00000000000000000000000001", role: "clinician", sessionId: "x_0123456789abcdef0123456789" };
const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-"));
let held = true;

/** One line of the report: our rate and the floor's, and whether the share holds. */
function report(what: string, ours: number, floor: number, share: number): void {
  const reached = ours / floor;
  const kept = reached >= share;
  held &&= kept;
  const figures = `${Math.round(ours).toLocaleString("en")}/s  floor ${Math.round(floor).toLocaleString("en")}/s`;
  console.log(`${what.padEnd(52)} ${figures}  ${(reached * 100).toFixed(0)} % (>= ${share * 100} %) ${kept ? "holds" : "FAILS"}`);
}

const since = (startedMs: number) => (performance.now() - startedMs) / 1000;

/**
 * Appends to the log beside the same row put into a file of the same cipher with the same mark of how far it
 * reached, and without entry, chain, tree and checkpoints: slice by slice in turn, so that whatever the
 * machine does meanwhile falls on both.
 */
async function append(): Promise<void> {
  const log = await openVaultAt(folder, "log", { marks: true });
  const bareEngine = openSqlcipher(join(folder, "bare.db"), log.key, { create: true });
  if (typeof bareEngine === "string") throw new Error(bareEngine);
  await migrate(bareEngine);
  await bareEngine.close();
  const bare = openDriver(join(folder, "bare.db"), log.key, { create: false });
  if (typeof bare === "string") throw new Error(bare);
  const clock = createSystemClock();
  const bareMark = openHighWater(join(folder, "bare-mark"), createKey(), "bench");
  const insert = bare.prepare("INSERT INTO audit_events (seq, at, ev, actor, subject, canonical, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
  const [begin, commit] = [bare.prepare("BEGIN IMMEDIATE"), bare.prepare("COMMIT")];
  const { canonical, hash, entry } = linkEntry({ event: event("patients.searched", { queryLength: 12 }), actor: clinician, out: 0 }, null, {
    ts: clock.now(),
    mono: 1,
    boot: "bench",
    inst: "bench",
  });
  let [oursS, floorS] = [0, 0];
  for (let done = 0; done < appends; done += slice) {
    let startedMs = performance.now();
    for (let at = done; at < done + slice; at += 1) {
      begin.run();
      insert.run(at, entry.ts, entry.ev, entry.actor, null, canonical, hash);
      commit.run();
      bareMark.raise(at);
    }
    floorS += since(startedMs);
    startedMs = performance.now();
    for (let at = 0; at < slice; at += 1) {
      const recorded = await log.vault.record(clinician, event("patients.searched", { queryLength: 12 }));
      if (!recorded.ok) throw new Error(recorded.error.code);
    }
    oursS += since(startedMs);
  }
  report(`append, ${appends} entries, each its own transaction`, appends / oursS, appends / floorS, 0.7);
  await log.close();
  bare.close();
  bareMark.close();
}

/** Writes a log of that length as a bundle, without a record: what is measured is the verifier. */
async function writeLog(entries: number): Promise<string> {
  const name = `bundle-${entries}`;
  const sink = makeNewFolder(folder, name);
  if (sink === null) throw new Error("no folder");
  const evidence = createEvidence(sink, null);
  let last: { seq: number; hash: string } | null = null;
  const startsMs = Date.parse("2026-01-01T00:00:00.000Z");
  for (let index = 0; index < entries; index += 1) {
    const at = {
      ts: new Date(startsMs + index * 137).toISOString(),
      mono: index,
      boot: "0123456789abcdef",
      inst: "0123456789abcdef0123456789abcdef",
    };
    const stated = event("patients.searched", { queryLength: index % 30 }, index % 3 === 0 ? undefined : "s_0123456789abcdef0123456789abcdef");
    const sealed = linkEntry({ event: stated, actor: clinician, out: 0 }, last, at);
    last = { seq: sealed.entry.seq, hash: sealed.hash };
    await evidence.push(sealed);
  }
  await evidence.finish([], { name: "bench", publicKey: Buffer.alloc(32) }, "2026-11-23T09:00:00.000Z");
  return join(folder, name);
}

/** The three hashes an entry of a log with a chain and a tree costs, and nothing else. */
function hashRaw(bundle: ReturnType<typeof openBundle>): void {
  const node = Buffer.alloc(65, 1);
  for (const rows of walkRows(bundle)) {
    for (const row of rows) {
      hashText(`clinic-audit/v1\0${row?.canonical ?? ""}`, "hex");
      hashText(`\0${row?.canonical ?? ""}`, "binary");
      hashBytes(node, "binary");
    }
  }
}

/** Verifies a log of that length as an auditor does; gives the program's memory at its highest so far, in bytes. */
async function verify(entries: number, share: number | null): Promise<number> {
  const path = await writeLog(entries);
  const bundle = openBundle(path);
  const [oursS, floorS]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round += 1) {
    let startedMs = performance.now();
    hashRaw(bundle);
    floorS.push(since(startedMs));
    startedMs = performance.now();
    const judged = await judgeBundle({ ...bundle, manifest: { ...bundle.manifest, files: [] } }, [], null);
    oursS.push(since(startedMs));
    if (judged.checked !== entries) throw new Error(judged.verdict);
  }
  if (share !== null) {
    report(`verify, ${entries} entries, beside their SHA-256 alone`, entries / Math.min(...oursS), entries / Math.min(...floorS), share);
    reportStream(bundle);
  }
  return process.resourceUsage().maxRSS * 1024;
}

/** What no verifier of single entries can reach: all bytes through one hash. */
function reportStream(bundle: ReturnType<typeof openBundle>): void {
  const bytes = bundle.segments.reduce((sum, name) => sum + statSync(join(bundle.folder, name)).size, 0);
  const startedMs = performance.now();
  const whole = createHash("sha256");
  for (const name of bundle.segments) whole.update(readFileSync(join(bundle.folder, name)));
  whole.digest();
  console.log(`  for comparison: ${(bytes / 1e6).toFixed(0)} MB through one hash in ${since(startedMs).toFixed(2)} s`);
}

/** Memory must not follow the log's length. */
function reportMemory(short: number, long: number): void {
  const limit = 1.25;
  const kept = long / short <= limit;
  held &&= kept;
  const mebibytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  console.log(
    `memory at its highest: ${mebibytes(short)} MiB with a tenth of the log, ${mebibytes(long)} MiB with all of it (<= ${limit} times) ${kept ? "holds" : "FAILS"}`,
  );
}

try {
  await append();
  const short = await verify(Math.ceil(entries / 10), null);
  reportMemory(short, await verify(entries, 0.6));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(held ? "Every floor holds." : "NOT every floor holds.");
process.exitCode = held ? 0 : 1;
