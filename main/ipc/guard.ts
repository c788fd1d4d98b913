// Promises: every call passes sender, session, role and both schemas, and answers with a value or a code.
// Callers: a carrier (the Electron bridge now, a workstation's TLS channel later); it says who asks.
// Never: look into a workflow, the record or the network; pass on a message, a stack or an unparsed value.
import type { z } from "zod";
import type { Call } from "../../shared/contract/call.ts";
import type { CallName, CallOutput, CallParsed, Contract } from "../../shared/contract/index.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { inPhiContext } from "../phi-context.ts";
import type { Asking, Duty, Session, Sessions, SignedIn } from "../session.ts";
import { forCaller } from "./current-caller.ts";

/** Who stands at the door, as the carrier vouches for it. */
export interface Caller {
  readonly id: string;
  /** The carrier has proved that this is our own window, main frame, our own page. */
  readonly trusted: boolean;
}

/** Calls for people with a role know their person; the few for anyone may not. */
type AskingOf<N extends CallName> = Contract[N]["who"] extends "anyone" ? Asking : SignedIn;

/** One workflow per call, exactly as the contract lists them. */
export type Handlers = {
  [N in CallName]: (input: CallParsed<N>, asking: AskingOf<N>) => Promise<Result<CallOutput<N>, AppError>>;
};

export type Guard = (caller: Caller, name: unknown, input: unknown) => Promise<Result<unknown, AppError>>;

/** One workflow per call of any list of calls; the window's is the contract, the stations have a short one of their own. */
export type HandlersOf<C extends Readonly<Record<string, Call>>> = {
  [N in keyof C]: (
    input: z.output<C[N]["input"]>,
    asking: C[N]["who"] extends "anyone" ? Asking : SignedIn,
  ) => Promise<Result<z.output<C[N]["output"]>, AppError>>;
};

export interface GuardParts<C extends Readonly<Record<string, Call>>> {
  readonly contract: C;
  readonly handlers: HandlersOf<C>;
  readonly sessions: Sessions;
  /** Writes the refusal into the audit log; the name is a known call or "unknown". */
  recordRefusal(asking: Asking, call: string, code: ErrorCode): Promise<void>;
  /** Tells the diagnostic log that something broke: call and error class only. */
  reportBug(call: string, error: unknown): void;
}

/** Makes the front door. */
export function createGuard<C extends Readonly<Record<string, Call>>>(parts: GuardParts<C>): Guard {
  const { contract, handlers, sessions, recordRefusal, reportBug } = parts;
  const findCall = (name: unknown): Call | null => (typeof name === "string" && Object.hasOwn(contract, name) ? (contract[name] as Call) : null);

  function judge(caller: Caller, name: unknown): { name: string; call: Call; session: Session | null } | ErrorCode {
    if (!caller.trusted) return "ipc.untrusted-sender";
    const call = findCall(name);
    if (call === null || typeof name !== "string") return "ipc.unknown-call";
    const session = sessions.find(caller.id);
    const { who } = call;
    if (who === "anyone") return { name, call, session };
    if (session === null) return "session.signed-out";
    const owed = findOwed(name, sessions.listDuties(session.id));
    if (owed !== null) return owed;
    return (who as readonly string[]).includes(session.user.role) ? { name, call, session } : "session.not-permitted";
  }

  // Whatever is done for a caller may hold PHI: its calls, what they start, and what breaks in them.
  return (caller, name, input) => inPhiContext(() => forCaller(caller.id, () => answer(caller, name, input)));

  async function answer(caller: Caller, name: unknown, input: unknown): Promise<Result<unknown, AppError>> {
    const judged = judge(caller, name);
    const known = typeof name === "string" && findCall(name) !== null ? name : "unknown";
    const asking: Asking = { callerId: caller.id, session: caller.trusted ? sessions.find(caller.id) : null };
    try {
      if (typeof judged === "string") return await refuse(asking, known, judged);
      const { call } = judged;
      const parsed = call.input.safeParse(input);
      if (!parsed.success) return await refuse(asking, known, "ipc.malformed-input");
      // One entry of the handlers map fits its own call; the compiler cannot follow a union of names.
      const handle = handlers[judged.name] as unknown as (input: unknown, asking: Asking) => Promise<Result<unknown, AppError>>;
      const reply = await handle(parsed.data, asking);
      if (!reply.ok) return reply;
      const answer = call.output.safeParse(reply.value);
      return answer.success ? ok(answer.data) : await refuse(asking, known, "ipc.malformed-output");
    } catch (error) {
      reportBug(known, error);
      return err(failure("app.unexpected"));
    }
  }

  async function refuse(asking: Asking, call: string, code: ErrorCode): Promise<Result<unknown, AppError>> {
    await recordRefusal(asking, call, code);
    return err(failure(code));
  }
}

/** Until a start password is replaced and a demanded second factor enrolled, nothing else is answered. */
function findOwed(name: string, duties: readonly Duty[]): ErrorCode | null {
  if (name.startsWith("session.") || name.startsWith("secondFactor.")) return null;
  if (duties.includes("password")) return "session.must-change-password";
  return duties.includes("second-factor") ? "session.must-enrol-second-factor" : null;
}
