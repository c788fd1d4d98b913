import { z } from "zod";
import { ageInYears } from "../../shared/domain/age.ts";
import { type AffectedSummary, type AssessmentBody, type Exposure, exposures } from "../../shared/domain/breach.ts";
import { DemographicsSchema } from "../../shared/domain/patient.ts";
import type { CalendarDate } from "../../shared/domain/time.ts";
import type { ReadTx } from "../vault/sql.ts";
import { type Affected, findAffected } from "../vault/stores/breach-affected.ts";
import { readManyDemographics } from "../vault/stores/patients.ts";

const adultYears = 18;

/** Only what counting and writing letters need is read of a chart. */
const PersonSchema = z.object(DemographicsSchema.pick({ familyName: true, givenName: true, bornOn: true, address: true, stateCode: true }).shape);
export type Person = z.infer<typeof PersonSchema>;

/** An affected patient with what is known of them; a record destroyed since has no person any more. */
export interface Reached extends Affected {
  readonly person: Person | null;
}

/** Who an incident reaches, with names and states, in an order that does not change. */
export async function reachOf(tx: ReadTx, { source, stretch }: Pick<AssessmentBody, "source" | "stretch">): Promise<Reached[]> {
  return joinPeople(tx, await findAffected(tx, source, stretch));
}

/** Puts people to ids, in the order of the ids. */
export async function joinPeople(tx: ReadTx, affected: readonly Affected[]): Promise<Reached[]> {
  const ids = affected.map(({ patientId }) => patientId);
  const people = await readManyDemographics(tx, ids, PersonSchema);
  const reached = affected.map((one) => ({ ...one, person: people.get(one.patientId) ?? null }));
  return reached.sort((a, b) => (a.patientId < b.patientId ? -1 : 1));
}

/** Counts: in total and per state of residence, minors, those no letter reaches, first and last day. */
export function summarize(reached: readonly Reached[], today: CalendarDate): AffectedSummary {
  const perState = new Map<string, number>();
  const perExposure = new Map<Exposure, number>();
  const add = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  let first: string | null = null;
  let last: string | null = null;
  for (const { person, firstAt, lastAt, exposures: exposed } of reached) {
    add(perState, person?.stateCode ?? "");
    for (const exposure of exposed) add(perExposure, exposure);
    if (first === null || firstAt < first) first = firstAt;
    if (last === null || lastAt > last) last = lastAt;
  }
  return {
    patients: reached.length,
    destroyed: reached.filter(({ person }) => person === null).length,
    minors: reached.filter(({ person }) => person !== null && isMinor(person, today)).length,
    withoutAddress: reached.filter(({ person }) => (person?.address ?? "").trim() === "").length,
    perState: [...perState]
      .map(([stateCode, patients]) => ({ stateCode, patients }))
      .sort((a, b) => b.patients - a.patients || (a.stateCode < b.stateCode ? -1 : 1)),
    perExposure: exposures.flatMap((exposure) => {
      const patients = perExposure.get(exposure);
      return patients === undefined ? [] : [{ exposure, patients }];
    }),
    times: reached.reduce((sum, { times }) => sum + times, 0),
    ...{ firstAt: first, lastAt: last },
  };
}

/** Whether a letter goes to the parent or guardian. */
export function isMinor({ bornOn }: Pick<Person, "bornOn">, today: CalendarDate): boolean {
  return ageInYears(bornOn, today) < adultYears;
}
