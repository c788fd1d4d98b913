import type { ElectronApplication } from "@playwright/test";

/**
 * Asks the main process once more when the answer was lost on its way. What a question comes to is held
 * only weakly by the debugger until it is read, so a collection at that moment takes it, though the question
 * was put and done; every question asked here may be put twice.
 */
export function askAgainWhenForgotten(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app) as (question: unknown, given: unknown) => Promise<unknown>;
  const askPatiently = (question: unknown, given: unknown): Promise<unknown> =>
    ask(question, given).catch((error: Error) => {
      if (!error.message.includes("promise was garbage collected")) throw error;
      return ask(question, given);
    });
  app.evaluate = askPatiently as ElectronApplication["evaluate"];
}
