import type { CallName, CallOutput, CallParsed } from "../../shared/contract/index.ts";
import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";

/** A call of sound that the machine answers; `A`: what is known of whoever asks. */
export type SoundCall<N extends CallName, A> = (input: CallParsed<N>, asking: A) => Promise<Result<CallOutput<N>, AppError>>;
