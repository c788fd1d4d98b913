import { type AssessmentBody, type AssessmentLine, type BreachSource, factorNames } from "../../shared/domain/breach.ts";
import { AssessmentIdSchema } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { judge, settleDiscovery } from "../breach/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor, type Session } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { ReadTx } from "../vault/sql.ts";
import {
  insertAssessment,
  listAssessments,
  listSteps,
  readAssessment,
  readConcludedAffected,
  type StoredAssessment,
  updateAssessment,
  writeStep,
} from "../vault/stores/breach-assessments.ts";
import type { Vault } from "../vault/vault.ts";
import { isMinor, joinPeople, type Reached, reachOf } from "./measure-breach.ts";
import { viewAssessment, writeDuties } from "./view-assessment.ts";
import type { Workflow } from "./workflow.ts";

interface BreachParts {
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Begins an assessment: what may have got out, when, and who told (164.402). */
export function openAssessment({ vault }: BreachParts): Workflow<"breach.open"> {
  return async ({ title, source, stretch, notice }, { session }) => {
    const barred = barOwn(source, session);
    if (barred !== null) return err(barred);
    const id = mintId("bre", AssessmentIdSchema);
    const body: AssessmentBody = {
      ...{ title, source, stretch, notice, knowledge: [], exclusion: null, conclusion: "presumed", hold: null, licensedInCalifornia: false },
      protection: { diskEncrypted: "unknown", machineState: "unknown", strongLogin: "unknown", keyApart: "unknown" },
      factors: factorNames.map((factor) => ({ factor, level: null, rationale: "" })),
      words: { happened: "", involved: "", patientSteps: "", clinicSteps: "", contact: "", signer: "", recipient: "", returnedLetters: 0 },
    };
    return vault.write(nameActor(session), event("breach.opened", { assessmentId: id, source: source.kind }), async (tx) => {
      await insertAssessment(tx, id, body);
      return ok({ id });
    });
  };
}

/** Every assessment with what is due next; the year's log of smaller breaches is among them (164.408(c)). */
export function listBreaches({ vault, clock }: BreachParts): Workflow<"breach.list"> {
  return (_input, { session }) =>
    vault.read(nameActor(session), event("breach.listed", {}), async (tx) => {
      const lines: AssessmentLine[] = [];
      for (const stored of await listAssessments(tx, 200)) lines.push(await toLine(tx, stored, clock.today()));
      return ok({ assessments: lines });
    });
}

/** One line of the list: what it came to, and what is due next. */
export async function toLine(
  tx: ReadTx,
  { id, state, body, openedAt, openedByName, concludedAt, conclusion }: StoredAssessment,
  today: string,
): Promise<AssessmentLine> {
  const outcome = conclusion?.outcome ?? null;
  const done = await listSteps(tx, id);
  const duties = conclusion === null ? [] : writeDuties({ body, affected: conclusion.summary, outcome: conclusion.outcome, done, today });
  const nextDueOn = duties.find(({ doneOn }) => doneOn === null)?.dueOn ?? null;
  const { title } = body;
  const counted = { patients: conclusion?.summary.patients ?? null, discoveredOn: settleDiscovery(body) };
  return { id, title, state, openedAt, openedByName, concludedAt, outcome, ...counted, nextDueOn };
}

/** One assessment with everything that follows from it today. */
export function readBreach({ vault, clock }: BreachParts): Workflow<"breach.read"> {
  return ({ id }, { session }) =>
    vault.read(nameActor(session), event("breach.viewed", { assessmentId: id }), async (tx) => {
      const stored = await readAssessment(tx, id);
      return stored === null ? err(failure("breach.not-found")) : ok(await viewAssessment(tx, stored, clock.today()));
    });
}

/** Writes what was filled in, and gives back what follows from it. */
export function saveBreach({ vault, clock }: BreachParts): Workflow<"breach.save"> {
  return async ({ id, revision, body }, { session }) => {
    const barred = barOwn(body.source, session);
    if (barred !== null) return err(barred);
    return vault.write(nameActor(session), event("breach.saved", { assessmentId: id, revision }), async (tx) => {
      const stored = await readAssessment(tx, id);
      if (stored === null) return err(failure("breach.not-found"));
      if (stored.state === "concluded") return err(failure("breach.concluded"));
      if (!(await updateAssessment(tx, id, revision, body))) return err(failure("breach.changed-elsewhere"));
      return ok(await viewAssessment(tx, { ...stored, body, revision: revision + 1 }, clock.today()));
    });
  };
}

/** Affected patients, a page after another, by name for the office. */
export function listAffected({ vault, clock }: BreachParts): Workflow<"breach.affected"> {
  return ({ id, after, limit }, { session }) =>
    vault.read(nameActor(session), event("breach.viewed", { assessmentId: id }), async (tx) => {
      const stored = await readAssessment(tx, id);
      if (stored === null) return err(failure("breach.not-found"));
      const rest = (await reachStored(tx, stored)).filter(({ patientId }) => after === null || patientId > after);
      const page = rest.slice(0, limit);
      const people = page.map(({ patientId, person, times, firstAt, lastAt, exposures }) => ({
        ...{ patientId, times, firstAt, lastAt, exposures: [...exposures], stateCode: person?.stateCode ?? "" },
        name: person === null ? null : `${person.familyName}, ${person.givenName}`,
        hasAddress: (person?.address ?? "").trim() !== "",
        minor: person !== null && isMinor(person, clock.today()),
      }));
      return ok({ people, next: rest.length > page.length ? (page.at(-1)?.patientId ?? null) : null });
    });
}

/** Writes that a duty was done, and on which day. */
export function recordBreachStep({ vault, clock }: BreachParts): Workflow<"breach.recordStep"> {
  return ({ id, duty, doneOn }, { session }) =>
    vault.write(nameActor(session), event("breach.step-recorded", { assessmentId: id, duty, doneOn }), async (tx) => {
      const stored = await readAssessment(tx, id);
      if (stored === null) return err(failure("breach.not-found"));
      const { duties } = await viewAssessment(tx, stored, clock.today());
      if (!duties.some((known) => known.id === duty)) return err(failure("breach.not-found"));
      await writeStep(tx, id, duty, doneOn);
      return ok(await viewAssessment(tx, stored, clock.today()));
    });
}

/** Who an assessment reaches: as it was concluded, or as it stands. */
export async function reachStored(tx: ReadTx, stored: StoredAssessment): Promise<Reached[]> {
  return stored.state === "concluded" ? joinPeople(tx, await readConcludedAffected(tx, stored.id)) : reachOf(tx, stored.body);
}

/** Whether an assessment may be concluded as it stands; nobody assesses their own access. */
export function checkReady(stored: StoredAssessment, revision: number, session: Session): Result<ReturnType<typeof judge>["outcome"], AppError> {
  const barred = barOwn(stored.body.source, session);
  if (barred !== null) return err(barred);
  if (stored.state === "concluded") return err(failure("breach.concluded"));
  if (stored.revision !== revision) return err(failure("breach.changed-elsewhere"));
  const { outcome, gaps } = judge(stored.body);
  return gaps.length > 0 ? err(failure("breach.incomplete", { missing: gaps.length })) : ok(outcome);
}

function barOwn(source: BreachSource, session: Session): AppError | null {
  return source.kind === "person" && source.userId === session.user.id ? failure("breach.own-access") : null;
}
