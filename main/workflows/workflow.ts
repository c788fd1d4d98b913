import type { CallName, CallOutput, CallParsed } from "../../shared/contract/index.ts";
import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import type { Asking, SignedIn } from "../session.ts";

/** One thing a clinic does, for a signed-in person. */
export type Workflow<N extends CallName> = (input: CallParsed<N>, asking: SignedIn) => Promise<Result<CallOutput<N>, AppError>>;

/** One thing that may happen before anyone has signed in. */
export type OpenWorkflow<N extends CallName> = (input: CallParsed<N>, asking: Asking) => Promise<Result<CallOutput<N>, AppError>>;
