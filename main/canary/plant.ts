import { randomInt } from "node:crypto";
import type { Demographics } from "../../shared/domain/patient.ts";

/** An invented patient whose every identifier can be told from anything else on the disk. */
export interface Plant {
  readonly demographics: Demographics;
  readonly session: string;
  /** What must be found nowhere in the clear. */
  readonly planted: readonly string[];
  /** Words of the session that identify nobody and must reach the far end: proof that it was listening. */
  readonly expectedOnWire: string;
}

const given = ["Adaeze", "Rosalind", "Imogen", "Tobias", "Leopold", "Marisol", "Cordelia", "Anselm"];
const family = ["Featherstonehaugh", "Oyelowokan", "Vanderlinden", "Castellanos", "Abernathy", "Kowalczyk", "Thistlewood", "Papadakis"];
const husbands = ["Leander", "Barnaby", "Ignatius", "Florian"];
const streets = ["Larkspur Court", "Juniper Lane", "Foxglove Terrace", "Sycamore Crescent"];

/** Draws one; the numbers are new each time, so that an earlier run's remains are not taken for this one's. */
export function drawPlant(): Plant {
  const [first, last, husband] = [pick(given), pick(family), pick(husbands)];
  const phone = `928-555-0${randomInt(100, 200)}`;
  const mrn = String(randomInt(10_000_000, 99_999_999));
  const email = `${first}.${last}.${randomInt(1000, 9999)}@example.org`.toLowerCase();
  const address = `${randomInt(1000, 9999)} ${pick(streets)}`;
  const social = `900-${randomInt(70, 89)}-${randomInt(1000, 9999)}`;
  const expectedOnWire = "four hours a night since the move";
  const session = `Therapist: Good morning ${first}, is ${husband} still on nights at the plant?
Client: He is, and I've slept maybe ${expectedOnWire}, tops.
Therapist: I have your number as ${phone} and your mail as ${email}, is that right?
Client: Yes, and we still live at ${address}. My social is ${social}, they asked for it again.
Therapist: Any thoughts of killing yourself?
Client: No, nothing like that. ${husband} ${last} would laugh at me for worrying.
Therapist: Let's keep a sleep log until next week. Your chart number is ${mrn}.
Client: Okay, I can do that.`;
  return {
    demographics: {
      familyName: last,
      givenName: first,
      preferredName: "",
      pronouns: "",
      bornOn: `19${randomInt(50, 99)}-0${randomInt(1, 9)}-${randomInt(10, 28)}`,
      mrn,
      phone,
      email,
      address: `${address}, Flagstaff, AZ`,
      stateCode: "AZ",
      alerts: "",
      relatedPersons: [{ name: `${husband} ${last}`, relationship: "husband" }],
    },
    session,
    planted: [`${first} ${last}`, `${husband} ${last}`, last, phone, mrn, email, address, social],
    expectedOnWire,
  };
}

function pick(from: readonly string[]): string {
  return from[randomInt(from.length)] ?? "";
}
