import type { Destination } from "../../shared/contract/drafts.ts";
import { vendorNames } from "../../shared/domain/vendor.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { createGate, type Gate, measurePrompt, type Prompt, type Vendors } from "../llm/index.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { readHighWaterDay } from "../vault/stores/audit-entries.ts";
import type { Encounter } from "../vault/stores/encounters.ts";
import type { Vault } from "../vault/vault.ts";
import { createRecordPorts } from "./gate-record.ts";

/** The gate as one person stands before it with one session: where it leads, and the way through. */
export interface OpenGate {
  readonly destination: Destination;
  send: Gate["send"];
  /** Bytes the prompt comes to. */
  measure(prompt: Prompt): number;
}

export type GateFor = (asking: SignedIn, encounter: Encounter) => Promise<Result<OpenGate, AppError>>;

/** Leads a person to the gate; until a clinic chooses among vendors there is one. */
export function createGateFor({ vault, clock, vendors }: { vault: Vault; clock: Clock; vendors: Vendors }): GateFor {
  return async (asking, encounter) => {
    const day = await vault.read(nameActor(asking.session), event("agreements.listed", {}), async (tx) => ok(await readHighWaterDay(tx)));
    if (!day.ok) return day;
    const ports = { ...createRecordPorts({ vault, clock }, asking, encounter), vendors, clock, highWaterDay: day.value };
    const gate = createGate(ports, "anthropic");
    const looked = await gate.look();
    if (!looked.ok) return looked;
    const { vendorId, modelId, host, agreementId, terms, refusal } = looked.value;
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
    return ok({ destination, send: gate.send, measure: measurePrompt });
  };
}
