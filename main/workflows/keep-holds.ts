import { HoldIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { insertHold, liftHold } from "../vault/stores/legal-holds.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

/** Puts a record under a hold: until it is lifted, nothing of it may go. */
export function placeHold({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"holds.place"> {
  return ({ patientId, reason, matter }, { session }) => {
    const id = mintId("hld", HoldIdSchema);
    const hold = { id, patientId, reason, matter, placedAt: clock.now(), placedByName: session.user.displayName, liftedAt: null };
    return vault.write(nameActor(session), event("hold.placed", { holdId: id, reason }), async (tx) =>
      (await insertHold(tx, hold)) ? ok(hold) : err(failure("patient.not-found")),
    );
  };
}

/** Lifts a hold, with one's password again: what was kept for a court may go from here on. */
export function liftHoldOf({ vault, clock, reauthenticate }: { vault: Vault; clock: Clock; reauthenticate: Reauthenticate }): Workflow<"holds.lift"> {
  return async ({ id, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    return vault.write(nameActor(session), event("hold.lifted", { holdId: id }), async (tx) =>
      (await liftHold(tx, id, clock.now())) ? ok({}) : err(failure("hold.not-found")),
    );
  };
}
