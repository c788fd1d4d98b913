import { DestructionIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { endProposal, insertProposal, listDestructions, readDestruction } from "../vault/stores/destructions.ts";
import { openChart } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import { findNotBefore, type WeighParts, weigh } from "./weigh-destruction.ts";
import type { Workflow } from "./workflow.ts";

/** One person's word that a record may go. Nothing goes by it: another must agree, and not at once. */
export function proposeDestruction(parts: WeighParts & { reauthenticate: Reauthenticate }): Workflow<"destructions.propose"> {
  const { vault, clock, policy, reauthenticate } = parts;
  return async ({ patientId, reason, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const id = mintId("dst", DestructionIdSchema);
    return vault.write(nameActor(session), event("destruction.proposed", { destructionId: id, reason }), async (tx) => {
      if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
      const { blocks } = await weigh(tx, parts, patientId, reason);
      const first = blocks[0];
      if (first !== undefined) return err(failure("destruction.blocked", { by: first.kind, blocks: blocks.length }));
      const notBefore = findNotBefore(clock, policy, reason);
      if (!(await insertProposal(tx, { id, patientId, reason, notBefore }))) return err(failure("destruction.already-proposed"));
      return ok({ id, notBefore });
    });
  };
}

/** What was proposed, taken back and destroyed. */
export function listProposals({ vault, clock }: Pick<WeighParts, "vault" | "clock">): Workflow<"destructions.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("rights.viewed", {}), async (tx) => ok({ destructions: await listDestructions(tx), today: clock.today() }));
}

/** Takes a proposal back; whoever could have agreed may also refuse. */
export function withdrawProposal({ vault }: { vault: Vault }): Workflow<"destructions.withdraw"> {
  return ({ id }, { session }) =>
    vault.write(nameActor(session), event("destruction.withdrawn", { destructionId: id }), async (tx) => {
      const proposal = await readDestruction(tx, id);
      if (proposal === null) return err(failure("destruction.not-found"));
      await openChart(tx, proposal.patientId);
      return (await endProposal(tx, id, "withdrawn")) ? ok({}) : err(failure("destruction.not-found"));
    });
}
