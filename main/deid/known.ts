import type { Demographics } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";

/** A person the chart names. Parts of the name are looked for one by one. */
export interface KnownPerson {
  readonly role: "patient" | "clinician" | "related";
  /** Whole names as the chart writes them: "Marcus Webb", "Bee". */
  readonly names: readonly string[];
}

/** What the chart already knows to be identifying: the cheapest recall there is. */
export interface KnownIdentifiers {
  readonly persons: readonly KnownPerson[];
  /** YYYY-MM-DD. */
  readonly bornOn?: string;
  readonly mrns?: readonly string[];
  readonly phones?: readonly string[];
  readonly emails?: readonly string[];
  readonly addresses?: readonly string[];
  readonly organisations?: readonly string[];
}

export const nothingKnown: KnownIdentifiers = { persons: [] };

function present(values: readonly string[]): string[] {
  return values.map((value) => value.trim()).filter((value) => value !== "");
}

/** Collects the identifiers of 164.514(b)(2)(i) that the record holds about patient, family, clinicians and clinic. */
export function buildKnownIdentifiers(source: {
  readonly demographics: Demographics;
  readonly clinicians: readonly string[];
  readonly clinic: Clinic;
}): KnownIdentifiers {
  const { demographics, clinicians, clinic } = source;
  const persons: KnownPerson[] = [
    { role: "patient", names: present([`${demographics.givenName} ${demographics.familyName}`, demographics.preferredName]) },
    ...demographics.relatedPersons.map((person): KnownPerson => ({ role: "related", names: present([person.name]) })),
    ...present(clinicians).map((name): KnownPerson => ({ role: "clinician", names: [name] })),
  ];
  return {
    persons,
    bornOn: demographics.bornOn,
    mrns: present([demographics.mrn]),
    phones: present([demographics.phone, clinic.phone]),
    emails: present([demographics.email]),
    addresses: present([demographics.address, clinic.address]),
    organisations: present([clinic.name]),
  };
}
