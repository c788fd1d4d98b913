import { groundCitations } from "../../shared/domain/grounds.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import type { RightsRequest } from "../../shared/domain/rights.ts";
import { writeDay } from "./breach-content.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

const standings = { open: "Not decided yet", accepted: "Accepted", denied: "Denied", withdrawn: "Taken back" } as const;

/** A request to amend with all that belongs to it: what was asked, the decision, the disagreement and the rebuttal (164.526(d)(4)). */
export function writeAmendment({ receivedOn, state, content, decision, decided, disagreement, rebuttal }: RightsRequest): Html {
  return html`<h2>Request to amend, ${writeDay(receivedOn)}</h2><p>${content.asked}</p>
<p class="small">${standings[state]}${decided === null ? "" : ` on ${writeDay(decided.decidedOn)} by ${decided.decidedByName}`}</p>
${decision?.kind === "accepted" ? html`<h2>Amendment</h2><p>${decision.text}</p>` : html``}
${decision?.kind === "denied" ? html`<h2>Denial</h2><p>${decision.rationale} (${groundCitations[decision.ground] ?? ""})</p>` : html``}
${disagreement === null ? html`` : html`<h2>The patient's statement of disagreement, ${writeDay(disagreement.on)}</h2><p>${disagreement.text}</p>`}
${rebuttal === null ? html`` : html`<h2>The clinic's rebuttal, ${writeDay(rebuttal.on)}</h2><p>${rebuttal.text}</p>`}`;
}

/** Amendments that belong to no single note, on sheets of their own. */
export function writeAmendmentsPage(clinic: Clinic, patient: Patient, amendments: readonly RightsRequest[]): Html {
  const { familyName, givenName, bornOn, mrn } = patient.demographics;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Amendments</title><style>${printStyle}</style></head><body>
<p class="small">${clinic.name} · ${clinic.address} · ${clinic.phone}</p><h1>Amendments to the record</h1>
<p>${familyName}, ${givenName} · born ${bornOn} · MRN ${mrn}</p>${amendments.map(writeAmendment)}</body></html>`;
}
