import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import { nameActor, type Session, type Sessions } from "../session.ts";
import { type Account, findAccount } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import type { Passwords } from "./passwords.ts";
import type { Throttle } from "./throttle.ts";
import type { OpenWorkflow, Workflow } from "./workflow.ts";

interface SignInParts {
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  mintSessionId(): string;
}

/** Checks who it is (164.312(d)) and begins a session; a wrong name and a wrong password look alike. */
export function signIn(parts: SignInParts): OpenWorkflow<"session.signIn"> {
  const { vault, sessions, passwords, throttle, mintSessionId } = parts;
  return async ({ username, password }, asking) => {
    const waitMs = throttle.waitMs(username);
    if (waitMs > 0) return refuse(vault, systemActor, "session.throttled", { waitSeconds: Math.ceil(waitMs / 1000) });
    const found = await vault.read(systemActor, event("users.listed", {}), async (tx) => ok(await findAccount(tx, username)));
    if (!found.ok) return found;
    if (!(await fits(passwords, found.value, password))) {
      throttle.fail(username);
      return refuse(vault, nameAttempt(found.value), "session.wrong-credentials");
    }
    const { user } = found.value as Account;
    if (!user.active) return refuse(vault, nameAttempt(found.value), "session.account-disabled");
    throttle.clear(username);
    const session: Session = sessions.begin(asking.callerId, user, mintSessionId());
    const recorded = await vault.record(nameActor(session), event("user.signed-in", {}));
    if (!recorded.ok) {
      sessions.end(asking.callerId, "signed-out");
      return recorded;
    }
    return ok({ user, signedInAt: session.signedInAt, idleLockMs: sessions.limits.idleMs });
  };
}

/** A hash to check against when there is no such person, so that both answers take as long. */
const nobody = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b4dWRWJTmaaJObG2f5mZ1u9Yzs";

async function fits(passwords: Passwords, account: Account | null, password: string): Promise<boolean> {
  const fitted = await passwords.check(password, account?.passwordHash ?? nobody);
  return account !== null && fitted;
}

function nameAttempt(account: Account | null): Actor {
  return account === null ? systemActor : { userId: account.user.id, role: account.user.role, sessionId: "" };
}

async function refuse(
  vault: Vault,
  by: Actor,
  code: "session.throttled" | "session.wrong-credentials" | "session.account-disabled",
  facts?: Record<string, number>,
) {
  const recorded = await vault.record(by, event("user.sign-in-refused", { code }));
  return recorded.ok ? err(failure(code, facts)) : recorded;
}

/** Ends the session of whoever asks. */
export function signOut({ sessions }: Pick<SignInParts, "sessions">): Workflow<"session.signOut"> {
  return async (_input, asking) => {
    sessions.end(asking.callerId, "signed-out");
    return ok({});
  };
}

/** Tells the window who is signed in at it. */
export function readCurrentSession({ sessions }: Pick<SignInParts, "sessions">): OpenWorkflow<"session.current"> {
  return async (_input, { session }) => {
    if (session === null) return ok({ session: null });
    return ok({ session: { user: session.user, signedInAt: session.signedInAt, idleLockMs: sessions.limits.idleMs } });
  };
}

/** Starts the idle clock again: somebody is at the keyboard. */
export function touchSession({ sessions }: Pick<SignInParts, "sessions">): Workflow<"session.touch"> {
  return async (_input, asking) => {
    sessions.touch(asking.callerId);
    return ok({});
  };
}
