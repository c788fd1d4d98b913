import type { Disclosure } from "../../shared/domain/disclosure.ts";
import type { ExportFormat } from "../../shared/domain/export.ts";
import type { Note } from "../../shared/domain/note.ts";
import type { Consent, Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import type { RightsRequest } from "../../shared/domain/rights.ts";
import type { Turn } from "../../shared/domain/transcript.ts";
import type { Send } from "../../shared/domain/vendor.ts";

/** One session as a package holds it. */
export interface SessionContent {
  readonly id: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly clinicianName: string;
  readonly kind: string;
  readonly turns: readonly Turn[];
}

/** Everything one patient's package is made from. */
export interface RecordContent {
  readonly clinic: Clinic;
  readonly patient: Patient;
  readonly consents: readonly Consent[];
  readonly sessions: readonly SessionContent[];
  readonly notes: readonly { readonly note: Note; readonly sessionStartedAt: string }[];
  readonly sends: readonly Send[];
  readonly disclosures: readonly Disclosure[];
  /** Requests to amend the record, with what became of them: they travel with it (164.526(c)(1), (d)(4)). */
  readonly amendments: readonly RightsRequest[];
  readonly generatedAt: string;
  readonly appVersion: string;
}

/** One file of a package. Names are neutral: a ZIP shows them even when it is encrypted. */
export interface PackageFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A page to be rendered, the name it gets without its ending, and what stands at the foot of each of its sheets. */
export interface PackagePage {
  readonly name: string;
  readonly page: string;
  readonly foot: string;
}

/** What a package leaves out, each with the rule that says so. */
export const exclusions = [
  { what: "Psychotherapy notes kept apart from the record", citation: "45 CFR 164.524(a)(1)(i)" },
  { what: "Information compiled for a legal proceeding", citation: "45 CFR 164.524(a)(1)(ii)" },
  { what: "Counseling notes of a substance use disorder program kept apart from the record", citation: "42 CFR 2.11, 2.31(b)" },
] as const;

/** How a file name ends by the way it is closed. */
export const fileEndings: Readonly<Record<ExportFormat, string>> = { zip: "zip", age: "zip.age", plain: "zip" };

/** A name of the program's own as FHIR and C-CDA take it: letters, digits and hyphens. */
export function toPublicId(id: string): string {
  return id.replaceAll("_", "-");
}
