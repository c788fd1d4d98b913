import type { CallInput, CallName, CallOutput } from "../../shared/contract/index.ts";
import type { AppError, ErrorCode } from "../../shared/errors.ts";

/** An expected failure of a call, as screens meet it: a code and facts, the words are theirs. */
export class AskError extends Error {
  override readonly name = "AskError";
  readonly code: ErrorCode;
  readonly facts: NonNullable<AppError["facts"]>;
  constructor(error: AppError) {
    super(error.code);
    this.code = error.code;
    this.facts = error.facts ?? {};
  }
}

/** Asks main by a name of the contract; throws AskError when it is refused. */
export async function ask<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
  const reply = await window.chartwell.ask(name, input);
  if (!reply.ok) throw new AskError(reply.error);
  return reply.value;
}
