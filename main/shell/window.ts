import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BrowserWindow, nativeTheme, session } from "electron";
import type { Language } from "../../shared/domain/language.ts";
import { confineContents, confineSession } from "./confine.ts";
import { appOrigin, serveWindowFiles } from "./protocol.ts";

/** A session that lives in memory only, so that nothing a page shows reaches a cache on disk. */
const partition = "chartwell";

/** No start waits longer than this for a page to fetch its files. */
const servedPatienceMs = 1_000;

/** Prepares the one session our windows use. Settles when the first page has every file it names. */
export function prepareSession(distFolder: string): Promise<void> {
  const ours = session.fromPartition(partition, { cache: false });
  confineSession(ours);
  confineSession(session.defaultSession);
  const folder = join(distFolder, "renderer");
  const missing = new Set(readFileSync(join(folder, "index.html"), "utf8").match(/(?<=(?:src|href)="\.)\/assets\/[^"]+/g));
  serveWindowFiles(ours, folder);
  return new Promise((resolve) => {
    setTimeout(resolve, servedPatienceMs);
    ours.webRequest.onCompleted(({ url }) => {
      missing.delete(new URL(url).pathname);
      if (missing.size > 0) return;
      resolve();
      ours.webRequest.onCompleted(null);
    });
  });
}

/** The page's own address: what it must know before it draws anything, and nothing of anybody. */
export function nameAddress({ language, locked }: { readonly language: Language; readonly locked: boolean }): string {
  return `${appOrigin}/?lang=${language}${locked ? "&locked" : ""}`;
}

/** What the page itself is drawn on, so that it appears on the window's own colour. */
const ground = { light: "#f6f2ea", dark: "#1a2028" } as const;

/**
 * Opens the window. Its title is the product's name and nothing else, whatever it shows. It is not
 * painted before its page has been read: painting waits for the graphics process, and the page would
 * wait with it.
 */
export function openWindow(distFolder: string, language: Language): BrowserWindow {
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
  void window.loadURL(nameAddress({ language, locked: false }));
  return window;
}
