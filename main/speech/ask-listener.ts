import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Progress } from "./listen.ts";
import { type ListeningAnswer, ListeningAnswerSchema, type ListeningQuestion } from "./messages.ts";

/** A process that listens, as its carrier gives it: Electron's utility process, or a child of Node.js in tests. */
export interface ListenerProcess {
  post(question: ListeningQuestion): void;
  onMessage(take: (message: unknown) => void): void;
  onExit(take: () => void): void;
  kill(): void;
}

/** The listener as main speaks to it. Every call fails with `speech.failed` once its process is gone. */
export interface AskListener {
  load(folder: string, threads: number): Promise<Result<string, AppError>>;
  begin(channels: number, fromMs: number): Promise<Result<Progress, AppError>>;
  feed(channels: readonly Uint8Array<ArrayBuffer>[]): Promise<Result<Progress, AppError>>;
  end(): Promise<Result<Progress, AppError>>;
  kill(): void;
}

/** Speaks to a listening process, one question at a time. */
export function askListener(process: ListenerProcess): AskListener {
  let waiting: ((answer: ListeningAnswer) => void) | null = null;
  let gone = false;
  const settle = (answer: ListeningAnswer): void => {
    const take = waiting;
    waiting = null;
    take?.(answer);
  };
  process.onMessage((message) => settle(ListeningAnswerSchema.parse(message)));
  process.onExit(() => {
    gone = true;
    settle({ kind: "failed", code: "speech.failed" });
  });

  function ask(question: ListeningQuestion): Promise<ListeningAnswer> {
    if (gone) return Promise.resolve({ kind: "failed", code: "speech.failed" });
    return new Promise((resolve) => {
      waiting = resolve;
      process.post(question);
    });
  }

  async function progress(question: ListeningQuestion): Promise<Result<Progress, AppError>> {
    const answer = await ask(question);
    if (answer.kind === "heard") return ok({ heard: answer.heard, settledMs: answer.settledMs });
    return err(failure(answer.kind === "failed" ? answer.code : "speech.failed"));
  }

  return {
    async load(folder, threads) {
      const answer = await ask({ kind: "load", folder, threads });
      if (answer.kind === "ready") return ok(answer.packId);
      return err(failure(answer.kind === "failed" ? answer.code : "speech.failed"));
    },
    begin: (channels, fromMs) => progress({ kind: "begin", channels, fromMs }),
    feed: (channels) => progress({ kind: "feed", channels: [...channels] }),
    end: () => progress({ kind: "end" }),
    kill: () => process.kill(),
  };
}
