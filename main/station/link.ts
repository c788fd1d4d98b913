import type { WebSocket } from "ws";
import { type AppError, AppErrorSchema, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { readMessage, writeMessage } from "../wire/codec.ts";
import { handshakeMs, heartbeatMs, nameDoor } from "../wire/door.ts";
import { type FromHost, FromHostSchema, type FromStation } from "../wire/messages.ts";
import { reachHost } from "./reach-host.ts";
import type { StationSettings } from "./settings.ts";

/** How it stands between station and host. `refused`: the host answers and will not speak with this station. */
export type Standing =
  | { readonly kind: "linked"; readonly name: string; readonly clinicName: string; readonly sessionGoesOn: boolean }
  | { readonly kind: "away" }
  | { readonly kind: "refused"; readonly error: AppError };

/** The connection to the host, kept up by itself. */
export interface Link {
  standing(): Standing;
  /** Settles when it is known for the first time how it stands, or when that takes longer than anybody should look at an empty page. */
  readonly tried: Promise<void>;
  /** Asks the host; what was on its way when the line broke is answered with `station.host-away`, whatever became of it there. */
  ask(name: string, input: unknown): Promise<Result<unknown, AppError>>;
  /** The network may be back: tries at once. */
  nudge(): void;
  /** Forgets the session's ticket: after this the next connection begins without anybody signed in. */
  forgetTicket(): void;
  close(): void;
}

export interface LinkParts {
  readonly settings: StationSettings;
  readonly identity: { readonly certificate: string; readonly privateKey: string };
  readonly appVersion: string;
  readonly contractMark: string;
  /** For how long nobody has been at the keyboard. */
  idleMs(): number;
  onStanding(standing: Standing): void;
  /** An event for the window. */
  tell(name: string, payload: unknown): void;
  /** Does what only this computer can do; its result goes back as it is. */
  runErrand(name: string, input: unknown): Promise<unknown>;
}

const firstWaitMs = 250;
const longestWaitMs = 5_000;
const firstTryMs = 1_500;

/** Opens the link and keeps it up until it is closed. */
export function openLink(parts: LinkParts): Link {
  let standing: Standing = { kind: "away" };
  let socket: WebSocket | null = null;
  let ticket: Uint8Array | null = null;
  let asked = 0;
  let failures = 0;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let reaching = false;
  const waiting = new Map<number, (reply: Result<unknown, AppError>) => void>();
  let noteTried: () => void = () => undefined;
  const tried = new Promise<void>((resolve) => {
    noteTried = resolve;
    setTimeout(resolve, firstTryMs).unref();
  });

  function stand(next: Standing): void {
    standing = next;
    parts.onStanding(next);
    noteTried();
  }

  function say(message: FromStation): void {
    socket?.send(writeMessage(message));
  }

  async function reach(): Promise<void> {
    if (closed || reaching || socket !== null) return;
    reaching = true;
    const { settings, identity } = parts;
    const { authority, hostKeyHash } = settings;
    const reached = await reachHost(settings, { door: nameDoor(settings.doorSecret), identity: { ...identity, authority, hostKeyHash } });
    reaching = false;
    if (closed && typeof reached !== "string") reached.socket.terminate();
    else if (typeof reached === "string") fail(reached === "stranger" ? failure("station.host-stranger") : null);
    else take(reached.socket);
  }

  function fail(error: AppError | null): void {
    if (error !== null) stand({ kind: "refused", error });
    else if (standing.kind === "linked") stand({ kind: "away" });
    noteTried();
    failures += 1;
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10));
    if (timer !== null) clearTimeout(timer);
    // Fifty stations whose host comes back do not all knock at once.
    if (!closed) timer = setTimeout(() => void reach(), waitMs * (0.5 + Math.random() / 2));
  }

  function take(opened: WebSocket): void {
    socket = opened;
    let refused: AppError | null = null;
    const patience = setTimeout(() => opened.terminate(), handshakeMs);
    const beat = keepAlive(opened);
    opened.on("error", () => opened.terminate());
    opened.on("message", (data) => {
      const parsed = FromHostSchema.safeParse(readMessage(data as Buffer));
      if (!parsed.success) return opened.terminate();
      if (parsed.data.t === "refused") refused = parsed.data.error;
      if (parsed.data.t === "welcome") clearTimeout(patience);
      hear(parsed.data);
    });
    opened.once("close", () => {
      clearTimeout(patience);
      clearInterval(beat);
      socket = null;
      for (const settle of waiting.values()) settle(err(failure("station.host-away")));
      waiting.clear();
      fail(refused);
    });
    say({ t: "hello", version: parts.appVersion, contract: parts.contractMark, ticket, idleMs: parts.idleMs() });
  }

  function hear(message: FromHost): void {
    if (message.t === "welcome") {
      failures = 0;
      if (!message.sessionGoesOn) ticket = null;
      stand({ kind: "linked", name: message.name, clinicName: message.clinicName, sessionGoesOn: message.sessionGoesOn });
    } else if (message.t === "ticket") ticket = message.ticket;
    else if (message.t === "tell") parts.tell(message.name, message.payload);
    else if (message.t === "errand") void run(message.id, message.name, message.input);
    else if (message.t === "answer") {
      const settle = waiting.get(message.id);
      waiting.delete(message.id);
      settle?.(readReply(message.reply));
    }
  }

  async function run(id: number, name: string, input: unknown): Promise<void> {
    say({ t: "done", id, result: await parts.runErrand(name, input) });
  }

  void reach();
  return {
    standing: () => standing,
    tried,
    ask(name, input) {
      if (standing.kind === "refused") return Promise.resolve(err(standing.error));
      if (standing.kind === "away" || socket === null) return Promise.resolve(err(failure("station.host-away")));
      asked += 1;
      const id = asked;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        say({ t: "ask", id, name, input });
      });
    },
    nudge() {
      failures = 0;
      if (timer !== null) clearTimeout(timer);
      void reach();
    },
    forgetTicket() {
      ticket = null;
    },
    close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      socket?.terminate();
    },
  };
}

/** Takes a reply for what it says it is; its value is looked at by whoever asked. */
function readReply(reply: unknown): Result<unknown, AppError> {
  const { ok: isOk, value, error } = (reply ?? {}) as { ok?: unknown; value?: unknown; error?: unknown };
  if (isOk === true) return ok(value);
  const parsed = AppErrorSchema.safeParse(error);
  return err(parsed.success ? parsed.data : failure("ipc.malformed-output"));
}

/** A host that shows no sign of life twice running is away, even if nobody said so. */
function keepAlive(socket: WebSocket): NodeJS.Timeout {
  let missed = 0;
  const alive = (): void => {
    missed = 0;
  };
  for (const sign of ["ping", "pong", "message"] as const) socket.on(sign, alive);
  return setInterval(() => {
    missed += 1;
    if (missed > 2) socket.terminate();
    else socket.ping();
  }, heartbeatMs);
}
