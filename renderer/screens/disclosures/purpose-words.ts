import type { DisclosurePurpose } from "../../../shared/domain/disclosure.ts";

const purposes: Readonly<Record<DisclosurePurpose, string>> = {
  "court-order": "Court order or subpoena",
  "abuse-report": "Report of abuse or neglect",
  "serious-threat": "To avert a serious threat",
  "public-health": "Public health",
  "health-oversight": "Health oversight",
  "law-enforcement": "Law enforcement",
  coroner: "Coroner or medical examiner",
  research: "Research without authorization",
  "required-by-law": "Otherwise required by law",
  breach: "Not permitted: a breach",
};

/** Why something was disclosed, in words. */
export function namePurpose(purpose: DisclosurePurpose): string {
  return purposes[purpose];
}

/** What a person can write down; a breach writes itself down when it is concluded. */
export const purposeOptions = Object.entries(purposes)
  .filter(([id]) => id !== "breach")
  .map(([id, label]) => ({ id, label }));
