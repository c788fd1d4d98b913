import { glassMinutes } from "../../shared/domain/access.ts";
import { GlassBreakIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { joinCareTeam, leaveCareTeam, listCareTeam } from "../vault/stores/care-team.ts";
import { insertGlassBreak, listGlassBreaks, readGlassBreak, reviewGlassBreak } from "../vault/stores/glass-breaks.ts";
import { openChart } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface AccessParts {
  readonly vault: Vault;
  readonly clock: Clock;
  readonly reauthenticate: Reauthenticate;
}

/** Opens one chart in an emergency, for an hour, with a reason, for somebody outside the care team; it is reviewed afterwards (164.312(a)(2)(ii)). */
export function breakGlass({ vault, clock, reauthenticate }: AccessParts): Workflow<"glass.break"> {
  return async ({ patientId, reason, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const breakId = mintId("brk", GlassBreakIdSchema);
    const untilAt = new Date(Date.parse(clock.now()) + glassMinutes * 60_000).toISOString();
    return vault.write(nameActor(session), event("glass.broken", { breakId, reason, untilAt }), async (tx) => {
      await insertGlassBreak(tx, breakId, { patientId, reason, openedAt: tx.chartRules.now(), untilAt });
      return (await openChart(tx, patientId)) ? ok({ untilAt }) : err(failure("patient.not-found"));
    });
  };
}

/** Lists emergency accesses for review. */
export function listEmergencies({ vault }: Pick<AccessParts, "vault">): Workflow<"glass.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("glass.listed", {}), async (tx) => ok({ reviews: await listGlassBreaks(tx, 200) }));
}

/** Writes what a reviewer made of an emergency access; nobody reviews their own. */
export function reviewEmergency({ vault }: Pick<AccessParts, "vault">): Workflow<"glass.review"> {
  return ({ breakId, verdict }, { session }) =>
    vault.write(nameActor(session), event("glass.reviewed", { breakId, verdict }), async (tx) => {
      const found = await readGlassBreak(tx, breakId);
      if (found === null) return err(failure("glass.not-found"));
      if (found.userId === session.user.id) return err(failure("glass.own-review"));
      return (await reviewGlassBreak(tx, breakId, verdict)) ? ok({}) : err(failure("glass.not-found"));
    });
}

/** Who is on a patient's care team. */
export function readCareTeam({ vault }: Pick<AccessParts, "vault">): Workflow<"careTeam.list"> {
  return ({ patientId }, { session }) =>
    vault.read(nameActor(session), event("team.listed", {}), async (tx) =>
      (await openChart(tx, patientId)) ? ok({ members: await listCareTeam(tx, patientId) }) : err(failure("patient.not-found")),
    );
}

/** Puts a person on a care team or takes them off it. */
export function changeCareTeam({ vault }: Pick<AccessParts, "vault">): Workflow<"careTeam.change"> {
  return ({ patientId, userId, change }, { session }) =>
    vault.write(nameActor(session), event("team.changed", { userId, change }), async (tx) => {
      if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
      await (change === "join" ? joinCareTeam : leaveCareTeam)(tx, patientId, userId);
      return ok({ members: await listCareTeam(tx, patientId) });
    });
}
