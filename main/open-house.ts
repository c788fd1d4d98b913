import { join } from "node:path";
import { app, type BrowserWindow, powerMonitor } from "electron";
import { createSystemClock } from "./clock.ts";
import { type App, compose, type Machine } from "./compose.ts";
import { asCode, createLog, describeError } from "./log.ts";
import { inPhiContext } from "./phi-context.ts";
import { locatePolicy, readPolicy } from "./policy/index.ts";
import { createNoteClipboard } from "./shell/clipboard.ts";
import { forbidCoreDumps } from "./shell/core-dumps.ts";
import { createDelivery } from "./shell/delivery.ts";
import { forgetMemory, renewPage } from "./shell/forget.ts";
import { createOsKeychain } from "./shell/keychain.ts";
import type { WindowLanguage } from "./shell/language.ts";
import { createStartListener } from "./shell/listener-process.ts";
import { closePrinter } from "./shell/print-pdf.ts";
import { createMicrophones } from "./shell/recorder.ts";
import { locateSpeechPacks } from "./shell/speech-packs.ts";
import { nameAddress } from "./shell/window.ts";
import { confirmVersion, type FolderInstall, findInstall, readFailed, readTrial, settleFailed } from "./updates/install.ts";
import { noNews, type StartNews } from "./workflows/keep-current.ts";

const patienceMs = 4_000;
const sweepEveryMs = 5_000;
const forgetAgainMs = 1_500;

/** What the entry has made already. */
interface Door {
  readonly distFolder: string;
  readonly window: BrowserWindow;
  readonly language: WindowLanguage;
  readonly deliver: Machine["deliver"];
}

/** Builds the house behind a window that is already on its way, finds the record, and keeps watch; what nobody expected goes to the log. */
export async function openHouse({ distFolder, window, language, deliver }: Door): Promise<App> {
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
  const clock = createSystemClock();
  const install = findInstall(process.execPath);
  const startNews = readStartNews(install);
  const composed = compose({
    profile,
    log,
    clock,
    keychain: createOsKeychain(),
    delivery: createDelivery(),
    clipboard: createNoteClipboard(),
    microphones: createMicrophones(distFolder),
    startListener: createStartListener(distFolder),
    speechPacks: locateSpeechPacks(app.isPackaged),
    policy: readPolicy(locatePolicy(), clock.today()),
    install,
    startNews,
    appVersion: app.getVersion(),
    runtime: `electron-${process.versions.electron}`,
    developmentRuntime: __DEVELOPMENT_BUILD__,
    showLanguage: (chosen) => {
      language.choose(chosen);
      void window.loadURL(nameAddress({ language: chosen, locked: false })).catch(() => undefined);
    },
    deliver: (callerId, name, payload) => {
      deliver(callerId, name, payload);
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
  await composed.start();
  if (install !== null && startNews.replaced !== null) await proveVersion(install);
  window.webContents.on("did-finish-load", forbidCoreDumps);
  if (!window.webContents.isLoading()) forbidCoreDumps();
  keepWatch(composed, window);
  return composed;
}

/** How this start came about, where the program keeps its versions in a folder. */
function readStartNews(install: FolderInstall | null): StartNews {
  if (install === null) return noNews;
  return { replaced: readTrial(install), failed: readFailed(install), settleFailed: () => settleFailed(install) };
}

/** A version that is new here: its window stands and the record was found; if its cipher works too, it is the one from now on. */
async function proveVersion(install: FolderInstall): Promise<void> {
  const { checkCipher } = await import("./doctor/cipher-check.ts");
  const { plainTextFound, wrongKeyRefused } = await checkCipher();
  if (plainTextFound || !wrongKeyRefused) app.exit(1);
  else confirmVersion(install);
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
