import type { AssessmentView } from "../../shared/contract/breach.ts";
import type { AssessmentLine, Exposure } from "../../shared/domain/breach.ts";
import type { Clinic } from "../../shared/domain/people.ts";

/** Somebody a letter goes to. */
export interface Addressee {
  readonly patientId: string;
  /** Null for a record destroyed since: nobody is left to write to. */
  readonly person: { readonly familyName: string; readonly givenName: string; readonly address: string; readonly stateCode: string } | null;
  readonly minor: boolean;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly exposures: readonly Exposure[];
}

/** Everything the documents of one breach are made from. */
export interface BreachContent {
  readonly clinic: Clinic;
  readonly view: AssessmentView;
  /** Who or what had it, in words. */
  readonly sourceName: string;
  readonly addressees: readonly Addressee[];
  /** Concluded breaches of the same year with fewer than 500 people (164.408(c)). */
  readonly yearsLog: readonly AssessmentLine[];
  /** Entries of the audit log that the count rests on, with their hashes. */
  readonly entries: readonly { readonly canonical: string; readonly hash: string }[];
  readonly entriesCut: boolean;
  readonly checkpoints: { readonly keyName: string; readonly publicKey: string; readonly notes: readonly string[] } | null;
  readonly today: string;
  readonly appVersion: string;
}

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "November 20, 2026": a letter writes a day out. */
export function writeDay(day: string): string {
  return `${months[Number(day.slice(5, 7)) - 1]} ${Number(day.slice(8, 10))}, ${day.slice(0, 4)}`;
}

/** "between November 1, 2026 and November 9, 2026", or one day. */
export function writeSpan(firstAt: string | null, lastAt: string | null): string {
  if (firstAt === null || lastAt === null) return "on no day";
  const [first, last] = [writeDay(firstAt), writeDay(lastAt)];
  return first === last ? `on ${first}` : `between ${first} and ${last}`;
}

/** What was in reach, as a letter and a report say it. */
export const exposureWords: Readonly<Record<Exposure, string>> = {
  "transcript-identifiers-removed": "what was said in a session, with names, addresses and other identifiers replaced",
  "transcript-identified": "what was said in a session, with names as they were spoken",
  "chart-viewed": "what is in a chart",
  "whole-record": "the whole record: details, sessions, notes",
};
