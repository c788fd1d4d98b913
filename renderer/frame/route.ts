import type { AssessmentId, EncounterId, PatientId } from "../../shared/domain/ids.ts";
import type { ConsentKind } from "../../shared/domain/patient.ts";
import type { Role } from "../../shared/domain/people.ts";
import { t } from "../words/language.ts";

/** What a place may open with, begun at once. */
export type Begin = "register" | "agreement" | "questions" | "incident" | "leaks" | "policy" | "stations";

/** Where a person is. A value in memory, never an address: addresses end up in titles and histories. */
export type Route =
  | { readonly name: Destination["name"] | "account"; readonly begin?: Begin }
  | { readonly name: "proposed-destruction" | "emergency" }
  /** `asks`: a consent is to be recorded at once. */
  | { readonly name: "patient"; readonly patientId: PatientId; readonly asks?: ConsentKind }
  | { readonly name: "write"; readonly patientId: PatientId }
  | { readonly name: "session"; readonly patientId: PatientId }
  | { readonly name: "record"; readonly patientId: PatientId }
  | { readonly name: "export"; readonly patientId: PatientId }
  | { readonly name: "disclosures" | "disclosures-of-destroyed"; readonly patientId: PatientId }
  | { readonly name: "patient-rights"; readonly patientId: PatientId }
  | { readonly name: "breach"; readonly assessmentId: AssessmentId }
  | { readonly name: "note"; readonly encounterId: EncounterId };

export interface Destination {
  readonly name: "today" | "patients" | "audit" | "breaches" | "sends" | "vendors" | "templates" | "rights" | "people" | "security";
  readonly label: string;
  readonly who: readonly Role[];
}

/** What the rail offers, by role; main refuses the rest whatever the rail shows. */
const destinations: readonly Destination[] = [
  { name: "today", label: t("Today"), who: ["clinician", "supervisor"] },
  { name: "patients", label: t("Patients"), who: ["clinician", "supervisor", "practice-manager", "privacy-officer"] },
  { name: "sends", label: t("What left"), who: ["clinician", "supervisor", "practice-manager", "privacy-officer"] },
  { name: "templates", label: t("Note formats"), who: ["clinician", "supervisor", "practice-manager", "privacy-officer"] },
  { name: "vendors", label: t("Vendors"), who: ["practice-manager", "privacy-officer", "it-admin", "auditor"] },
  { name: "audit", label: t("Audit log"), who: ["practice-manager", "privacy-officer", "it-admin", "auditor"] },
  { name: "rights", label: t("Rights"), who: ["practice-manager", "privacy-officer", "supervisor"] },
  { name: "breaches", label: t("Breaches"), who: ["practice-manager", "privacy-officer"] },
  { name: "security", label: t("Security"), who: ["practice-manager", "privacy-officer", "it-admin", "auditor", "supervisor"] },
  { name: "people", label: t("People"), who: ["practice-manager", "privacy-officer", "it-admin"] },
];

/** What a role finds in the rail; the first is where it begins. */
export function listDestinations(role: Role): Destination[] {
  return destinations.filter((destination) => destination.who.includes(role));
}
