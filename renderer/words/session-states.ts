import type { EncounterSummary } from "../../shared/contract/patients.ts";

/** Where a session's note stands, in two words. */
export const sessionStates: Readonly<Record<EncounterSummary["state"], string>> = {
  "to-draft": "To draft",
  drafting: "Drafting",
  interrupted: "Cut off",
  "to-review": "To review",
  returned: "Returned",
  "to-cosign": "To co-sign",
  "awaiting-cosign": "Awaiting co-signature",
  signed: "Signed",
};
