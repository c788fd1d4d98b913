import type { Demographics } from "../../shared/domain/patient.ts";

/** An invented patient, rich in identifiers. */
export function buildDemographics(changes: Partial<Demographics> = {}): Demographics {
  return {
    familyName: "Okonkwo",
    givenName: "Adaeze",
    preferredName: "Ada",
    pronouns: "she/her",
    bornOn: "1987-07-14",
    mrn: "00412",
    phone: "602-555-0142",
    email: "ada.okonkwo@example.org",
    address: "4417 Larkspur Court, Apt 3B, Flagstaff, AZ",
    stateCode: "AZ",
    alerts: "",
    relatedPersons: [{ name: "Marcus Okonkwo", relationship: "husband" }],
    ...changes,
  };
}

/** An invented session that names the patient, her husband and where they live. */
export const spokenSession = `Therapist: Good morning Adaeze, is Marcus still on nights at the plant in Flagstaff?
Client: He is, and I've slept maybe four hours a night since the move, tops.
Therapist: And is your phone still six oh two, five five five, oh one four two?
Client: Yes. My chest gets tight at night and I worry about the new job all the time.
Therapist: Any thoughts of killing yourself?
Client: No, nothing like that, I don't want to die.
Therapist: I think the short nights are keeping your anxiety going, and I want to take it seriously.
Client: That sounds right to me, it is worst when I lie awake.
Therapist: Let's keep a sleep log until next week and do the breathing exercise every evening.
Client: Okay, I can do that, Marcus will laugh but okay.`;
