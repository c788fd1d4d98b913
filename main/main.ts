import { join } from "node:path";
import { app, type BrowserWindow, powerMonitor } from "electron";
import { createSystemClock } from "./clock.ts";
import { type App, compose } from "./compose.ts";
import { confineSockets } from "./egress.ts";
import { asCode, createLog, describeError } from "./log.ts";
import { inPhiContext, muteConsole } from "./phi-context.ts";
import { locatePolicy, readPolicy } from "./policy.ts";
import { findForbiddenSwitch, readArguments } from "./shell/arguments.ts";
import { createCarrier } from "./shell/carrier.ts";
import { createNoteClipboard } from "./shell/clipboard.ts";
import { forbidCoreDumps } from "./shell/core-dumps.ts";
import { createDelivery } from "./shell/delivery.ts";
import { forgetMemory, renewPage } from "./shell/forget.ts";
import { needsHeadless, runHeadless } from "./shell/headless.ts";
import { createOsKeychain } from "./shell/keychain.ts";
import { openWindowLanguage } from "./shell/language.ts";
import { createStartListener, locateSpeechPacks } from "./shell/listener-process.ts";
import { closePrinter } from "./shell/print-pdf.ts";
import { declareScheme } from "./shell/protocol.ts";
import { createMicrophones } from "./shell/recorder.ts";
import { nameAddress, openWindow, prepareSession } from "./shell/window.ts";

const distFolder = join(__dirname, "..");
const patienceMs = 4_000;
const sweepEveryMs = 5_000;
const forgetAgainMs = 1_500;

const forbidden = __DEVELOPMENT_BUILD__ ? null : findForbiddenSwitch(process.argv.slice(1));
if (forbidden !== null) {
  process.stderr.write("Chartwell does not start with switches that open it to other programs.\n");
  app.exit(3);
}

const started = readArguments(process.argv.slice(1));
if (started.profile !== null) app.setPath("userData", started.profile);
if (started.cli !== null && needsHeadless(process.argv)) process.exit(runHeadless(process.argv));
app.commandLine.appendSwitch("disable-background-networking");
app.commandLine.appendSwitch("disable-component-update");
app.commandLine.appendSwitch("disable-features", "SpareRendererForSitePerProcess,MediaRouter,OptimizationHints");
declareScheme();
muteConsole();
let noteRefused: (host: string, port: number) => void = () => undefined;
confineSockets((host, port) => noteRefused(host, port));

const { cli } = started;
if (cli !== null) void import("./cli-commands.ts").then(async ({ runCli }) => app.exit(await runCli(cli)));
else if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(openApp);

async function openApp(): Promise<void> {
  const profile = app.getPath("userData");
  const log = createLog(join(profile, "logs", "chartwell.log"));
  process.on("uncaughtException", (error) =>
    log.warn(
      asCode("app.uncaught"),
      inPhiContext(() => describeError(error)),
    ),
  );
  process.on("unhandledRejection", (error) =>
    log.warn(
      asCode("app.unhandled"),
      inPhiContext(() => describeError(error)),
    ),
  );
  prepareSession(distFolder);
  const language = openWindowLanguage(profile);
  const window = openWindow(distFolder, language.read());
  const composed = compose({
    profile,
    log,
    clock: createSystemClock(),
    keychain: createOsKeychain(),
    delivery: createDelivery(),
    clipboard: createNoteClipboard(),
    microphones: createMicrophones(distFolder),
    startListener: createStartListener(distFolder),
    speechPacks: locateSpeechPacks(app.isPackaged),
    policy: readPolicy(locatePolicy()),
    appVersion: app.getVersion(),
    runtime: `electron-${process.versions.electron}`,
    developmentRuntime: __DEVELOPMENT_BUILD__,
    showLanguage: (chosen) => {
      language.choose(chosen);
      void window.loadURL(nameAddress({ language: chosen, locked: false })).catch(() => undefined);
    },
    deliver: (callerId, name, payload) => {
      carrier.deliver(callerId, name, payload);
      if (name === "session.locked") void clearAway((payload as { reason?: unknown }).reason !== "signed-out");
    },
  });
  /** After a session: a new page in a new process at once, and once the record is closed this process forgets too. */
  async function clearAway(locked: boolean): Promise<void> {
    await renewPage(window, { language: language.read(), locked });
    await composed.whenLocked();
    closePrinter();
    forgetMemory();
    // What was still on its way then, a message or a half-done read, has arrived and been dropped by now.
    setTimeout(forgetMemory, forgetAgainMs);
  }
  // The page loads while the record is looked for; what it asks meanwhile waits for that.
  const ready = composed.start();
  const carrier = createCarrier(async (...asked) => {
    await ready;
    return composed.guard(...asked);
  });
  noteRefused = composed.noteRefusedConnection;
  carrier.admit(window);
  await ready;
  window.webContents.on("did-finish-load", forbidCoreDumps);
  keepWatch(composed, window);
}

/** Ends sessions when the system locks, sleeps or shuts down, and closes the record before leaving. */
function keepWatch(composed: App, window: BrowserWindow): void {
  powerMonitor.on("lock-screen", () => composed.endSessions("system-lock"));
  powerMonitor.on("suspend", () => composed.endSessions("system-lock"));
  // Some systems sleep without a word; then waking up is the word.
  powerMonitor.on("resume", () => composed.endSessions("system-lock"));
  const sweep = setInterval(() => {
    composed.sweepSessions();
    void composed.runDue();
  }, sweepEveryMs);
  app.on("second-instance", () => window.isDestroyed() || window.focus());
  // Not when all windows are closed: the hidden one of a recording would keep the program running unseen.
  window.on("closed", () => app.quit());
  let leaving = false;
  app.on("before-quit", (event) => {
    if (leaving) return;
    leaving = true;
    event.preventDefault();
    clearInterval(sweep);
    const late = new Promise((settle) => setTimeout(settle, patienceMs));
    void Promise.race([composed.stop(), late]).finally(() => app.quit());
  });
}
