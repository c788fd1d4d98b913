import { setTimeout as wait } from "node:timers/promises";
import type { ElectronApplication } from "@playwright/test";

const tries = 4;
const pauseMs = 100;

/**
 * Asks the main process again when the answer was lost on its way. What a question comes to is held only
 * weakly by the debugger until it is read, so a collection at that moment takes it, though the question
 * was put and done; every question asked here may be put twice.
 */
export function askAgainWhenForgotten(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app) as (question: unknown, given: unknown) => Promise<unknown>;
  async function askPatiently(question: unknown, given: unknown): Promise<unknown> {
    for (let left = tries - 1; ; left -= 1) {
      try {
        return await ask(question, given);
      } catch (error) {
        if (left === 0 || !String(error).includes("promise was garbage collected")) throw error;
        await wait(pauseMs);
      }
    }
  }
  app.evaluate = askPatiently as ElectronApplication["evaluate"];
}
