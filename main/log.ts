import pino from "pino";
import { holdsPhi } from "./phi-context.ts";

/** What a log line may hold: codes, ids, counts and durations. There is no field for text. */
export type LogFields = Readonly<Record<string, number | boolean | Code>>;

/** A word of our own vocabulary: letters, digits and separators, no spaces, so no sentence fits. */
export type Code = string & { readonly __code: unique symbol };

const codeForm = /^[A-Za-z0-9._:/-]{1,80}$/;

/** Takes a word as a code; anything else becomes "unprintable", because a log is no place for it. */
export function asCode(word: string): Code {
  return (codeForm.test(word) ? word : "unprintable") as Code;
}

/** The only logger. It cannot be given a message, an error or an object, so it cannot leak one. */
export interface Log {
  info(event: Code, fields?: LogFields): void;
  warn(event: Code, fields?: LogFields): void;
}

/** Opens the diagnostic log at a path, appended and written through at once; null keeps none. */
export function createLog(path: string | null): Log {
  const settings = { base: null, timestamp: pino.stdTimeFunctions.isoTime, enabled: path !== null };
  const logger = path === null ? pino(settings) : pino(settings, pino.destination({ dest: path, sync: true, mkdir: true, mode: 0o600 }));
  return {
    info: (event, fields) => logger.info({ ...fields, event }),
    warn: (event, fields) => logger.warn({ ...fields, event }),
  };
}

const knownErrors: ReadonlySet<string> = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ZodError",
  "AbortError",
  "EngineError",
  "ElementNotAllowed",
]);

/** Names an error for the log: its class and where in our code it rose, never its message. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: asCode(typeof error) };
  // With PHI in flight even the name of an error may have been made of it.
  const name = holdsPhi() && !knownErrors.has(error.name) ? "Error" : error.name;
  // A message of several lines may look like a stack: what comes after it counts.
  const stack = (error.stack ?? "").split(error.message).at(-1) ?? "";
  const place = /\(?([^\s()/\\]+\.(?:cjs|mjs|js|ts):\d+:\d+)\)?/.exec(stack.split("\n").find((line) => line.trimStart().startsWith("at ")) ?? "");
  return { error: asCode(name), place: asCode(place?.[1] ?? "unknown") };
}
