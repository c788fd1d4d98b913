import { setTimeout as wait } from "node:timers/promises";
import type { ElectronApplication } from "@playwright/test";

/** A main process that is busy may lose several answers one after the other; it is asked until it has had time to be done. */
const patienceMs = 15_000;
const pauseMs = 200;

/**
 * Asks the main process again when the answer was lost on its way. What a question comes to is held only
 * weakly by the debugger until it is read, so a collection at that moment takes it, though the question
 * was put and done; every question asked here may be put twice.
 */
export function askAgainWhenForgotten(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app) as (question: unknown, given: unknown) => Promise<unknown>;
  async function askPatiently(question: unknown, given: unknown): Promise<unknown> {
    const untilMs = Date.now() + patienceMs;
    for (;;) {
      try {
        return await ask(question, given);
      } catch (error) {
        if (Date.now() > untilMs || !String(error).includes("promise was garbage collected")) throw error;
        await wait(pauseMs);
      }
    }
  }
  app.evaluate = askPatiently as ElectronApplication["evaluate"];
}
