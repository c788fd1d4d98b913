import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, compose, type Machine } from "../../main/compose.ts";
import { createLog } from "../../main/log.ts";
import { defaultPolicy, noPolicy, type Policy } from "../../main/policy/index.ts";
import type { Microphones } from "../../main/recording/microphones.ts";
import { makeNewFolder } from "../../main/shell/new-folder.ts";
import { writeChosenPlace } from "../../main/vault/chosen-place.ts";
import { noNews } from "../../main/workflows/keep-current.ts";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import type { NewUser } from "../../shared/domain/people.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { choosePlace, dropConnections } from "./engine-under-test.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { createMemoryKeychain, type MemoryKeychain } from "./memory-keychain.ts";
import { createPlayedMicrophones } from "./sound/play-microphones.ts";
import { startListenerHere } from "./sound/start-listener.ts";

/** The composed program without a window: real record, real guard, real workflows. */
export interface TestApp {
  readonly app: App;
  readonly folder: string;
  readonly clock: FakeClock;
  readonly keychain: MemoryKeychain;
  readonly events: { callerId: string; name: string; payload: unknown }[];
  readonly exports: Map<string, Uint8Array>;
  /** Asks as the window would; throws the code when refused. */
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Asks as another window would. */
  askAs<N extends CallName>(callerId: string, name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** Asks and gives the code of the refusal, or null. */
  codeOf<N extends CallName>(name: N, input: CallInput<N>): Promise<string | null>;
  signIn(username: string): Promise<void>;
  /** Ends the program and starts another over the same files; `hard` skips everything a stop does. */
  restart(how?: "orderly" | "hard", changes?: Settings): Promise<TestApp>;
  remove(): Promise<void>;
}

export const password = "an invented long password";

/** The people of an invented clinic. */
export const people: readonly NewUser[] = [
  { username: "whitcombe", displayName: "Rosalind Whitcombe", credentials: "LCSW", role: "clinician", password },
  { username: "abara", displayName: "Tunde Abara", credentials: "", role: "practice-manager", password },
  { username: "iverson", displayName: "Kit Iverson", credentials: "", role: "it-admin", password },
  { username: "okafor", displayName: "Ines Okafor", credentials: "PsyD", role: "clinician", password },
  { username: "lindqvist", displayName: "Per Lindqvist", credentials: "", role: "privacy-officer", password },
  { username: "vasquez", displayName: "Noor Vasquez", credentials: "PhD", role: "supervisor", password },
  { username: "auden", displayName: "Mel Auden", credentials: "", role: "auditor", password },
];

export const clinic = { name: "Larkspur Counseling", address: "12 Invented Row, Flagstaff, AZ", phone: "928-555-0100", stateCode: "AZ" };

export interface Settings {
  readonly folder?: string;
  readonly clock?: FakeClock;
  readonly keychain?: MemoryKeychain;
  readonly policy?: Partial<Policy>;
  /** Played microphones, to be spoken into. */
  readonly microphones?: Microphones;
  /** What the folder dialog answers. */
  readonly backupFolder?: string;
}

/** A machine as the program is handed one, over a folder of its own. */
export function createTestMachine(
  settings: Settings,
  { folder, clock, keychain, events, exports }: Pick<TestApp, "folder" | "clock" | "keychain" | "events" | "exports">,
): Machine {
  return {
    profile: folder,
    clock,
    keychain,
    policy: ok({ ...noPolicy, given: () => Object.keys(settings.policy ?? {}), rules: { ...defaultPolicy, ...settings.policy } }),
    log: createLog(join(folder, "logs", "chartwell.log")),
    install: null,
    startNews: noNews,
    appVersion: "0.0.0-test",
    runtime: "node",
    developmentRuntime: true,
    delivery: {
      choosePlace: async () => "chosen",
      chooseFolder: async () => settings.backupFolder ?? null,
      write: async (place, bytes) => {
        exports.set(place, bytes);
        return ok(null);
      },
      writeInto: async (into, name, bytes) => {
        try {
          exports.set(`${into}/${name}`, bytes);
          return ok(null);
        } catch {
          return err(failure("export.destination-unwritable"));
        }
      },
      makeFolder: async (parent, name) => makeNewFolder(parent, name),
      sizeIn: async (into, name) => exports.get(`${into}/${name}`)?.byteLength ?? null,
      removeFrom: async (into, name) => void exports.delete(`${into}/${name}`),
      renderPdf: async () => null,
    },
    ...{ host: null, findHost: null, restart: () => undefined },
    showLanguage: () => undefined,
    showTheme: () => undefined,
    clipboard: { copy: () => undefined, clear: () => undefined },
    microphones: settings.microphones ?? createPlayedMicrophones().microphones,
    startListener: startListenerHere,
    speechPacks: process.env["CHARTWELL_SPEECH_PACKS"] ?? null,
    deliver: (callerId, name, payload) => events.push({ callerId, name, payload }),
  };
}

/** Lays the record that is yet to be made in a folder down where the engine under test is. */
export async function chooseTestPlace(folder: string, keychain: MemoryKeychain): Promise<void> {
  const chosen = await choosePlace(keychain);
  if (chosen !== null) writeChosenPlace(folder, chosen);
}

/** Starts the program over a folder of its own. */
export async function startTestApp(settings: Settings = {}): Promise<TestApp> {
  const folder = settings.folder ?? mkdtempSync(join(tmpdir(), "chartwell-app-"));
  const clock = settings.clock ?? createFakeClock();
  const keychain = settings.keychain ?? createMemoryKeychain();
  if (settings.folder === undefined) await chooseTestPlace(folder, keychain);
  const events: TestApp["events"] = [];
  const exports: TestApp["exports"] = new Map();
  const app = compose(createTestMachine(settings, { folder, clock, keychain, events, exports }));
  await app.start();
  const replyTo = <N extends CallName>(id: string, name: N, input: CallInput<N>) => app.guard({ id, trusted: true }, name, input);
  const reply = <N extends CallName>(name: N, input: CallInput<N>) => replyTo("window-1", name, input);
  return {
    app,
    folder,
    clock,
    keychain,
    events,
    exports,
    async ask(name, input) {
      const answered = await reply(name, input);
      if (!answered.ok) throw new Error(`${name}: ${answered.error.code}`);
      return answered.value as CallOutput<typeof name>;
    },
    async askAs(callerId, name, input) {
      const answered = await replyTo(callerId, name, input);
      if (!answered.ok) throw new Error(`${name}: ${answered.error.code}`);
      return answered.value as CallOutput<typeof name>;
    },
    async codeOf(name, input) {
      const answered = await reply(name, input);
      return answered.ok ? null : answered.error.code;
    },
    async signIn(username) {
      const answered = await reply("session.signIn", { username, password });
      if (!answered.ok) throw new Error(answered.error.code);
    },
    async restart(how = "orderly", changes = {}) {
      if (how === "orderly") await app.stop();
      else dropConnections();
      return startTestApp({ ...settings, folder, clock, keychain, ...changes });
    },
    async remove() {
      await app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same with a clinic set up. */
export async function startTestClinic(settings: Settings = {}): Promise<TestApp> {
  return (await startTestClinicWithWords(settings)).app;
}

/** The same, with the words of its recovery sheet. */
export async function startTestClinicWithWords(settings: Settings = {}): Promise<{ app: TestApp; words: string[] }> {
  const app = await startTestApp(settings);
  const { recoveryWords } = await app.ask("setup.createClinic", { clinic, users: [...people], passphrase: null });
  return { app, words: recoveryWords };
}
