import type { WebSocket } from "ws";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { readMessage, writeMessage } from "../wire/codec.ts";
import { type ErrandInput, type ErrandName, type ErrandOutput, errands } from "../wire/errands.ts";
import { type FromHost, type FromStation, FromStationSchema } from "../wire/messages.ts";

/** One live connection of an enrolled station. */
export interface Line {
  say(message: FromHost): void;
  /** Has the station's own computer do something; what does not come back is a failure, never a wait for ever. */
  run<N extends ErrandName>(name: N, input: ErrandInput<N>): Promise<Result<ErrandOutput<N>, AppError>>;
  /** Ends the connection. */
  end(): void;
}

export interface LineParts {
  readonly socket: WebSocket;
  /** Told of every message that keeps to the form. */
  hear(message: Exclude<FromStation, { t: "done" }>): void;
  /** Told once: something came that is no message of ours; the connection has been ended. */
  refuse(): void;
  closed(): void;
}

/** A person may look through folders for a while before choosing one. */
const errandMs = 30 * 60_000;
/** A station that does not take what it is told is let go before it fills this computer's memory. */
const mostUnsentBytes = 64 * 1024 * 1024;

/** Opens a line over a connected socket. */
export function openLine({ socket, hear, refuse, closed }: LineParts): Line {
  const waiting = new Map<number, (result: Result<unknown, AppError>) => void>();
  let errandCount = 0;

  function say(message: FromHost): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
    else socket.send(writeMessage(message));
  }

  socket.on("message", (data, isBinary) => {
    const parsed = isBinary ? FromStationSchema.safeParse(readMessage(data as Buffer)) : null;
    if (parsed?.success !== true) {
      socket.terminate();
      refuse();
      return;
    }
    if (parsed.data.t !== "done") return hear(parsed.data);
    const settle = waiting.get(parsed.data.id);
    waiting.delete(parsed.data.id);
    settle?.(ok(parsed.data.result));
  });
  // What the library finds wrong with a frame ends the connection; the close that follows is all there is to do.
  socket.on("error", refuse);
  socket.once("close", () => {
    for (const settle of waiting.values()) settle(err(failure("station.host-away")));
    waiting.clear();
    closed();
  });

  return {
    say,
    async run(name, input) {
      errandCount += 1;
      const id = errandCount;
      const came = await new Promise<Result<unknown, AppError>>((resolve) => {
        const timer = setTimeout(() => settle(err(failure("station.host-away"))), errandMs);
        timer.unref();
        const settle = (result: Result<unknown, AppError>): void => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(result);
        };
        waiting.set(id, settle);
        say({ t: "errand", id, name, input });
        if (socket.readyState !== socket.OPEN) settle(err(failure("station.host-away")));
      });
      if (!came.ok) return came;
      const parsed = errands[name].output.safeParse(came.value);
      return parsed.success ? ok(parsed.data as ErrandOutput<typeof name>) : err(failure("ipc.malformed-output"));
    },
    end: () => socket.terminate(),
  };
}
