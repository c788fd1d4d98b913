import { type Procedure, type SessionType, sessionTypes } from "../../shared/domain/codes.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { findProcedure } from "../drafting/index.ts";
import { nameActor } from "../session.ts";
import { readCodes, saveCodes } from "../vault/stores/encounter-codes.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** The codes kept for a session, and the procedure its own times support for each kind of session. */
export function viewCodes({ vault }: { vault: Vault }): Workflow<"codes.view"> {
  return ({ encounterId }, { session }) =>
    vault.read(nameActor(session), event("codes.viewed", { encounterId }), async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      if (encounter === null) return err(failure("encounter.not-found"));
      const { startedAt, endedAt } = encounter;
      const procedures = Object.fromEntries(sessionTypes.map((type) => [type, findProcedure(type, startedAt, endedAt)])) as Record<
        SessionType,
        Procedure
      >;
      return ok({ codes: await readCodes(tx, encounter), procedures });
    });
}

/** Keeps the codes a clinician chose for a session. */
export function keepCodes({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"codes.save"> {
  return ({ encounterId, codes }, { session }) => {
    const count = codes.diagnoses.length + (codes.procedure === null ? 0 : 1);
    return vault.write(nameActor(session), event("codes.saved", { encounterId, codes: count }), async (tx) => {
      const encounter = await readEncounter(tx, encounterId);
      if (encounter === null) return err(failure("encounter.not-found"));
      await saveCodes(tx, encounter, codes, clock.now());
      return ok(codes);
    });
  };
}
