import type { z } from "zod";
import { type CallName, contract } from "../../shared/contract/index.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { Caller, Guard } from "../ipc/guard.ts";
import { inPhiContext } from "../phi-context.ts";

/** Answers a call on this computer instead of on the host. */
export type LocalCalls = {
  readonly [N in CallName]?: (input: z.output<(typeof contract)[N]["input"]>) => Promise<Result<z.output<(typeof contract)[N]["output"]>, AppError>>;
};

export interface StationDoorParts {
  /** What this computer does itself: its microphones, its language, its standing. */
  readonly local: LocalCalls;
  /** Hands on what is the host's to answer. */
  ask(name: CallName, input: unknown): Promise<Result<unknown, AppError>>;
  /** Tells the diagnostic log that something broke: call and error class only. */
  reportBug(call: string, error: unknown): void;
}

/**
 * The front door of a workstation: our own window, a listed name, input and output by the contract's
 * schemas. Who may do what is the host's to say; nothing the host says reaches the window unparsed.
 */
export function createStationDoor({ local, ask, reportBug }: StationDoorParts): Guard {
  async function answer(caller: Caller, name: unknown, input: unknown): Promise<Result<unknown, AppError>> {
    if (!caller.trusted) return err(failure("ipc.untrusted-sender"));
    if (!isCallName(name)) return err(failure("ipc.unknown-call"));
    try {
      const parsed = contract[name].input.safeParse(input);
      if (!parsed.success) return err(failure("ipc.malformed-input"));
      // One entry of the map fits its own call; the compiler cannot follow a union of names.
      const here = local[name] as ((input: unknown) => Promise<Result<unknown, AppError>>) | undefined;
      const reply = await (here === undefined ? ask(name, parsed.data) : here(parsed.data));
      if (!reply.ok) return reply;
      const answered = contract[name].output.safeParse(reply.value);
      return answered.success ? ok(answered.data) : err(failure("ipc.malformed-output"));
    } catch (error) {
      reportBug(name, error);
      return err(failure("app.unexpected"));
    }
  }

  return (caller, name, input) => inPhiContext(() => answer(caller, name, input));
}

function isCallName(name: unknown): name is CallName {
  return typeof name === "string" && Object.hasOwn(contract, name);
}
