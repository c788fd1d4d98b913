import { join } from "node:path";
import type { Clock } from "../../main/clock.ts";
import { createSystemClock } from "../../main/clock.ts";
import { type App, compose } from "../../main/compose.ts";
import { createLog } from "../../main/log.ts";
import { noPolicy } from "../../main/policy/index.ts";
import type { Keychain } from "../../main/vault/keychain.ts";
import { noNews } from "../../main/workflows/keep-current.ts";
import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import { ok } from "../../shared/result.ts";

/** The composed program without a window, over a profile of its own. */
export interface House {
  readonly app: App;
  ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** The code of the refusal, or null when it was answered. */
  codeOf<N extends CallName>(name: N, input: CallInput<N>): Promise<string | null>;
  signIn(username: string): Promise<string | null>;
}

export const password = "five quiet herons at dusk";

/** Starts the program as it ships, with the machine's own clock unless another is handed in. */
export async function startHouse(profile: string, keychain: Keychain, backupFolder: string, clock: Clock = createSystemClock()): Promise<House> {
  const app = compose({
    profile,
    keychain,
    clock,
    policy: ok(noPolicy),
    log: createLog(join(profile, "logs", "chartwell.log")),
    install: null,
    startNews: noNews,
    appVersion: "0.0.0",
    runtime: "node",
    developmentRuntime: true,
    delivery: {
      choosePlace: async () => null,
      chooseFolder: async () => backupFolder,
      write: async () => ok(null),
      writeInto: async () => ok(null),
      makeFolder: async () => null,
      sizeIn: async () => null,
      removeFrom: async () => undefined,
      renderPdf: async () => null,
    },
    clipboard: { copy: () => undefined, clear: () => undefined },
    ...{ host: null, findHost: null, restart: () => undefined },
    showLanguage: () => undefined,
    showTheme: () => undefined,
    microphones: { list: async () => [], start: async () => false, pause: () => undefined, stop: async () => undefined },
    startListener: () => {
      throw new Error("nothing is listened to here");
    },
    speechPacks: null,
    deliver: () => undefined,
  });
  await app.start();
  const caller = { id: "window-1", trusted: true };
  return {
    app,
    async ask(name, input) {
      const reply = await app.guard(caller, name, input);
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value as CallOutput<typeof name>;
    },
    async codeOf(name, input) {
      const reply = await app.guard(caller, name, input);
      return reply.ok ? null : reply.error.code;
    },
    async signIn(username) {
      const reply = await app.guard(caller, "session.signIn", { username, password });
      return reply.ok ? null : reply.error.code;
    },
  };
}

/** Sets the clinic of a fault run up. */
export async function setUpHouse(house: House): Promise<string[]> {
  const person = (username: string, displayName: string, role: "clinician" | "practice-manager") => ({
    username,
    displayName,
    credentials: "",
    role,
    password,
  });
  const { recoveryWords } = await house.ask("setup.createClinic", {
    clinic: { name: "Larkspur Counseling", address: "12 Invented Row", phone: "928-555-0100", stateCode: "AZ" },
    users: [person("whitcombe", "Rosalind Whitcombe", "clinician"), person("abara", "Tunde Abara", "practice-manager")],
    passphrase: null,
  });
  return recoveryWords;
}
