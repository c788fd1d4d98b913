import type { Disclosure, DisclosurePurpose } from "../../shared/domain/disclosure.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import { writeDay } from "./breach-content.ts";
import { writeTable } from "./breach-report.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

/** A purpose as the patient reads it. */
const purposes: Readonly<Record<DisclosurePurpose, string>> = {
  "public-health": "Public health",
  "abuse-report": "Report of abuse or neglect",
  "health-oversight": "Health oversight",
  "court-order": "Court order or subpoena",
  "law-enforcement": "Law enforcement",
  coroner: "Coroner or medical examiner",
  research: "Research without authorization",
  "serious-threat": "To avert a serious threat",
  "required-by-law": "Required by law",
  breach: "Not permitted (a breach)",
};

/** The accounting of disclosures in the shape of 164.528(b)(2): date, recipient with address, what, why. */
export function writeAccounting(facts: {
  readonly clinic: Clinic;
  readonly patient: Patient;
  readonly disclosures: readonly Disclosure[];
  readonly since: string;
  readonly today: string;
  readonly preparedBy: string;
}): Html {
  const { clinic, patient, disclosures, since, today, preparedBy } = facts;
  const { givenName, familyName, bornOn, mrn } = patient.demographics;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Accounting of disclosures</title><style>${printStyle}</style></head><body>
<p class="small">${clinic.name} · ${clinic.address} · ${clinic.phone}</p><h1>Accounting of disclosures</h1>
<p>${givenName} ${familyName}, born ${writeDay(bornOn)}, MRN ${mrn}. From ${writeDay(since)} to ${writeDay(today)}.</p>
${writeTable(
  ["Date", "To whom", "What", "Why"],
  disclosures.map(({ disclosedOn, purpose, content }) => [
    ...[writeDay(disclosedOn), [content.recipient, content.recipientAddress].filter((line) => line !== "").join(", "), content.what],
    `${purposes[purpose]}. ${content.basis}`,
  ]),
)}
<p class="small">Not listed, because the rule exempts them (45 CFR 164.528(a)(1)): disclosures for treatment, payment and health care operations, to you, by your authorization, and to people involved in your care.</p>
<p class="closing">Prepared by ${preparedBy} on ${writeDay(today)}.</p></body></html>`;
}
