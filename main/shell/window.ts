import { join } from "node:path";
import { BrowserWindow, session } from "electron";
import type { Language } from "../../shared/domain/language.ts";
import { confineContents, confineSession } from "./confine.ts";
import { appOrigin, serveWindowFiles } from "./protocol.ts";

/** A session that lives in memory only, so that nothing a page shows reaches a cache on disk. */
const partition = "chartwell";

/** Prepares the one session our windows use. */
export function prepareSession(distFolder: string): void {
  const ours = session.fromPartition(partition, { cache: false });
  confineSession(ours);
  confineSession(session.defaultSession);
  serveWindowFiles(ours, join(distFolder, "renderer"));
}

/** The page's own address: what it must know before it draws anything, and nothing of anybody. */
export function nameAddress({ language, locked }: { readonly language: Language; readonly locked: boolean }): string {
  return `${appOrigin}/?lang=${language}${locked ? "&locked" : ""}`;
}

/** Opens the window. Its title is the product's name and nothing else, whatever it shows. */
export function openWindow(distFolder: string, language: Language): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: "Chartwell",
    backgroundColor: "#f6f2ea",
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
  window.once("ready-to-show", () => window.show());
  window.setContentProtection(true);
  window.removeMenu();
  confineContents(window.webContents);
  void window.loadURL(nameAddress({ language, locked: false }));
  return window;
}
