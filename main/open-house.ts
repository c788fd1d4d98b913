import { join } from "node:path";
import { app, type BrowserWindow } from "electron";
import { createSystemClock } from "./clock.ts";
import { type App, compose, type Machine } from "./compose.ts";
import { createLog } from "./log.ts";
import { locatePolicy, readPolicy } from "./policy/index.ts";
import { createNoteClipboard } from "./shell/clipboard.ts";
import { forbidCoreDumps } from "./shell/core-dumps.ts";
import { createDelivery } from "./shell/delivery.ts";
import { forgetMemory, renewPage } from "./shell/forget.ts";
import { createOsKeychain } from "./shell/keychain.ts";
import { createStartListener } from "./shell/listener-process.ts";
import { closePrinter } from "./shell/print-pdf.ts";
import { createMicrophones } from "./shell/recorder.ts";
import { locateSpeechPacks } from "./shell/speech-packs.ts";
import { nameAddress, type PageNews } from "./shell/window.ts";
import type { WindowSettingsFile } from "./shell/window-settings.ts";
import { confirmVersion, type FolderInstall, findInstall, readFailed, readTrial, settleFailed } from "./updates/install.ts";
import { keepWatch, logUnexpected } from "./watch.ts";
import { noNews, type StartNews } from "./workflows/keep-current.ts";

const forgetAgainMs = 1_500;

/** What the entry has made already. */
export interface Door {
  readonly distFolder: string;
  readonly window: BrowserWindow;
  readonly settings: WindowSettingsFile;
  /** What a new page is told. */
  namePage(locked: boolean): PageNews;
  readonly deliver: Machine["deliver"];
}

/** Builds the house behind a window that is already on its way, finds the record, and keeps watch; what nobody expected goes to the log. */
export async function openHouse({ distFolder, window, settings, namePage, deliver }: Door): Promise<App> {
  const profile = app.getPath("userData");
  const log = createLog(join(profile, "logs", "chartwell.log"));
  logUnexpected(log);
  const clock = createSystemClock();
  const keychain = createOsKeychain();
  const install = findInstall(process.execPath);
  const startNews = readStartNews(install);
  const composed = compose({
    profile,
    log,
    clock,
    keychain,
    delivery: createDelivery(),
    clipboard: createNoteClipboard(),
    microphones: createMicrophones(distFolder),
    startListener: createStartListener(distFolder),
    speechPacks: locateSpeechPacks(app.isPackaged),
    policy: readPolicy(locatePolicy(), clock.today()),
    install,
    startNews,
    host: null,
    findHost: async (place, code) => (await import("./station/enrol.ts")).findHost({ profile, keychain }, place, code),
    restart() {
      app.relaunch();
      app.quit();
    },
    appVersion: app.getVersion(),
    runtime: `electron-${process.versions.electron}`,
    developmentRuntime: __DEVELOPMENT_BUILD__,
    showTheme: (theme) => settings.choose({ theme }),
    showLanguage: (language) => {
      settings.choose({ language });
      void window.loadURL(nameAddress({ ...namePage(false), signInFirst: false })).catch(() => undefined);
    },
    deliver: (callerId, name, payload) => {
      deliver(callerId, name, payload);
      if (name === "session.locked") void clearAway((payload as { reason?: unknown }).reason !== "signed-out");
    },
  });
  /** After a session: a new page in a new process at once, and once the record is closed this process forgets too. */
  async function clearAway(locked: boolean): Promise<void> {
    await renewPage(window, namePage(locked));
    await composed.whenLocked();
    closePrinter();
    forgetMemory();
    // What was still on its way then, a message or a half-done read, has arrived and been dropped by now.
    setTimeout(forgetMemory, forgetAgainMs);
  }
  await composed.start();
  if (install !== null && startNews.replaced !== null) await proveVersion(install);
  window.webContents.on("did-finish-load", forbidCoreDumps);
  // After the page's first answer, which nobody's record is in yet.
  if (!window.webContents.isLoading()) setImmediate(forbidCoreDumps);
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
