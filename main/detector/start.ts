import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { DetectorDown, type Inspect } from "../deid/index.ts";
import { hereFolder } from "./weights-file.ts";
import type { Answer, DetectorWorkerData, Question } from "./worker.ts";

interface Waiting {
  resolve(answer: Answer): void;
}

/** Asks the detector's thread; a thread that dies fails every open question, and the next question starts another. */
function inspectInThread(file: string, packFolder: string | null): RunningDetector {
  let worker: Worker | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();
  const end = (): void => {
    worker = undefined;
    for (const [id, { resolve }] of waiting) resolve({ id, failed: "deid.detector-failed" });
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(file, { workerData: { packFolder } satisfies DetectorWorkerData });
    started.unref();
    started.on("message", (answer: Answer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
    });
    started.on("error", end);
    started.on("exit", end);
    return started;
  };
  const inspect: Inspect = async (text, known) => {
    worker ??= start();
    last += 1;
    const question: Question = { id: last, text, known };
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(question.id, { resolve });
      worker?.postMessage(question);
    });
    if ("failed" in answer) throw new DetectorDown(answer.failed);
    return answer.inspection;
  };
  return {
    inspect,
    async forget() {
      await worker?.terminate();
    },
  };
}

/** The detector, and the way to make it forget: its thread ends with every text it was shown. */
export interface RunningDetector {
  readonly inspect: Inspect;
  forget(): Promise<void>;
}

/**
 * Starts the detector off the window's thread, where the build put it beside this file. Run from
 * sources there is no bundle to start, and it answers here; the answers are the same.
 */
export function startDetector(packFolder: string | null = null): RunningDetector {
  const file = join(hereFolder, "detector.cjs");
  if (existsSync(file)) return inspectInThread(file, packFolder);
  let here: Inspect | undefined;
  return {
    inspect: async (text, known) => {
      // Its word lists are megabytes, which the window's process need not hold beside its thread's own.
      here ??= (await import("./inspector.ts")).createInspector(packFolder);
      return here(text, known);
    },
    forget: async () => undefined,
  };
}
