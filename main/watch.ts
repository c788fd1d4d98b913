import { app, type BrowserWindow, powerMonitor } from "electron";
import type { App } from "./app.ts";
import { asCode, describeError, type Log } from "./log.ts";
import { inPhiContext } from "./phi-context.ts";

const patienceMs = 4_000;
const sweepEveryMs = 5_000;

/** What a program's clock and its end ask of it. */
export type Watched = Pick<App, "endSessions" | "sweepSessions" | "runDue" | "stop">;

/** What nobody expected goes to the log: its class and where it rose, never what it says. */
export function logUnexpected(log: Log): void {
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
}

/** Does what falls due, ends what has run out, and stops in good order before the program leaves. */
export function keepDue(watched: Watched): void {
  const sweep = setInterval(() => {
    watched.sweepSessions();
    void watched.runDue();
  }, sweepEveryMs);
  let leaving = false;
  app.on("before-quit", (event) => {
    if (leaving) return;
    leaving = true;
    event.preventDefault();
    clearInterval(sweep);
    const late = new Promise((settle) => setTimeout(settle, patienceMs));
    void Promise.race([watched.stop(), late]).finally(() => app.quit());
  });
}

/** The same with a window: sessions end when the system locks, sleeps or shuts down. */
export function keepWatch(watched: Watched, window: BrowserWindow): void {
  powerMonitor.on("lock-screen", () => watched.endSessions("system-lock"));
  powerMonitor.on("suspend", () => watched.endSessions("system-lock"));
  // Some systems sleep without a word; then waking up is the word.
  powerMonitor.on("resume", () => watched.endSessions("system-lock"));
  app.on("second-instance", () => window.isDestroyed() || window.focus());
  // Not when all windows are closed: the hidden one of a recording would keep the program running unseen.
  window.on("closed", () => app.quit());
  keepDue(watched);
}
