import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../main/clock.ts";
import { composeStation, type StationApp, type usualPace } from "../../../main/compose-station.ts";
import { createLog } from "../../../main/log.ts";
import { noPolicy } from "../../../main/policy/index.ts";
import { findHost } from "../../../main/station/enrol.ts";
import { nameStationKey, readStationSettings, type StationSecrets, type StationSettings } from "../../../main/station/settings.ts";
import type { CallInput, CallName, CallOutput } from "../../../shared/contract/index.ts";
import type { PlaceOfRecord } from "../../../shared/domain/station.ts";
import { ok } from "../../../shared/result.ts";
import { password } from "../compose-test-app.ts";
import { createMemoryKeychain, type MemoryKeychain } from "../memory-keychain.ts";
import { createPlayedMicrophones, type PlayedMicrophones } from "../sound/play-microphones.ts";
import { startListenerHere } from "../sound/start-listener.ts";
import type { TestHost } from "./start-host.ts";

/** What is kept for the time without the host comes at once, so that no test waits for it. */
const hurriedPace: typeof usualPace = { refreshAfterMs: 20, refreshEveryMs: 100 };

/** What enrolment leaves on a computer. */
export interface Enrolled {
  readonly folder: string;
  readonly keychain: MemoryKeychain;
  readonly settings: StationSettings;
  readonly secrets: StationSecrets;
}

/** A workstation's program without its window: enrolled, linked, and asked as its window would. */
export interface TestStation extends Enrolled {
  readonly app: StationApp;
  readonly told: { name: string; payload: unknown }[];
  readonly files: Map<string, Uint8Array>;
  readonly microphones: PlayedMicrophones;
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  codeOf<N extends CallName>(name: N, input: CallInput<N>): Promise<string | null>;
  signIn(username: string): Promise<void>;
  standing(): Promise<Extract<PlaceOfRecord, { kind: "host" }>>;
  /** Waits until it stands so with its host. */
  until(link: "linked" | "away" | "refused"): Promise<void>;
  /** Ends the program and starts it anew over the same files, as after a power cut. */
  restart(): Promise<TestStation>;
  close(): void;
  remove(): void;
}

/** What a host shows whoever enrols a workstation at it. */
export interface Offer {
  readonly address: string;
  readonly port: number;
  readonly code: string;
  readonly fingerprint: string;
}

/** Enrols a workstation at a host with a code, as a person would. */
export async function enrolStation(host: Pick<TestHost, "port" | "host">, name: string): Promise<Enrolled> {
  const { port } = host.host;
  return enrolWith({ address: "127.0.0.1", port: host.port(), code: port.offer().code, fingerprint: port.fingerprint }, name);
}

/** The same by what the host shows, wherever it runs. */
export async function enrolWith({ address, port, code, fingerprint }: Offer, name: string): Promise<Enrolled> {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-station-"));
  const keychain = createMemoryKeychain();
  const found = await findHost({ profile: folder, keychain }, { address, port }, code);
  if (!found.ok) throw new Error(found.error.code);
  if (found.value.fingerprint !== fingerprint) throw new Error("another host");
  const joined = await found.value.join(name);
  if (!joined.ok) throw new Error(joined.error.code);
  const settings = readStationSettings(folder);
  if (settings === null || settings === "damaged") throw new Error("no settings");
  const kept = keychain.items.get(nameStationKey(settings.stationId));
  return { folder, keychain, settings, secrets: JSON.parse(Buffer.from(kept ?? []).toString("utf8")) as StationSecrets };
}

/** Enrols a workstation and starts its program. */
export async function startTestStation(host: TestHost, name = "Front desk", mark = "test"): Promise<TestStation> {
  return runStation(await enrolStation(host, name), host.clock, mark);
}

/** Starts the program of a workstation that is enrolled. */
export async function runStation(enrolled: Enrolled, clock: Clock, mark = "test", pace = hurriedPace): Promise<TestStation> {
  const { folder } = enrolled;
  const told: TestStation["told"] = [];
  const microphones = createPlayedMicrophones();
  const files: TestStation["files"] = new Map();
  const settings = readStationSettings(folder);
  if (settings === null || settings === "damaged") throw new Error("no settings");
  const app = composeStation({
    ...{
      profile: folder,
      settings,
      secrets: enrolled.secrets,
      clock,
      contractMark: mark,
      pace,
    },
    ...{ policy: ok(noPolicy), log: createLog(join(folder, "logs", "chartwell.log")), appVersion: "0.0.0-test", developmentRuntime: true },
    ...{ microphones: microphones.microphones, startListener: startListenerHere, speechPacks: process.env["CHARTWELL_SPEECH_PACKS"] ?? null },
    showLanguage: () => undefined,
    showTheme: () => undefined,
    deliver: (event, payload) => told.push({ name: event, payload }),
    clipboard: { copy: (text) => void files.set("clipboard", Buffer.from(text)), clear: () => void files.delete("clipboard") },
    delivery: {
      choosePlace: async (suggested) => join(folder, suggested),
      chooseFolder: async () => join(folder, "chosen"),
      write: async (place, bytes) => {
        files.set(place, bytes);
        return ok(null);
      },
      writeInto: async (into, file, bytes) => {
        files.set(join(into, file), bytes);
        return ok(null);
      },
      sizeIn: async (into, file) => files.get(join(into, file))?.byteLength ?? null,
      removeFrom: async (into, file) => void files.delete(join(into, file)),
    },
  });
  const reply = <N extends CallName>(call: N, input: CallInput<N>) => app.guard({ id: "window-1", trusted: true }, call, input);
  const station: TestStation = {
    ...enrolled,
    ...{ settings, app, told, files, microphones },
    async ask(call, input) {
      const answered = await reply(call, input);
      if (!answered.ok) throw new Error(`${call}: ${answered.error.code}`);
      return answered.value as CallOutput<typeof call>;
    },
    async codeOf(call, input) {
      const answered = await reply(call, input);
      return answered.ok ? null : answered.error.code;
    },
    signIn: async (username) => void (await station.ask("session.signIn", { username, password })),
    async standing() {
      const standing = await station.ask("station.standing", {});
      if (standing.kind !== "host") throw new Error("it stands alone");
      return standing;
    },
    async until(link) {
      for (let waited = 0; waited < 20_000; waited += 20) {
        if ((await station.standing()).link === link) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error(`the link is ${(await station.standing()).link}, not ${link}`);
    },
    async restart() {
      station.close();
      return runStation(enrolled, clock, mark, pace);
    },
    close: () => app.abandon(),
    remove() {
      station.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return station;
}
