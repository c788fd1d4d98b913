import { confineSockets } from "../egress.ts";
import { type ListeningAnswer, ListeningQuestionSchema } from "./messages.ts";
import { createServe } from "./serve.ts";

/** The one end of Electron's utility process; run by Node.js alone, the channel to its parent. */
interface Port {
  on(name: "message", listener: (message: { data: unknown }) => void): void;
  postMessage(message: ListeningAnswer): void;
}

/**
 * The listening process: it is handed samples and gives back lines. It opens no socket: the first
 * thing it does is to close the network to itself.
 */
function start(): void {
  confineSockets(() => undefined);
  const { parentPort } = process as unknown as { parentPort?: Port };
  const answer = (message: ListeningAnswer): void => {
    if (parentPort !== undefined) parentPort.postMessage(message);
    else process.send?.(message);
  };
  const serve = createServe(answer);
  const take = (message: unknown): void => serve(ListeningQuestionSchema.parse(message));
  if (parentPort !== undefined) parentPort.on("message", ({ data }) => take(data));
  else {
    process.on("message", take);
    process.on("disconnect", () => process.exit());
  }
}

start();
