import { join } from "node:path";
import { app } from "electron";
import { createSystemClock } from "./clock.ts";
import { compose } from "./compose.ts";
import { openControl } from "./host/control.ts";
import { openHost } from "./host/open-host.ts";
import { readHostSettings } from "./host/settings.ts";
import { asCode, createLog } from "./log.ts";
import { locatePolicy, readPolicy } from "./policy/index.ts";
import { forbidCoreDumps } from "./shell/core-dumps.ts";
import { createOsKeychain } from "./shell/keychain.ts";
import { createStartListener } from "./shell/listener-process.ts";
import { closePrinter, printPdf } from "./shell/print-pdf.ts";
import { locateSpeechPacks } from "./shell/speech-packs.ts";
import { keepDue, logUnexpected } from "./watch.ts";
import { noNews } from "./workflows/keep-current.ts";

/** Nobody speaks into a host. */
const noMicrophones = { list: async () => [], start: async () => false, pause: () => undefined, stop: async () => undefined };

/** The program as the clinic's host: no window, the same house. What stops it is said on standard error by its code. */
export async function openHostProcess(distFolder: string): Promise<((host: string, port: number) => void) | null> {
  const profile = app.getPath("userData");
  const log = createLog(join(profile, "logs", "chartwell.log"));
  logUnexpected(log);
  const clock = createSystemClock();
  const keychain = createOsKeychain();
  const settings = readHostSettings(profile);
  const opened = settings.ok
    ? await openHost({
        settings: settings.value,
        contractMark: __CONTRACT_MARK__,
        renderPdf: printPdf,
        compose,
        machine: {
          ...{ profile, log, clock, keychain, microphones: noMicrophones },
          startListener: createStartListener(distFolder),
          speechPacks: locateSpeechPacks(app.isPackaged),
          policy: readPolicy(locatePolicy(), clock.today()),
          install: null,
          startNews: noNews,
          appVersion: app.getVersion(),
          runtime: `electron-${process.versions.electron}`,
          developmentRuntime: __DEVELOPMENT_BUILD__,
        },
      })
    : settings;
  if (!opened.ok) {
    process.stderr.write(`The host did not start (${opened.error.code}).\n`);
    log.warn(asCode(opened.error.code));
    app.exit(1);
    return null;
  }
  const host = opened.value;
  const control = await openControl({ profile, controlKey: host.controlKey, answer: host.answerControl });
  process.stdout.write(`Chartwell's host listens on port ${host.port.port()}. Its fingerprint: ${host.port.fingerprint}\n`);
  forbidCoreDumps();
  // A page that was printed is a window too: the host stays when it closes.
  app.on("window-all-closed", () => undefined);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => app.quit());
  keepDue({
    endSessions: host.app.endSessions,
    sweepSessions: host.app.sweepSessions,
    async runDue() {
      await host.app.runDue();
      await host.runDue();
    },
    async stop() {
      control.close();
      await host.close();
      closePrinter();
    },
  });
  return host.app.noteRefusedConnection;
}
