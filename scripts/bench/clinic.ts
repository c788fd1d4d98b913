import { type BenchClinic, type Engine, foundClinic } from "./parts/clinic/clinic.ts";
import type { Pace, Timed } from "./parts/clinic/live.ts";

/**
 * A clinic's day at up to fifty workstations, each call as the person at the desk feels it:
 * `npm run bench -- clinic [day|growth|line|kills] [sqlcipher|postgresql] [notes]`. Host and desks run in
 * network namespaces of their own, so it needs root; PostgreSQL is a real server that syncs its commits.
 */
const [part = "all", onlyEngine, onlyNotes] = process.argv.slice(2);
const engines: readonly Engine[] = onlyEngine === undefined ? ["sqlcipher", "postgresql"] : [onlyEngine as Engine];
const limitMs: Readonly<Record<Engine, number>> = { sqlcipher: 60, postgresql: 80 };
const most = 50;
/** A person who types without a pause, saved every second, and does not stop to think for long. */
const pace: Pace = { letterMs: 200, saveEveryMs: 1_000, thinkMs: 2_000, saves: 20 };
const usualNotes = 10_000;
let held = true;

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const timesOf = (timed: readonly Timed[]) => timed.map(({ tookMs }) => tookMs);

function tell(what: string, words: string, kept = true): void {
  held &&= kept;
  console.log(`${what.padEnd(46)} ${words}${kept ? "" : "  FAILS"}`);
}

function spell(took: readonly number[]): string {
  return `p50 ${percentile(took, 0.5).toFixed(1).padStart(6)}  p95 ${percentile(took, 0.95).toFixed(1).padStart(6)}  p99 ${percentile(took, 0.99).toFixed(1).padStart(6)} ms`;
}

async function grow(clinic: BenchClinic, from: number, to: number): Promise<void> {
  for (let desk = from; desk < to; desk += 1) await clinic.addDesk();
}

/** The day at so many desks at once; the 95th percentile over every call, in milliseconds, and what was timed. */
async function live(clinic: BenchClinic, engine: Engine, count: number): Promise<{ p95: number; timed: Timed[] }> {
  const began = await clinic.askHost<NodeJS.CpuUsage>({ do: "cpu" });
  const startedMs = performance.now();
  const timed = await clinic.askDesks<Timed[]>({ do: "live", count, forMs: 75_000, pace });
  const tookS = (performance.now() - startedMs) / 1_000;
  const ended = await clinic.askHost<NodeJS.CpuUsage>({ do: "cpu" });
  const load = (ended.user + ended.system - began.user - began.system) / 1e6 / tookS;
  const p95 = percentile(timesOf(timed), 0.95);
  const note = `${(timed.length / tookS).toFixed(0)} calls/s, host ${load.toFixed(2)} cores`;
  tell(`  ${count} desks, every call`, `${spell(timesOf(timed))}  (<= ${limitMs[engine]})  ${note}`, p95 <= limitMs[engine]);
  return { p95, timed };
}

function tellByCall(timed: readonly Timed[]): void {
  for (const name of [...new Set(timed.map((each) => each.name))].sort())
    tell(`    ${name}`, spell(timesOf(timed.filter((each) => each.name === name))));
}

const tellMemory = async (clinic: BenchClinic) =>
  tell("  the host's memory", `${((await clinic.askHost<number>({ do: "memory" })) / 1e6).toFixed(0)} MB`);

/** The day with one desk, ten and fifty, over one record. */
async function day(engine: Engine, notes: number): Promise<void> {
  const clinic = await foundClinic({ engine, desks: most, notes });
  let here = 0;
  console.log(`\n${engine}, ${notes} notes`);
  for (const count of [1, 10, most]) {
    await grow(clinic, here, count);
    here = count;
    if (count === 1) tell("  a bare question on an idle line (floor)", spell(await clinic.askDesks<number[]>({ do: "ping", rounds: 300 })));
    const { timed } = await live(clinic, engine, count);
    if (count === most) tellByCall(timed);
  }
  await tellMemory(clinic);
  await clinic.remove();
}

/** What ten and a hundred times the notes cost: one record that grows under fifty desks. */
async function growth(engine: Engine, mostNotes: number): Promise<void> {
  const clinic = await foundClinic({ engine, desks: most, notes: 0 });
  await grow(clinic, 0, most);
  const ends: string[] = [];
  let filled = 0;
  for (const notes of [10_000, 100_000, 1_000_000].filter((size) => size <= mostNotes)) {
    await clinic.askHost({ do: "fill", notes: notes - filled });
    await clinic.askDesks({ do: "gather" });
    filled = notes;
    console.log(`\n${engine}, ${notes} notes`);
    const { p95, timed } = await live(clinic, engine, most);
    tellByCall(timed);
    await tellMemory(clinic);
    ends.push(`${notes}: ${p95.toFixed(1)} ms`);
  }
  tell(`${engine}: p95 at fifty desks as the record grows`, ends.join("   "));
  await clinic.remove();
}

/** Ten desks far away: 200 ms there and back, two packets in a hundred lost. */
async function badLine(engine: Engine): Promise<void> {
  const clinic = await foundClinic({ engine, desks: 10, notes: 1_000, line: { delayMs: 100, loss: 0.02 } });
  await grow(clinic, 0, 10);
  tell(`\n${engine}, 200 ms and 2 % loss: a bare question (floor)`, spell(await clinic.askDesks<number[]>({ do: "ping", rounds: 100 })));
  const timed = await clinic.askDesks<Timed[]>({ do: "live", count: 10, forMs: 60_000, pace });
  tell("  10 desks, every call, none refused", `${spell(timesOf(timed))}  ${timed.length} calls`);
  await clinic.remove();
}

/** The host killed again and again under ten desks that type. */
async function kills(engine: Engine, times: number): Promise<void> {
  const clinic = await foundClinic({ engine, desks: 10, notes: 1_000 });
  await grow(clinic, 0, 10);
  await clinic.askDesks({ do: "beginTyping", count: 10, everyMs: 100 });
  const away: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 1_200));
    const startedMs = performance.now();
    await clinic.killHost();
    await clinic.askDesks({ do: "settle" });
    away.push(performance.now() - startedMs);
  }
  const { acknowledged, lost } = await clinic.askDesks<{ acknowledged: number; lost: number }>({ do: "endTyping" });
  const verified = await clinic.askDesks<{ intact: boolean }>({ do: "verify" });
  tell(`\n${engine}, host killed ${times} times: acknowledged, lost`, `${acknowledged}, ${lost}`, lost === 0 && acknowledged > 0);
  tell("  the audit log verifies", JSON.stringify(verified), verified.intact);
  tell("  from the kill until every desk is linked again", spell(away));
  await clinic.remove();
}

for (const engine of engines) {
  if (part === "all" || part === "day") await day(engine, Number(onlyNotes ?? usualNotes));
  if (part === "growth") await growth(engine, Number(onlyNotes ?? 100 * usualNotes));
  if (part === "all" || part === "line") await badLine(engine);
  if (part === "all" || part === "kills") await kills(engine, 50);
}
process.exitCode = held ? 0 : 1;
