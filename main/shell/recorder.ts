import { join } from "node:path";
import { BrowserWindow, ipcMain, powerSaveBlocker, session, systemPreferences } from "electron";
import { recorderChannel, recorderCommandChannel } from "../../shared/contract/names.ts";
import { type FromRecorder, FromRecorderSchema, type ToRecorder } from "../../shared/contract/recorder.ts";
import type { FromMicrophones, Microphones } from "../workflows/record-session.ts";
import { confineContents, confineSession } from "./confine.ts";
import { appOrigin, serveWindowFiles } from "./protocol.ts";

const partition = "chartwell-recorder";
const recorderPage = `${appOrigin}/recorder.html`;
const answerPatienceMs = 15_000;

/**
 * The microphones, heard by a page of their own that is never shown. It alone may use them, and it may
 * do nothing else: it asks nothing of the record and shows nothing of it. It outlives the page
 * people see, so a lock, which ends that page's process, does not end the recording.
 */
export function createMicrophones(distFolder: string): Microphones {
  let page: BrowserWindow | null = null;
  let take: (message: FromMicrophones) => void = () => undefined;
  let blocker: number | null = null;
  let prepared = false;
  const waiting = new Map<FromRecorder["kind"], (message: FromRecorder) => void>();

  ipcMain.on(recorderChannel, (event, message: unknown) => {
    if (page === null || event.sender !== page.webContents || event.senderFrame?.origin !== appOrigin) return;
    const parsed = FromRecorderSchema.safeParse(message);
    if (!parsed.success) return;
    waiting.get(parsed.data.kind)?.(parsed.data);
    if (parsed.data.kind === "samples" || parsed.data.kind === "level" || parsed.data.kind === "gone") take(parsed.data);
  });

  /** The session outlives its pages, and takes its files' handler only once. */
  function prepareOnce(): void {
    if (prepared) return;
    prepared = true;
    const ours = session.fromPartition(partition, { cache: false });
    confineSession(ours, { microphone: true });
    serveWindowFiles(ours, join(distFolder, "renderer"));
  }

  async function openPage(): Promise<BrowserWindow> {
    if (page !== null && !page.isDestroyed()) return page;
    prepareOnce();
    const opened = new BrowserWindow({
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
    page = opened;
    confineContents(opened.webContents);
    opened.webContents.once("render-process-gone", () => {
      take({ kind: "gone", gone: true });
      close();
    });
    await opened.loadURL(recorderPage);
    return opened;
  }

  /** Sends a command and waits for the answer that belongs to it; null when none comes. */
  async function ask<K extends FromRecorder["kind"]>(command: ToRecorder, answer: K): Promise<Extract<FromRecorder, { kind: K }> | null> {
    const opened = await openPage();
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(null), answerPatienceMs);
      const settle = (message: FromRecorder | null): void => {
        clearTimeout(timer);
        waiting.delete(answer);
        resolve(message as Extract<FromRecorder, { kind: K }> | null);
      };
      waiting.set(answer, settle);
      opened.webContents.send(recorderCommandChannel, command);
    });
  }

  function close(): void {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = null;
    take = () => undefined;
    page?.destroy();
    page = null;
  }

  return {
    async list() {
      if (process.platform === "darwin" && !(await systemPreferences.askForMediaAccess("microphone"))) return [];
      const answered = await ask({ kind: "list" }, "listed");
      return answered?.microphones ?? [];
    },
    async start(ids, onMessage) {
      take = onMessage;
      const started = await ask({ kind: "start", microphones: [...ids] }, "started");
      if (started?.ok === true) {
        blocker = powerSaveBlocker.start("prevent-app-suspension");
        return true;
      }
      close();
      return false;
    },
    pause(paused) {
      page?.webContents.send(recorderCommandChannel, { kind: "pause", paused } satisfies ToRecorder);
    },
    async stop() {
      if (page === null) return;
      await ask({ kind: "stop" }, "stopped");
      close();
    },
  };
}
