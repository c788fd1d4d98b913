import type { NewUser } from "../../../../shared/domain/people.ts";
import { password, people } from "../../../../tests/support/compose-test-app.ts";

/** The clinician at each of so many desks. */
export const nameClinician = (at: number): string => `clinician${String(at).padStart(2, "0")}`;

/** Those who are there from the first day; set-up takes no more. */
export const firstPeople: readonly NewUser[] = people.filter(({ role }) => role !== "clinician");

/** A clinician of the bench, as a manager adds one. */
export function buildClinician(at: number): NewUser {
  return { username: nameClinician(at), displayName: `Clinician ${at}`, credentials: "LCSW", role: "clinician", password };
}
