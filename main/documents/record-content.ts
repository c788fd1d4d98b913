import type { Note } from "../../shared/domain/note.ts";
import type { Consent, Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import type { Send } from "../../shared/domain/vendor.ts";

/** Everything one patient's package is made from. */
export interface RecordContent {
  readonly clinic: Clinic;
  readonly patient: Patient;
  readonly consents: readonly Consent[];
  readonly sessions: readonly {
    readonly startedAt: string;
    readonly endedAt: string | null;
    readonly clinicianName: string;
    readonly turns: readonly Turn[];
  }[];
  readonly notes: readonly { readonly note: Note; readonly sessionStartedAt: string }[];
  readonly sends: readonly Send[];
  readonly generatedAt: string;
  readonly appVersion: string;
}

/** One file of a package. Names are neutral: a ZIP shows them even when it is encrypted. */
export interface PackageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a package leaves out, each with the rule that says so. */
export const exclusions = [
  { what: "Psychotherapy notes kept apart from the record", citation: "45 CFR 164.524(a)(1)(i)" },
  { what: "Information compiled for a legal proceeding", citation: "45 CFR 164.524(a)(1)(ii)" },
] as const;
