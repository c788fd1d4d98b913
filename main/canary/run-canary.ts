import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { CanaryReport } from "../../shared/domain/canary.ts";
import type { App, Machine } from "../app.ts";
import { createLog } from "../log.ts";
import { noPolicy } from "../policy/index.ts";
import type { Keychain } from "../vault/keychain.ts";
import { noNews } from "../workflows/keep-current.ts";
import { startFarEnd } from "./far-end.ts";
import { liveDay } from "./live-day.ts";
import { drawPlant, type Plant } from "./plant.ts";
import { scanBytes, scanFolders } from "./scan.ts";

/** What the leak test is given: the machine it runs on, and the way a program is built over one. */
export interface CanaryParts {
  readonly machine: Pick<Machine, "clock" | "appVersion" | "runtime" | "developmentRuntime" | "delivery">;
  compose(machine: Machine): App;
  /** Where the real program keeps its log; it is searched too. */
  readonly logs: string;
}

/**
 * Plants an invented patient in a record of its own, lives a clinic's day with it through the real
 * program, and searches everything written and sent for what was planted. The record lies in a folder
 * of its own and is removed; the clinic's record is not touched.
 */
export async function runCanary({ machine, compose, logs }: CanaryParts): Promise<CanaryReport> {
  const beganMs = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "chartwell-leak-test-"));
  const plant = drawPlant();
  const farEnd = await startFarEnd(new Date());
  try {
    const app = compose(buildMachine(machine, folder, farEnd.certificate));
    const day = await liveDay(app, plant, farEnd, folder, machine.clock.today());
    const disk = scanFolders([folder, ...(isFolder(logs) ? [logs] : [])], plant.planted);
    const left = scanTemporary(beganMs, folder, plant);
    const wire = farEnd.received();
    const found = [
      ...disk.hits.map(({ where, ...hit }) => ({ ...hit, where: where.startsWith(folder) ? relative(folder, where) : "the program's log" })),
      ...left,
      ...scanBytes(wire, plant.planted, "the wire"),
    ];
    const controls = { scan: controlScan(folder, plant), wire: wire.includes(plant.expectedOnWire) };
    const whole = day.stoppedAt === null && controls.scan && controls.wire;
    return {
      format: "chartwell-leak-test/1",
      madeAt: machine.clock.now(),
      appVersion: machine.appVersion,
      runtime: machine.runtime,
      ...day,
      steps: [...day.steps],
      planted: plant.planted.length,
      searched: { files: disk.files, bytes: disk.bytes, wireBytes: wire.byteLength },
      controls,
      found,
      verdict: found.length > 0 ? "leaked" : whole ? "clean" : "incomplete",
    };
  } finally {
    await farEnd.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A machine of the test's own: everything it writes lies below one folder, and nothing is said to anybody. */
function buildMachine(real: CanaryParts["machine"], folder: string, certificate: string): Machine {
  const rules = { ...noPolicy.rules, extraCertificateAuthorities: [certificate] };
  return {
    ...real,
    profile: folder,
    keychain: holdKeys(),
    policy: { ok: true, value: { ...noPolicy, rules } },
    log: createLog(join(folder, "logs", "chartwell.log")),
    delivery: { ...real.delivery, choosePlace: async (name) => join(folder, name), chooseFolder: async () => join(folder, "backups") },
    ...{ host: null, findHost: null, restart: () => undefined },
    clipboard: { copy: () => undefined, clear: () => undefined },
    microphones: { list: async () => [], start: async () => false, pause: () => undefined, stop: async () => undefined },
    startListener: () => {
      throw new Error("nothing is listened to in a leak test");
    },
    speechPacks: null,
    install: null,
    startNews: noNews,
    showLanguage: () => undefined,
    showTheme: () => undefined,
    deliver: () => undefined,
  };
}

/** The keys of a record that is gone in a minute are none of the system's keychain. */
function holdKeys(): Keychain {
  const items = new Map<string, Uint8Array>();
  return {
    probe: async () => "memory",
    get: async (account) => items.get(account) ?? null,
    async set(account, key) {
      items.set(account, Uint8Array.from(key));
      return "kept";
    },
    async remove(account) {
      items.delete(account);
    },
  };
}

/** Files that came into the system's temporary folder meanwhile, beside the test's own; one that cannot be read is somebody else's. */
function scanTemporary(sinceMs: number, own: string, plant: Plant) {
  return readdirSync(tmpdir()).flatMap((name) => {
    const path = join(tmpdir(), name);
    try {
      const stats = statSync(path);
      if (path === own || !stats.isFile() || stats.mtimeMs < sinceMs) return [];
      return scanBytes(readFileSync(path), plant.planted, "the temporary folder");
    } catch {
      return [];
    }
  });
}

/** Whether the search finds what lies in the open: a search that finds nothing anywhere proves nothing. */
function controlScan(folder: string, plant: Plant): boolean {
  const control = join(folder, "control");
  mkdirSync(control);
  writeFileSync(join(control, "open.txt"), plant.planted.join("\n"));
  const { hits } = scanFolders([control], plant.planted);
  rmSync(control, { recursive: true });
  return new Set(hits.map(({ planted }) => planted)).size === plant.planted.length;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
