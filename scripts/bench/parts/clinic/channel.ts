import type { ChildProcess } from "node:child_process";

/** Asks a process of the bench, one question at a time, and gives its answer; rejects when it ends first. */
export type Ask = <T>(question: object) => Promise<T>;

interface Reply {
  readonly value?: unknown;
  readonly error?: string;
}

/** The asking end. */
export function askOver(child: ChildProcess): Ask {
  return (question) =>
    new Promise((resolve, reject) => {
      const gone = () => settle(() => reject(new Error("it ended before it answered")));
      const hear = ({ value, error }: Reply) => settle(() => (error === undefined ? resolve(value as never) : reject(new Error(error))));
      function settle(act: () => void): void {
        child.off("message", hear);
        child.off("exit", gone);
        act();
      }
      child.on("message", hear);
      child.on("exit", gone);
      child.send(question);
    });
}

/** The answering end: what a question's `do` names is done with the rest of it. */
export function answerWith(acts: Readonly<Record<string, (question: never) => Promise<unknown>>>): void {
  process.on("message", async ({ do: name, ...question }: { do: string }) => {
    try {
      process.send?.({ value: await acts[name]?.(question as never) });
    } catch (error) {
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.once("disconnect", () => process.exit(0));
}
