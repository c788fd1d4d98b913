import { type RightsRequestId, RightsRequestIdSchema } from "../../shared/domain/ids.ts";
import { addDays } from "../../shared/domain/retention.ts";
import {
  accessGrounds,
  amendmentGrounds,
  type Decision,
  type RequestKind,
  type RightsRequest,
  requestDays,
  reviewableGrounds,
} from "../../shared/domain/rights.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type AuditEvent, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor, type SignedIn } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { listHolds } from "../vault/stores/legal-holds.ts";
import { openChart } from "../vault/stores/patients.ts";
import { insertRequest, listRequestLines, listRequests, readRequest, updateRequest } from "../vault/stores/rights-requests.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

export interface RequestParts {
  readonly vault: Vault;
  readonly clock: Clock;
}

/** How long a closed request stays on the list of clocks. */
const shownDays = 90;

/** Every request that runs, by its day (164.524(b)(2), 164.526(b)(2)). */
export function listClocks({ vault, clock }: RequestParts): Workflow<"rights.clocks"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("rights.viewed", {}), async (tx) =>
      ok({ requests: await listRequestLines(tx, addDays(clock.today(), -shownDays)), today: clock.today() }),
    );
}

/** What one patient has asked for, and what holds their record. */
export function readRightsOfPatient({ vault, clock }: RequestParts): Workflow<"rights.ofPatient"> {
  return ({ patientId }, { session }) =>
    vault.read(nameActor(session), event("rights.viewed", {}), async (tx) => {
      if (!(await openChart(tx, patientId))) return err(failure("patient.not-found"));
      return ok({ requests: await listRequests(tx, patientId), holds: await listHolds(tx, patientId), today: clock.today() });
    });
}

/** Writes a request down; its clock runs from the day it was received, not from today. */
export function recordRequest({ vault, clock }: RequestParts): Workflow<"rights.record"> {
  return ({ patientId, kind, receivedOn, content }, { session }) => {
    const id = mintId("req", RightsRequestIdSchema);
    return vault.write(nameActor(session), event("request.recorded", { requestId: id, kind }), async (tx) => {
      if (receivedOn > clock.today()) return err(failure("rights.in-future"));
      const request: RightsRequest = {
        ...{ id, patientId, kind, state: "open", receivedOn, dueOn: addDays(receivedOn, requestDays[kind].toAct), content },
        ...{ extension: null, decision: null, decided: null, disagreement: null, rebuttal: null },
        ...{ recordedAt: clock.now(), recordedByName: session.user.displayName },
      };
      return (await insertRequest(tx, request)) ? ok(request) : err(failure("patient.not-found"));
    });
  };
}

/** The one extension the rules allow, with the reason that goes into the letter. */
export function extendRequest(parts: RequestParts): Workflow<"rights.extend"> {
  return ({ id, reason }, asking) =>
    change(parts, asking, id, event("request.extended", { requestId: id }), (request) => {
      if (request.state !== "open") return err(failure("rights.closed"));
      if (request.extension !== null) return err(failure("rights.already-extended"));
      const extension = { reason, on: parts.clock.today(), byName: asking.session.user.displayName };
      return ok({ ...request, extension, dueOn: addDays(request.dueOn, requestDays[request.kind].extension) });
    });
}

/** Grants or denies. A denial stands on one of the grounds there are; some need a professional's judgement. */
export function decideRequest(parts: RequestParts): Workflow<"rights.decide"> {
  return ({ id, decision }, asking) => {
    const ground = decision.kind === "denied" ? { ground: decision.ground } : {};
    return change(parts, asking, id, event("request.decided", { requestId: id, decision: decision.kind, ...ground }), (request) => {
      if (request.state !== "open") return err(failure("rights.closed"));
      const judged = judge(request.kind, decision);
      if (!judged.ok) return judged;
      const decided = { decidedOn: parts.clock.today(), decidedByName: asking.session.user.displayName };
      return ok({ ...request, state: decision.kind, decision, decided });
    });
  };
}

function judge(kind: RequestKind, decision: Decision): Result<null, AppError> {
  if (decision.kind === "accepted") return kind === "amendment" && decision.text === "" ? err(failure("rights.nothing-to-write")) : ok(null);
  const grounds: readonly string[] = kind === "access" ? accessGrounds : amendmentGrounds;
  if (!grounds.includes(decision.ground)) return err(failure("rights.wrong-ground"));
  return reviewableGrounds.has(decision.ground) && decision.professional === "" ? err(failure("rights.professional-needed")) : ok(null);
}

/** The patient changed their mind. */
export function withdrawRequest(parts: RequestParts): Workflow<"rights.withdraw"> {
  return ({ id }, asking) =>
    change(parts, asking, id, event("request.withdrawn", { requestId: id }), (request) =>
      request.state === "open" ? ok({ ...request, state: "withdrawn" }) : err(failure("rights.closed")),
    );
}

/** Joins the patient's disagreement with a denied amendment, and the clinic's rebuttal; both travel with the record (164.526(d)). */
export function addStatement(parts: RequestParts): Workflow<"rights.addStatement"> {
  return ({ id, kind, text }, asking) =>
    change(parts, asking, id, event("request.statement-added", { requestId: id, kind }), (request) => {
      if (request.kind !== "amendment" || request.state !== "denied") return err(failure("rights.not-denied"));
      if (kind === "rebuttal" && request.disagreement === null) return err(failure("rights.not-denied"));
      return ok({ ...request, [kind]: { text, on: parts.clock.today(), byName: asking.session.user.displayName } });
    });
}

/** Reads a request, changes it and keeps it, in one closure. */
function change(
  { vault, clock }: RequestParts,
  { session }: SignedIn,
  id: RightsRequestId,
  stated: AuditEvent,
  act: (request: RightsRequest) => Result<RightsRequest, AppError>,
): Outcome<RightsRequest> {
  return vault.write(nameActor(session), stated, async (tx) => {
    const request = await readRequest(tx, id);
    if (request === null) return err(failure("rights.not-found"));
    const changed = act(request);
    if (changed.ok) await updateRequest(tx, changed.value, clock.today());
    return changed;
  });
}
