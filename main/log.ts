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
  // With PHI in flight even a name of an error may have been made of it.
  if (holdsPhi()) return { error: asCode(error instanceof Error && knownErrors.has(error.name) ? error.name : "Error") };
  if (!(error instanceof Error)) return { error: asCode(typeof error) };
  const place = /\(?([^\s()/\\]+:\d+:\d+)\)?/.exec(error.stack?.split("\n").find((line) => line.trimStart().startsWith("at ")) ?? "");
  return { error: asCode(error.name), place: asCode(place?.[1] ?? "unknown") };
}
