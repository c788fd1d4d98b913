import type { DestructionReasonSchema } from "../../shared/domain/access.ts";
import type { PatientId } from "../../shared/domain/ids.ts";
import { addDays, findEarliest } from "../../shared/domain/retention.ts";
import type { Block } from "../../shared/domain/rights.ts";
import type { CalendarDate } from "../../shared/domain/time.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { findBackup } from "../vault/backup/find-backups.ts";
import type { ReadTx } from "../vault/sql.ts";
import { listBackups } from "../vault/stores/backups.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { findStandingBlocks, measureScope, readRetentionDays } from "../vault/stores/record-scope.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

type Reason = (typeof DestructionReasonSchema)["_output"];

export interface WeighParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** Reasons that must wait for the end of the retention; an error and a court's order need not. */
const boundByRetention: ReadonlySet<Reason> = new Set(["retention-ended", "patient-request"]);

/** The first day a proposal may be carried out. A court sets its own day. */
export function findNotBefore(clock: Clock, policy: Policy, reason: Reason): CalendarDate {
  return addDays(clock.today(), reason === "court-order" ? 0 : policy.destructionWaitDays);
}

/** Whether the record may go for this reason: what stands in the way, and the rule that allows it. */
export async function weigh(
  tx: ReadTx,
  { clock, policy }: Omit<WeighParts, "vault">,
  patientId: PatientId,
  reason: Reason,
): Promise<{ blocks: Block[]; basis: string }> {
  const blocks = await findStandingBlocks(tx, patientId);
  if (!boundByRetention.has(reason)) return { blocks, basis: reason === "court-order" ? "Order of a court" : "Entered in error" };
  const days = await readRetentionDays(tx, patientId);
  const patient = await readPatient(tx, patientId);
  const clinic = await readClinic(tx);
  if (days === null || patient === null || clinic === null) return { blocks, basis: "" };
  const stateCodes = [clinic.stateCode, patient.demographics.stateCode];
  const earliest = findEarliest({ ...days, stateCodes }, policy.retention);
  if ("missing" in earliest) return { blocks: [...blocks, { kind: "retention-unknown", stateCode: earliest.missing }], basis: "" };
  const { on: until, citation } = earliest;
  return { blocks: until > clock.today() ? [...blocks, { kind: "retention", until, citation }] : blocks, basis: citation };
}

/** Shows what a destruction would take with it and what stands in its way, before anybody proposes it. */
export function weighDestruction(parts: WeighParts): Workflow<"destructions.weigh"> {
  const { vault, clock, policy } = parts;
  return ({ patientId, reason }, { session }) =>
    vault.read(nameActor(session), event("rights.viewed", {}), async (tx) => {
      if ((await readPatient(tx, patientId)) === null) return err(failure("patient.not-found"));
      const { blocks } = await weigh(tx, parts, patientId, reason);
      const backups = (await listBackups(tx, 200)).filter(({ removedAt }) => removedAt === null);
      const held = backups.map(({ folder, name, madeAt }) => ({ madeAt, reachable: findBackup(folder, name) !== null }));
      return ok({ scope: { ...(await measureScope(tx, patientId)), backups: held }, blocks, notBefore: findNotBefore(clock, policy, reason) });
    });
}
