// Promises: every code has words; every date, time and number is written one way.
// Callers: screens and the frame.
// Never: ask for data, or hold a word about a person.
import type { ErrorCode } from "../../shared/errors.ts";
import { failureWords } from "./failures.ts";
import type { Words } from "./say.ts";

export * from "./format.ts";
export { nameDestructionReason, nameGlassReason } from "./reasons.ts";
export { describeBlock, formatScopePart, formatWords, nameGround, requestWords } from "./rights.ts";
export { nameRole } from "./roles.ts";
export { sessionStates } from "./session-states.ts";
export { soundScreenWords } from "./sound.ts";
export { nameTask } from "./tasks.ts";
export type { Words };

/** The words for a code. */
export function wordsFor(code: ErrorCode): Words {
  return failureWords[code];
}
