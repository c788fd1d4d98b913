import type { Destination } from "../../shared/contract/drafts.ts";
import { canDraft, type VendorId, vendorNames } from "../../shared/domain/vendor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { createGate, type Gate, type TaskStamp, type Vendors } from "../llm/index.ts";
import { isDebuggingOn } from "../phi-context.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { listActiveVendors } from "../vault/stores/agreements.ts";
import { readHighWaterDay } from "../vault/stores/audit-entries.ts";
import type { Encounter } from "../vault/stores/encounters.ts";
import type { Vault } from "../vault/vault.ts";
import { createRecordPorts } from "./gate-record.ts";

/** The gate as one person stands before it with one session: where it leads, and the way through. */
export interface OpenGate {
  readonly destination: Destination;
  /** Vendors a draft could go to, the usual one first. */
  readonly vendors: readonly VendorId[];
  send: Gate["send"];
}

export interface Wanted {
  /** Null: the vendor whose agreement is the newest. */
  readonly vendorId: VendorId | null;
  readonly task: Pick<TaskStamp, "dataClass" | "features">;
}

export type GateFor = (asking: SignedIn, encounter: Encounter, wanted: Wanted) => Promise<Result<OpenGate, AppError>>;

interface GateParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly vendors: Vendors;
  readonly policy: Pick<Policy, "retentionProofDays" | "vendors">;
}

/** Leads a person to the gate of the vendor they chose, or of the usual one. */
export function createGateFor({ vault, clock, vendors, policy }: GateParts): GateFor {
  return async (asking, encounter, { vendorId: chosen, task }) => {
    if (isDebuggingOn()) return err(failure("gate.debugging-on"));
    const found = await vault.read(nameActor(asking.session), event("agreements.listed", {}), async (tx) =>
      ok({ highWaterDay: await readHighWaterDay(tx), active: await listActiveVendors(tx) }),
    );
    if (!found.ok) return found;
    const usable = found.value.active.filter(canDraft);
    const vendorId = chosen ?? usable[0] ?? "anthropic";
    const { highWaterDay } = found.value;
    const ports = {
      ...createRecordPorts({ vault, clock }, asking, encounter),
      vendors,
      clock,
      highWaterDay,
      proofDays: policy.retentionProofDays,
      vendorLocks: policy.vendors,
    };
    const gate = createGate(ports, vendorId);
    const looked = await gate.look(task);
    if (!looked.ok) return looked;
    const { modelId, host, agreementId, terms, refusal } = looked.value;
    const destination: Destination = {
      vendorId,
      vendorName: vendorNames[vendorId],
      modelId,
      host,
      agreementId,
      agreementExpiresOn: terms?.expiresOn ?? null,
      retentionMode: terms?.retentionMode ?? null,
      refusal,
    };
    return ok({ destination, vendors: usable, send: gate.send });
  };
}
