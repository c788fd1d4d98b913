import { Secret, TOTP } from "otpauth";
import type { User } from "../../shared/domain/people.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor, type Sessions } from "../session.ts";
import { drawRecoveryCode, hashRecoveryCode } from "../vault/keys/recovery-codes.ts";
import {
  confirmSecondFactor,
  deleteSecondFactor,
  insertSecondFactor,
  keepRecoveryCodes,
  readSecondFactor,
  type SecondFactor,
  spendStep,
} from "../vault/stores/second-factors.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

const periodMs = 30_000;
const codeCount = 10;

interface FactorParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
}

/** Makes a secret for the person's authenticator app; it counts once a first code has been typed back. */
export function beginSecondFactor({ vault, reauthenticate }: FactorParts): Workflow<"secondFactor.begin"> {
  return async ({ password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const secret = new Secret({ size: 20 }).base32;
    const by = nameActor(session);
    const written = await vault.write(by, event("factor.begun", {}), async (tx) => {
      const known = await readSecondFactor(tx, session.user.id);
      if (known?.confirmed === true) return err(failure("session.not-permitted"));
      await insertSecondFactor(tx, session.user.id, secret);
      return ok(null);
    });
    return written.ok ? ok({ secret, uri: describe(secret, session.user).toString() }) : written;
  };
}

/** Confirms the secret with a first code and gives the recovery codes, this once. */
export function confirmFactor(parts: FactorParts & { sessions: Sessions }): Workflow<"secondFactor.confirm"> {
  const { vault, clock, sessions } = parts;
  return async ({ code }, asking) => {
    const { session } = asking;
    const codes = Array.from({ length: codeCount }, drawRecoveryCode);
    const written = await vault.write(nameActor(session), event("factor.enrolled", {}), async (tx) => {
      const factor = await readSecondFactor(tx, session.user.id);
      const step = factor === null ? null : findStep(factor, code, clock);
      if (step === null) return err(failure("session.second-factor-wrong"));
      await confirmSecondFactor(tx, session.user.id, step, codes.map(hashRecoveryCode));
      return ok(null);
    });
    if (!written.ok) return written;
    sessions.settle(asking.callerId, "second-factor");
    return ok({ recoveryCodes: codes });
  };
}

/** Removes one's own second factor, where policy does not ask for one; or, for an officer, a colleague's. */
export function removeSecondFactor(parts: FactorParts & { policy: Pick<Policy, "secondFactor"> | null }): Workflow<"secondFactor.remove"> {
  const { vault, reauthenticate, policy } = parts;
  return async ({ userId, password }, { session }) => {
    const own = userId === session.user.id;
    const officer = ["practice-manager", "privacy-officer", "it-admin"].includes(session.user.role);
    if (own ? policy?.secondFactor === "required" : !officer) return err(failure("session.not-permitted"));
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    return vault.write(nameActor(session), event("factor.removed", { userId }), async (tx) => {
      return (await deleteSecondFactor(tx, userId)) ? ok({}) : err(failure("user.not-found"));
    });
  };
}

/** Whether a person has a second factor that counts. */
export function readFactorState(vault: Vault, user: User): Outcome<boolean> {
  return vault.read({ userId: user.id, role: user.role, sessionId: "" }, event("users.listed", {}), async (tx) =>
    ok((await readSecondFactor(tx, user.id))?.confirmed === true),
  );
}

/** Checks a typed code: a fresh TOTP step, never used before, or a recovery code, used once. */
export async function spendCode({ vault, clock }: Pick<FactorParts, "vault" | "clock">, user: User, typed: string): Outcome<null> {
  const by = { userId: user.id, role: user.role, sessionId: "" };
  const code = typed.replace(/[\s-]/g, "").toLowerCase();
  const wrong = err(failure("session.second-factor-wrong"));
  if (/^\d{6}$/.test(code)) {
    return vault.write(by, event("user.reauthenticated", {}), async (tx) => {
      const factor = await readSecondFactor(tx, user.id);
      const step = factor === null ? null : findStep(factor, code, clock);
      return step !== null && (await spendStep(tx, user.id, step)) ? ok(null) : wrong;
    });
  }
  const found = await vault.read(by, event("users.listed", {}), async (tx) => ok(await readSecondFactor(tx, user.id)));
  if (!found.ok) return found;
  const left = (found.value?.codeHashes ?? []).filter((hash) => hash !== hashRecoveryCode(code));
  if (found.value === null || left.length === found.value.codeHashes.length) return wrong;
  return vault.write(by, event("factor.code-used", { left: left.length }), async (tx) => {
    await keepRecoveryCodes(tx, user.id, left);
    return ok(null);
  });
}

/** The step a code belongs to, one step of drift either way; null when wrong or already used. */
function findStep(factor: SecondFactor, code: string, clock: Clock): number | null {
  const timestamp = Date.parse(clock.now());
  const delta = describe(factor.secret, null).validate({ token: code, timestamp, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(timestamp / periodMs) + delta;
  return step > factor.lastStep ? step : null;
}

function describe(secret: string, user: Pick<User, "username"> | null): TOTP {
  return new TOTP({ issuer: "Chartwell", label: user?.username ?? "", secret: Secret.fromBase32(secret), period: periodMs / 1000, digits: 6 });
}
