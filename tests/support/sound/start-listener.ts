import type { ListenerProcess } from "../../../main/speech/ask-listener.ts";
import { ListeningQuestionSchema } from "../../../main/speech/messages.ts";
import { createServe } from "../../../main/speech/serve.ts";

/** The listener in the test's own process: the same code, without a second process to start. */
export function startListenerHere(): ListenerProcess {
  let take: (message: unknown) => void = () => undefined;
  let exit: () => void = () => undefined;
  const serve = createServe((answer) => setImmediate(() => take(answer)));
  return {
    post: (question) => serve(ListeningQuestionSchema.parse(structuredClone(question))),
    onMessage: (listener) => {
      take = listener;
    },
    onExit: (listener) => {
      exit = listener;
    },
    kill: () => exit(),
  };
}
