import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BrowserWindow, nativeTheme, session } from "electron";
import { confineContents, confineSession } from "./confine.ts";
import { appOrigin, serveWindowFiles } from "./protocol.ts";
import type { WindowSettings } from "./window-settings.ts";

/** A session that lives in memory only, so that nothing a page shows reaches a cache on disk. */
const partition = "chartwell";

/** No start waits longer than this for a page to fetch its files, or to show itself. */
const patienceMs = 1_000;

/** Prepares the one session our windows use. */
export function prepareSession(distFolder: string): void {
  const ours = session.fromPartition(partition, { cache: false });
  confineSession(ours);
  confineSession(session.defaultSession);
  serveWindowFiles(ours, join(distFolder, "renderer"));
}

/** Settles once the first page has every file it names. */
export function awaitFiles(distFolder: string): Promise<void> {
  const { webRequest } = session.fromPartition(partition);
  const missing = new Set(readFileSync(join(distFolder, "renderer", "index.html"), "utf8").match(/(?<=(?:src|href)="\.)\/assets\/[^"]+/g));
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs);
    webRequest.onCompleted(({ url }) => {
      missing.delete(new URL(url).pathname);
      if (missing.size > 0) return;
      resolve();
      webRequest.onCompleted(null);
    });
  });
}

/** What a page must know before it draws anything. */
export interface PageNews extends WindowSettings {
  /** A session has just been locked. */
  readonly locked: boolean;
  /** A record lies on this computer and nobody is signed in: the sign-in can be shown before main has looked into it. */
  readonly signInFirst: boolean;
}

/** The page's own address: what it must know before it draws anything, and nothing of anybody. */
export function nameAddress({ language, theme, locked, signInFirst }: PageNews): string {
  return `${appOrigin}/?lang=${language}&theme=${theme}${locked ? "&locked" : ""}${signInFirst ? "&sign-in" : ""}`;
}

/** What the page itself is drawn on, so that it appears on the window's own colour. */
const ground = { light: "#f6f2ea", dark: "#1a2028" } as const;

/**
 * Opens the window. Its title is the product's name and nothing else, whatever it shows. It is not
 * painted before its page has been read: painting waits for the graphics process, and the page would
 * wait with it.
 */
export function openWindow(distFolder: string, news: PageNews): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    paintWhenInitiallyHidden: false,
    title: "Chartwell",
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(distFolder, "main", "preload.cjs"),
      partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: __DEVELOPMENT_BUILD__,
    },
  });
  window.on("page-title-updated", (event) => event.preventDefault());

  window.webContents.once("dom-ready", () => window.show());
  window.setContentProtection(true);
  window.removeMenu();
  confineContents(window.webContents);
  void window.loadURL(nameAddress(news));
  return window;
}

/** Settles when a window has shown the first of its page: frames need this process, which reads the rest of the program after it. */
export function awaitDrawn(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs);
    window.once("ready-to-show", () => resolve());
  });
}
