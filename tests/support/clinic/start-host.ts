import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../main/clock.ts";
import { createSystemClock } from "../../../main/clock.ts";
import { compose } from "../../../main/compose.ts";
import { type Host, openHost } from "../../../main/host/open-host.ts";
import { chooseTestPlace, clinic, createTestMachine, people, type Settings } from "../compose-test-app.ts";
import { createMemoryKeychain, type MemoryKeychain } from "../memory-keychain.ts";

/** A host without a window, listening on this computer: real record, real TLS, real front door. */
export interface TestHost {
  readonly host: Host;
  readonly folder: string;
  readonly keychain: MemoryKeychain;
  readonly clock: Clock;
  port(): number;
  /** Ends it and starts another over the same files and on the same port; `hard` leaves the record as a power cut would. */
  restart(how?: "orderly" | "hard"): Promise<TestHost>;
  remove(): Promise<void>;
}

export interface HostSetUp extends Omit<Settings, "clock"> {
  readonly clock?: Clock;
  readonly port?: number;
  /** No clinic yet: the first workstation sets it up. */
  readonly bare?: boolean;
  readonly contractMark?: string;
}

/** Starts a host over a folder of its own, with the usual clinic on it. */
export async function startTestHost(settings: HostSetUp = {}): Promise<TestHost> {
  const folder = settings.folder ?? mkdtempSync(join(tmpdir(), "chartwell-host-"));
  const clock = settings.clock ?? createSystemClock();
  const keychain = settings.keychain ?? createMemoryKeychain();
  if (settings.folder === undefined) await chooseTestPlace(folder, keychain);
  const machine = createTestMachine(settings as Settings, { folder, clock: clock as never, keychain, events: [], exports: new Map() });
  const opened = await openHost({
    machine,
    settings: { address: "127.0.0.1", port: settings.port ?? 0, backupFolder: settings.backupFolder ?? null },
    contractMark: settings.contractMark ?? "test",
    renderPdf: async () => null,
    compose,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const host = opened.value;
  if (settings.folder === undefined && settings.bare !== true) {
    const made = await host.app.guard({ id: "console", trusted: true }, "setup.createClinic", { clinic, users: [...people], passphrase: null });
    if (!made.ok) throw new Error(made.error.code);
  }
  return {
    host,
    folder,
    keychain,
    clock,
    port: () => host.port.port(),
    async restart(how = "orderly") {
      await (how === "orderly" ? host.close() : host.stopListening());
      return startTestHost({ ...settings, folder, clock, keychain, port: host.port.port() });
    },
    async remove() {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
