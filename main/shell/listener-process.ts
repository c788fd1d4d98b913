import { constants, setPriority } from "node:os";
import { join } from "node:path";
import { utilityProcess } from "electron";
import type { ListenerProcess } from "../speech/ask-listener.ts";

/** Starts the listening process: the utility process of Electron, below everything a person waits for, with no environment to read. */
export function createStartListener(distFolder: string): () => ListenerProcess {
  return () => {
    const child = utilityProcess.fork(join(distFolder, "main", "listener.cjs"), [], {
      serviceName: "Chartwell listener",
      stdio: "ignore",
      env: {},
    });
    child.once("spawn", () => {
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    });
    return {
      post: (question) => child.postMessage(question),
      onMessage: (take) => void child.on("message", take),
      onExit: (take) => void child.once("exit", take),
      kill: () => void child.kill(),
    };
  };
}
