import { join } from "node:path";
import { BrowserWindow, type Session, session } from "electron";
import { confineContents, confineSession } from "./confine.ts";
import { appOrigin, serveWindowFiles } from "./protocol.ts";

const partition = "chartwell-recorder";
const recorderPage = `${appOrigin}/recorder.html`;

/** Makes the opener of the page that hears; its session outlives its pages. */
export function createOpenRecorderPage(distFolder: string): () => Promise<BrowserWindow> {
  let prepared: Session | null = null;

  /** A session takes its files' handler only once. */
  function prepareOnce(): void {
    if (prepared !== null) return;
    prepared = session.fromPartition(partition, { cache: false });
    confineSession(prepared, { microphone: true });
    serveWindowFiles(prepared, join(distFolder, "renderer"));
    // Asked for what the computer plays, it gets that and, since a picture must come with it, its own empty page.
    prepared.setDisplayMediaRequestHandler((request, answer) => {
      const isOurs = request.frame !== null && request.securityOrigin.startsWith(appOrigin) && request.audioRequested;
      answer(isOurs && request.frame !== null ? { video: request.frame, audio: "loopback" } : {});
    });
  }

  return async () => {
    prepareOnce();
    const page = new BrowserWindow({
      show: false,
      title: "Chartwell",
      webPreferences: {
        preload: join(distFolder, "main", "recorder-preload.cjs"),
        partition,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        devTools: false,
        // Hidden, and nobody clicks in it: sound must begin and go on all the same.
        backgroundThrottling: false,
        autoplayPolicy: "no-user-gesture-required",
      },
    });
    confineContents(page.webContents);
    await page.loadURL(recorderPage);
    return page;
  };
}
