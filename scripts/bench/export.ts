import { createCipheriv, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { deflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import type { CallInput } from "../../shared/contract/index.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import { answerFolderDialog, launchApp, prepareWorkplace } from "../../tests/support/app/launch-app.ts";
import { openEncrypted } from "../../tests/support/open-package.ts";
import { changePerson, signIn } from "../day/chapters/set-up.ts";
import { password } from "../day/day.ts";
import { ask, seedClinic, staff } from "../tour/seed.ts";

const patients = Number(process.argv[2] ?? 10_000);
const size = { patients, withNotes: Math.min(patients, Number(process.argv[3] ?? patients)), slice: 500, sample: 50 };
const limits = { memoryMiB: 400, latencyMs: 50 };
const mb = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-export-"));
let held = true;

function tell(what: string, ours: string, limit: string, kept: boolean): void {
  held &&= kept;
  console.log(`${what.padEnd(44)} ${ours.padStart(34)}   ${limit.padEnd(22)} ${kept ? "holds" : "FAILS"}`);
}

/** A clinic of invented people; as many as were asked for get a session and a drafted note. */
async function fillClinic(window: Page): Promise<void> {
  const rows = Array.from(
    { length: size.patients },
    (_, at) => `Invented${at},Person${at % 997},19${String(50 + (at % 50))}-0${1 + (at % 9)}-1${at % 10},B-${at}`,
  );
  const bytes = new TextEncoder().encode(`Family name,Given name,DOB,MRN\n${rows.join("\n")}\n`);
  const looked = await ask(window, "imports.look", { bytes, passphrase: "" });
  if (looked.kind !== "table") throw new Error(looked.kind);
  for (let from = 0; from < size.patients; from += size.slice) {
    await ask(window, "imports.run", { mapping: looked.mapping, dateOrder: "year-first", from, count: size.slice, dryRun: false });
  }
}

async function draftFor(window: Page, patientIds: readonly PatientId[]): Promise<void> {
  const lines = Array.from(
    { length: 60 },
    (_, at) => `${at % 2 === 0 ? "Therapist" : "Client"}: Line ${at} of an invented session about sleep, work and worry, said in some words.`,
  );
  const bytes = new TextEncoder().encode(lines.join("\n"));
  for (const patientId of patientIds) {
    const startedAt = "2026-10-05T15:00:00.000Z";
    const { encounterId } = await ask(window, "transcripts.import", { patientId, bytes, kindHint: "txt", startedAt, endedAt: null });
    const draftId = `dft_${randomBytes(13).toString("hex")}` as CallInput<"drafts.create">["draftId"];
    await ask(window, "drafts.create", { draftId, encounterId, templateId: "dap", via: "device", added: [], released: [], doubtsReviewed: true });
  }
}

/** The patients who get a note, found one by one as a person would. */
async function listFirst(window: Page): Promise<PatientId[]> {
  const found = new Set<PatientId>();
  for (let at = 0; at < size.withNotes; at += 1) {
    const { patients: some } = await ask(window, "patients.search", { query: `B-${at}`, limit: 1 });
    for (const { id } of some) found.add(id);
  }
  return [...found];
}

function readMemoryMiB(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

/** From asking to the next drawn frame, as a person feels it. */
async function feelLatency(window: Page): Promise<number> {
  return window.evaluate(async () => {
    const bridge = (globalThis as unknown as { chartwell: { ask(name: string, input: unknown): Promise<unknown> } }).chartwell;
    const startedMs = performance.now();
    await bridge.ask("patients.search", { query: "Invented7", limit: 20 });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - startedMs;
  });
}

/** The same bytes through the bare library: deflate and AES-256, one thread. */
async function measureFloor(place: string, passphrase: string): Promise<{ mbPerSecond: number; plainPerPacked: number }> {
  const names = readdirSync(place)
    .filter((name) => name.startsWith("patient-"))
    .slice(0, size.sample);
  const plain: Uint8Array[] = [];
  let packedBytes = 0;
  for (const name of names) {
    const packed = readFileSync(join(place, name));
    packedBytes += packed.byteLength;
    plain.push(...(await openEncrypted(new Uint8Array(packed), passphrase)).values());
  }
  const plainBytes = plain.reduce((sum, bytes) => sum + bytes.byteLength, 0);
  const startedMs = performance.now();
  for (const bytes of plain) {
    const cipher = createCipheriv("aes-256-ctr", randomBytes(32), randomBytes(16));
    cipher.update(deflateRawSync(bytes));
    cipher.final();
  }
  return { mbPerSecond: plainBytes / mb / ((performance.now() - startedMs) / 1000), plainPerPacked: plainBytes / packedBytes };
}

const work = prepareWorkplace(join(folder, "work"));
const run = await launchApp(work);
const into = join(folder, "into");
mkdirSync(into);
try {
  await seedClinic(run.window);
  await run.window.reload();
  await signIn(run, staff.manager);
  await fillClinic(run.window);
  const first = await listFirst(run.window);
  await changePerson(run, staff.clinician);
  await draftFor(run.window, first);
  await changePerson(run, staff.manager);
  await answerFolderDialog(run.app, into);
  const pid = run.app.process().pid ?? 0;
  const beforeMiB = readMemoryMiB(pid);
  const startedMs = performance.now();
  const { id, total, passphrase } = await ask(run.window, "exports.begin", { patientIds: null, format: "zip", warned: false, password });
  const latencies: number[] = [];
  let peakMiB = beforeMiB;
  for (;;) {
    latencies.push(await feelLatency(run.window));
    peakMiB = Math.max(peakMiB, readMemoryMiB(pid));
    const job = (await ask(run.window, "exports.list", {})).jobs.find((one) => one.id === id);
    if (job?.state !== "running") {
      if (job?.state !== "done") throw new Error(`the export ended as ${job?.state}: ${job?.stoppedBy}`);
      break;
    }
    await wait(150);
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const place = join(into, readdirSync(into)[0] ?? "");
  const packedBytes = readdirSync(place).reduce((sum, name) => sum + statSync(join(place, name)).size, 0);
  const floor = await measureFloor(place, passphrase);
  const ours = (packedBytes * floor.plainPerPacked) / mb / seconds;
  const sorted = latencies.sort((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  console.log(
    `${total} patients, ${size.withNotes} with a note, in ${seconds.toFixed(0)} s: ${(total / seconds).toFixed(1)} a second, ${(packedBytes / mb).toFixed(0)} MB packed`,
  );
  console.log(`plain bytes: ${ours.toFixed(2)} MB/s; raw deflate and AES-256 of the same bytes ${floor.mbPerSecond.toFixed(1)} MB/s`);
  tell(
    "main process, most memory",
    `${peakMiB.toFixed(0)} MiB (${beforeMiB.toFixed(0)} before)`,
    `<= ${limits.memoryMiB} MiB`,
    peakMiB <= limits.memoryMiB,
  );
  tell("asking to the next frame meanwhile, p95", `${p95.toFixed(0)} ms`, `<= ${limits.latencyMs} ms`, p95 <= limits.latencyMs);
} finally {
  await run.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = held ? 0 : 1;
