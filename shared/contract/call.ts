import type { z } from "zod";
import type { Role } from "../domain/people.ts";

/**
 * Who may make a call: anyone at the front door, or a signed-in person with one of these roles.
 * "anyone" is for the few calls that come before a session exists.
 */
export type Audience = "anyone" | readonly Role[];

/**
 * One call of the contract. Both schemas are needed to make one, so no call exists that is not
 * parsed on the way in and on the way out.
 */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly who: Audience;
  readonly input: I;
  readonly output: O;
}

/** A call as it is written down: its schemas are made when first asked for, so that a start does not wait for all of them. */
interface Written<I extends z.ZodType, O extends z.ZodType> {
  readonly who: Audience;
  readonly input: () => I;
  readonly output: () => O;
}

/** Makes a call. */
export function call<const W extends Audience, I extends z.ZodType, O extends z.ZodType>(
  written: Written<I, O> & { readonly who: W },
): Call<I, O> & { readonly who: W } {
  const made: { input?: I; output?: O } = {};
  return {
    who: written.who,
    get input() {
      made.input ??= written.input();
      return made.input;
    },
    get output() {
      made.output ??= written.output();
      return made.output;
    },
  };
}

/** Everyone who treats patients or answers for the record; the roles that may see PHI. */
export const careRoles = ["clinician", "supervisor", "practice-manager", "privacy-officer"] as const satisfies readonly Role[];

/** Those who write notes. */
export const noteRoles = ["clinician", "supervisor"] as const satisfies readonly Role[];
