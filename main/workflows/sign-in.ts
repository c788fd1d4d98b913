import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { judgePolicy, type Policy, type PolicyInForce } from "../policy/index.ts";
import { type Duty, nameActor, type Session, type Sessions } from "../session.ts";
import type { Throttle } from "../throttle.ts";
import { type Key, wipe } from "../vault/keys/seal.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { type Account, findAccount } from "../vault/stores/users.ts";
import { readStationId, type Tickets } from "./keep-tickets.ts";
import { readFactorState, spendCode } from "./second-factor.ts";
import type { OpenWorkflow, Workflow } from "./workflow.ts";

interface SignInParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly policy: Result<PolicyInForce, AppError>;
  /** Where the program hosts workstations: what lets a session there outlive this process. */
  readonly tickets: Tickets | null;
  /** What a freshly opened record needs before anyone uses it. */
  onOpened(): Promise<void>;
  mintSessionId(): string;
  /** Settles when a record that is being locked is locked. */
  whenLocked(): Promise<void>;
}

/**
 * Checks who it is (164.312(d)), opens the record with their secret where it is locked, and begins a
 * session. A wrong name and a wrong password look alike and take as long. Whoever is refused after
 * the record opened for them leaves it locked again.
 */
export function signIn(parts: SignInParts): OpenWorkflow<"session.signIn"> {
  const { door, sessions, throttle, mintSessionId, tickets } = parts;
  return async ({ username, password, code }, asking) => {
    await parts.whenLocked();
    const stationId = readStationId(asking.callerId);
    const policy = judgePolicy(parts.policy, parts.clock.today());
    if (!policy.ok) return policy;
    const waitMs = throttle.waitMs(username);
    if (waitMs > 0) return refuse(door, systemActor, failure("session.throttled", { waitSeconds: Math.ceil(waitMs / 1000) }));
    let share: Key | null = null;
    const keep = (proved: Key) => {
      share = proved;
    };
    const entered = await door.enter(username, password, tickets === null || stationId === undefined ? undefined : keep);
    if (!entered.ok) {
      if (entered.error.code === "session.wrong-credentials") throttle.fail(username);
      return refuse(door, systemActor, entered.error);
    }
    if (entered.value.opened) await parts.onOpened();
    const admitted = await admit(parts, policy.value, { username, secretKeyId: entered.value.secretKeyId, code });
    if (!admitted.ok) {
      if (admitted.error.code !== "session.second-factor-needed") throttle.fail(username);
      if (entered.value.opened && sessions.isEmpty()) await door.lock();
      wipe(share);
      return admitted;
    }
    throttle.clear(username);
    const { account, duties } = admitted.value;
    const session: Session = sessions.begin(asking.callerId, account.user, mintSessionId(), duties);
    const at = stationId === undefined ? {} : { stationId };
    const recorded = await door.vault.record(nameActor(session), event("user.signed-in", at));
    if (!recorded.ok) {
      sessions.end(asking.callerId, "signed-out");
      wipe(share);
      return recorded;
    }
    if (share !== null) tickets?.keep(session, asking.callerId, { secretKeyId: account.secretKeyId, share });
    return ok(describeSession(sessions, session));
  };
}

/** Looks at the account behind a proved secret, and at its second factor. */
async function admit(
  { door, clock }: SignInParts,
  policy: Pick<Policy, "secondFactor">,
  { username, secretKeyId, code }: { username: string; secretKeyId: string; code: string | null },
): Promise<Result<{ account: Account; duties: Duty[] }, AppError>> {
  const { vault } = door;
  const found = await vault.read(systemActor, event("users.listed", {}), async (tx) => ok(await findAccount(tx, username)));
  if (!found.ok) return found;
  const account = found.value;
  // A secret the record does not name was replaced or withdrawn; it opens nothing any more.
  if (account === null || account.secretKeyId !== secretKeyId) return refuse(door, systemActor, failure("session.wrong-credentials"));
  const by: Actor = { userId: account.user.id, role: account.user.role, sessionId: "" };
  if (!account.user.active) return refuse(door, by, failure("session.account-disabled"));
  const enrolled = await readFactorState(vault, account.user);
  if (!enrolled.ok) return enrolled;
  if (enrolled.value) {
    if (code === null) return err(failure("session.second-factor-needed"));
    const spent = await spendCode({ vault, clock }, account.user, code);
    if (!spent.ok) return refuse(door, by, spent.error);
  }
  const duties: Duty[] = [];
  if (account.mustChangePassword) duties.push("password");
  if (!enrolled.value && policy.secondFactor === "required") duties.push("second-factor");
  return ok({ account, duties });
}

async function refuse(door: RecordDoor, by: Actor, error: AppError): Promise<{ ok: false; error: AppError }> {
  const code: ErrorCode = error.code;
  const recorded = await door.vault.record(by, event("user.sign-in-refused", { code }));
  return recorded.ok ? err(error) : recorded;
}

function describeSession(sessions: Sessions, session: Session) {
  return { user: session.user, signedInAt: session.signedInAt, idleLockMs: sessions.limits.idleMs, duties: [...sessions.listDuties(session.id)] };
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
  return async (_input, { session }) => ok({ session: session === null ? null : describeSession(sessions, session) });
}

/** Starts the idle clock again: somebody is at the keyboard. */
export function touchSession({ sessions }: Pick<SignInParts, "sessions">): Workflow<"session.touch"> {
  return async (_input, asking) => {
    sessions.touch(asking.callerId);
    return ok({});
  };
}
