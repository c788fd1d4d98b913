import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Policy } from "../policy.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { settleInterrupted } from "./settle-interrupted.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** What is done once a record is open, however it was opened. */
export interface StartUp {
  settle(): Promise<void>;
  readClinicName(): Promise<string>;
}

/** Makes the start: a set-up that never finished is cleared away, what a crash cut off is settled and recorded. */
export function createStartUp(parts: { door: RecordDoor; keychain: Keychain; appVersion: string; runtime: string }): StartUp {
  const { door, keychain, appVersion, runtime } = parts;

  async function readClinicName(): Promise<string> {
    if (door.state().kind !== "open") return "";
    const found = await door.vault.read(systemActor, event("clinic.viewed", {}), async (tx) => ok(await readClinic(tx)));
    return found.ok ? (found.value?.name ?? "") : "";
  }

  return {
    readClinicName,
    async settle() {
      if ((await readClinicName()) === "") return door.abandon();
      const settled = await settleInterrupted(door.vault);
      const recovered = settled.ok && settled.value > 0;
      await door.vault.record(systemActor, event("app.started", { appVersion, runtime, keychain: (await keychain.probe()) ?? "none", recovered }));
    },
  };
}

interface StatusParts {
  readonly door: RecordDoor;
  readonly policy: Result<Policy, AppError>;
  readonly appVersion: string;
  readonly developmentRuntime: boolean;
  readClinicName(): Promise<string>;
}

/** Tells the first screen where the program stands. A policy that cannot be trusted stops it here. */
export function readStatus(parts: StatusParts): OpenWorkflow<"app.status"> {
  const { door, policy, appVersion, developmentRuntime, readClinicName } = parts;
  return async () => {
    const state = door.state();
    const passphraseNeeded = state.kind === "needs-setup" && state.passphraseNeeded;
    const common = { version: appVersion, developmentRuntime, passphraseNeeded };
    if (!policy.ok) return ok({ ...common, state: "refused", code: policy.error.code, policyOwner: "", clinicName: "" });
    const policyOwner = policy.value.owner === "none" ? "" : policy.value.owner;
    const code = "error" in state ? state.error.code : null;
    const named = state.kind === "open" ? ("ready" as const) : state.kind;
    return ok({ ...common, state: named, code, policyOwner, clinicName: await readClinicName() });
  };
}
