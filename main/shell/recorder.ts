import { type BrowserWindow, ipcMain, powerMonitor, powerSaveBlocker, systemPreferences } from "electron";
import { recorderChannel, recorderCommandChannel } from "../../shared/contract/names.ts";
import { type FromRecorder, FromRecorderSchema, type ToRecorder } from "../../shared/contract/recorder.ts";
import { systemAudioId } from "../../shared/domain/sound.ts";
import type { FromMicrophones, Microphones } from "../recording/microphones.ts";
import { appOrigin } from "./protocol.ts";
import { createOpenRecorderPage } from "./recorder-page.ts";

const answerPatienceMs = 15_000;
/** A page nobody asks any more is let go. */
const idlePageMs = 30_000;
/** Counted while the machine is awake: so long without a sign from a page that hears, and another takes its place. */
const lookEveryMs = 1_000;
const silentLooks = 4;
const tryAgainMs = 2_000;

/** What is being heard at this moment. */
interface Hearing {
  readonly ids: readonly string[];
  readonly keeps: boolean;
  readonly take: (message: FromMicrophones) => void;
  readonly blocker: number;
  paused: boolean;
  /** Looks since the page last gave a sign. */
  looks: number;
  mending: boolean;
}

/**
 * The microphones, heard by a page of their own that is never shown. It alone may use them, and it may
 * do nothing else: it asks nothing of the record and shows nothing of it. It outlives the page people
 * see, so a lock, which ends that page's process, does not end the recording; and should it fail
 * itself, another goes on in its place.
 */
export function createMicrophones(distFolder: string): Microphones {
  const openPage = createOpenRecorderPage(distFolder);
  let page: BrowserWindow | null = null;
  let opening: Promise<BrowserWindow> | null = null;
  let hearing: Hearing | null = null;
  let idle: NodeJS.Timeout | null = null;
  const waiting = new Map<FromRecorder["kind"], (message: FromRecorder) => void>();

  ipcMain.on(recorderChannel, (event, message: unknown) => {
    if (page === null || event.sender !== page.webContents || event.senderFrame?.origin !== appOrigin) return;
    const parsed = FromRecorderSchema.safeParse(message);
    if (!parsed.success) return;
    waiting.get(parsed.data.kind)?.(parsed.data);
    if (hearing === null) return;
    hearing.looks = 0;
    if (parsed.data.kind === "samples" || parsed.data.kind === "level" || parsed.data.kind === "gone") hearing.take(parsed.data);
  });
  powerMonitor.on("suspend", () => send({ kind: "give" }));

  function send(command: ToRecorder): void {
    if (page !== null && !page.isDestroyed()) page.webContents.send(recorderCommandChannel, command);
  }

  async function ensurePage(): Promise<BrowserWindow> {
    if (page !== null && !page.isDestroyed()) return page;
    opening ??= openPage().finally(() => {
      opening = null;
    });
    const opened = await opening;
    page = opened;
    opened.webContents.once("render-process-gone", () => void mend());
    return opened;
  }

  /** Sends a command and waits for the answer that belongs to it; null when none comes. */
  async function ask<K extends FromRecorder["kind"]>(command: ToRecorder, answer: K): Promise<Extract<FromRecorder, { kind: K }> | null> {
    await ensurePage();
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(null), answerPatienceMs);
      const settle = (message: FromRecorder | null): void => {
        clearTimeout(timer);
        waiting.delete(answer);
        resolve(message as Extract<FromRecorder, { kind: K }> | null);
      };
      waiting.set(answer, settle);
      send(command);
    });
  }

  async function begin({ ids, keeps }: Pick<Hearing, "ids" | "keeps">): Promise<boolean> {
    const started = await ask({ kind: "start", microphones: [...ids], keeps }, "started").catch(() => null);
    return started?.ok === true;
  }

  /** The page has failed or fallen silent: it is ended, and another hears the same microphones, as soon as they can be had. */
  async function mend(): Promise<void> {
    const now = hearing;
    if (now === null || now.mending) return;
    now.mending = true;
    now.take({ kind: "gone", gone: true });
    for (;;) {
      closePage();
      if (hearing !== now || (await begin(now))) break;
      await new Promise((settle) => setTimeout(settle, tryAgainMs));
    }
    now.mending = false;
    now.looks = 0;
    if (hearing !== now) return closePage();
    if (now.paused) send({ kind: "pause", paused: true });
    now.take({ kind: "gone", gone: false });
  }

  function closePage(): void {
    if (idle !== null) clearTimeout(idle);
    page?.destroy();
    page = null;
  }

  function watch(now: Hearing): void {
    const timer = setInterval(() => {
      if (hearing !== now) return clearInterval(timer);
      now.looks += 1;
      if (now.looks >= silentLooks) void mend();
    }, lookEveryMs);
  }

  async function stop(): Promise<void> {
    const now = hearing;
    if (now === null) return;
    // A page that is being mended holds nothing.
    if (!now.mending) await ask({ kind: "stop" }, "stopped").catch(() => null);
    hearing = null;
    powerSaveBlocker.stop(now.blocker);
    closePage();
  }

  return {
    async list() {
      if (process.platform === "darwin" && !(await systemPreferences.askForMediaAccess("microphone"))) return [];
      const answered = await ask({ kind: "list" }, "listed");
      if (idle !== null) clearTimeout(idle);
      idle = setTimeout(() => {
        if (hearing === null) closePage();
      }, idlePageMs);
      // macOS gives its own sound to nobody but a driver made for it, which then is a microphone like any other.
      const own = process.platform === "darwin" ? [] : [{ id: systemAudioId, label: "" }];
      return [...(answered?.microphones ?? []), ...own];
    },
    async start(ids, take, { keeps } = { keeps: true }) {
      await stop();
      // Whoever hears is there before the first sample; until it has begun there is nothing to mend.
      const now: Hearing = { ids, keeps, take, blocker: powerSaveBlocker.start("prevent-app-suspension"), paused: !keeps, looks: 0, mending: true };
      hearing = now;
      const begun = await begin(now);
      now.mending = false;
      if (begun && hearing === now) watch(now);
      else if (hearing === now) {
        hearing = null;
        powerSaveBlocker.stop(now.blocker);
        closePage();
      }
      return begun;
    },
    pause(paused) {
      if (hearing !== null) hearing.paused = paused;
      send({ kind: "pause", paused });
    },
    stop,
  };
}
