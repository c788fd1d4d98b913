import type { AssessmentView, DutyLine } from "../../shared/contract/breach.ts";
import type { AffectedSummary, AssessmentBody, BreachOutcome } from "../../shared/domain/breach.ts";
import type { CalendarDate } from "../../shared/domain/time.ts";
import { chooseSubstitute, countDays, endOfHold, examineProtection, isHeld, judge, listDuties, settleDiscovery } from "../breach/index.ts";
import type { ReadTx } from "../vault/sql.ts";
import { countEvidence } from "../vault/stores/breach-affected.ts";
import { listSteps, type StoredAssessment } from "../vault/stores/breach-assessments.ts";
import { reachOf, summarize } from "./measure-breach.ts";

/** One assessment with everything that follows from it today; a concluded one stands as it was concluded. */
export async function viewAssessment(tx: ReadTx, stored: StoredAssessment, today: CalendarDate): Promise<AssessmentView> {
  const { body, conclusion } = stored;
  const affected = conclusion?.summary ?? summarize(await reachOf(tx, body), today);
  const { in_record, in_log, last_seq, covered } = await countEvidence(tx, body.stretch);
  const { secured, steps } = examineProtection(body.source.kind, body.protection);
  const standing = judge(body);
  const outcome = conclusion?.outcome ?? standing.outcome;
  const badAddresses = Math.min(affected.patients, affected.withoutAddress + body.words.returnedLetters);
  return {
    ...{ id: stored.id, state: stored.state, revision: stored.revision, body, openedAt: stored.openedAt, openedByName: stored.openedByName },
    ...{ concludedAt: stored.concludedAt, concludedByName: stored.concludedByName, affected },
    evidence: { sendsInRecord: in_record, sendsInLog: in_log, lastSeq: last_seq, covered },
    protection: { secured, steps: [...steps] },
    ...{ outcome, gaps: conclusion === null ? [...standing.gaps] : [] },
    discoveredOn: conclusion?.discoveredOn ?? settleDiscovery(body),
    duties: writeDuties({ body, affected, outcome, done: await listSteps(tx, stored.id), today }),
    ...{ substitute: chooseSubstitute(badAddresses), badAddresses },
    heldUntil: body.hold !== null && isHeld(body.hold, today) ? endOfHold(body.hold) : null,
  };
}

/** The duties of an outcome with days left: none unless it is a breach. */
export function writeDuties(facts: {
  readonly body: AssessmentBody;
  readonly affected: AffectedSummary;
  readonly outcome: BreachOutcome;
  readonly done: ReadonlyMap<string, string>;
  readonly today: CalendarDate;
}): DutyLine[] {
  const { body, affected, outcome, done, today } = facts;
  const discoveredOn = settleDiscovery(body);
  if (outcome !== "breach" || discoveredOn === null) return [];
  const { hold, licensedInCalifornia } = body;
  const duties = listDuties({ discoveredOn, affected, hold, licensedInCalifornia, lettersOn: done.get("individuals") ?? null });
  return duties.map((duty) => ({ ...duty, daysLeft: countDays(today, duty.dueOn), doneOn: done.get(duty.id) ?? null }));
}
