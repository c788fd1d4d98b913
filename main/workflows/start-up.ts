import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { judgePolicy, type PolicyInForce } from "../policy/index.ts";
import { createBreathe } from "../vault/backup/copy-tables.ts";
import { catchUpSearch, settleDerived } from "../vault/derived.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { settleShredded } from "../vault/shred.ts";
import { finishDestructions } from "./destroy-patient.ts";
import { keepCurrentSecrets } from "./manage-users.ts";
import { settleInterrupted } from "./settle-interrupted.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** Makes what is done whenever the record opens: what a crash cut off is settled, the first opening of a start recorded. */
export function createOnOpened(parts: {
  door: RecordDoor;
  clock: Clock;
  keychain: Keychain;
  appVersion: string;
  runtime: string;
  policy: Result<PolicyInForce, AppError>;
  noteStart(): Promise<void>;
  /** Takes in what workstations brought while the record was locked. */
  drainDeliveries(): Promise<void>;
}): () => Promise<void> {
  const { door, clock, keychain, appVersion, runtime, policy } = parts;
  let started = false;
  return async () => {
    const settled = started ? ok(0) : await settleInterrupted(door.vault);
    await settleShredded(door, systemActor, clock.now());
    await finishDestructions({ door, clock });
    await keepCurrentSecrets(door, systemActor);
    const breathe = createBreathe(new AbortController().signal);
    await catchUpSearch(door, systemActor, breathe);
    await parts.drainDeliveries();
    if (started) return;
    await settleDerived(door, systemActor, breathe);
    started = true;
    const recovered = settled.ok && settled.value > 0;
    await door.vault.record(systemActor, event("app.started", { appVersion, runtime, keychain: (await keychain.probe()) ?? "none", recovered }));
    await parts.noteStart();
    if (policy.ok && policy.value.source !== "default") {
      const { source, sha256, signedBy } = policy.value;
      await door.vault.record(systemActor, event("policy.applied", { source, sha256, signedBy }));
    }
  };
}

/** Opens the record with the clinic's passphrase. */
export function unlockRecord({ door, onOpened }: { door: RecordDoor; onOpened: () => Promise<void> }): OpenWorkflow<"setup.unlock"> {
  return async ({ passphrase }) => {
    const unlocked = await door.unlock(passphrase);
    if (!unlocked.ok) return unlocked;
    await onOpened();
    return ok({});
  };
}

interface StatusParts {
  readonly door: RecordDoor;
  readonly policy: Result<PolicyInForce, AppError>;
  readonly clock: Clock;
  readonly appVersion: string;
  readonly developmentRuntime: boolean;
  /** Settles when a record that is being locked is locked. */
  whenLocked(): Promise<void>;
}

/** Tells the first screen where the program stands. A policy that cannot be trusted stops it here. */
export function readStatus({ door, policy: read, clock, appVersion, developmentRuntime, whenLocked }: StatusParts): OpenWorkflow<"app.status"> {
  return async () => {
    await whenLocked();
    const state = door.state();
    const passphraseNeeded = state.kind === "needs-setup" && state.passphraseNeeded;
    const policy = judgePolicy(read, clock.today());
    const recoveryPeople = policy.ok ? policy.value.recoveryPeople : 2;
    const common = { version: appVersion, developmentRuntime, passphraseNeeded, recoveryPeople };
    if (!policy.ok) return ok({ ...common, state: "refused", code: policy.error.code, policyOwner: "", clinicName: "" });
    const policyOwner = policy.value.owner === "none" ? "" : policy.value.owner;
    const code = "error" in state ? state.error.code : null;
    const named = state.kind === "open" || state.kind === "locked" ? ("ready" as const) : state.kind;
    return ok({ ...common, state: named, code, policyOwner, clinicName: door.clinicName() });
  };
}
