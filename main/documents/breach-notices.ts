import type { DutyLine } from "../../shared/contract/breach.ts";
import { type BreachContent, writeDay, writeSpan } from "./breach-content.ts";
import { writeFacts } from "./breach-report.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

const page = (title: string, body: Html): Html =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${printStyle}</style></head><body>${body}</body></html>`;

/** The figures HHS's breach portal asks for, in the order it asks (164.408). */
export function writePortalWorksheet({ clinic, view, sourceName }: BreachContent): Html {
  const { affected, body, discoveredOn, duties, substitute } = view;
  const { notice, source, words } = body;
  const large = duties.some(({ kind }) => kind === "hhs-now");
  const media = duties.filter(({ kind }) => kind === "media").map(({ stateCode }) => stateCode);
  const day = (at: string | null) => (at === null ? "" : at.slice(0, 10));
  return page(
    "HHS portal worksheet",
    html`<h1>HHS breach portal, field by field</h1>
<h2>General</h2>${writeFacts([
      ["Report type", "Initial breach report"],
      ["Filing as", "Covered entity"],
      ["Name of covered entity", clinic.name],
      ["Type of covered entity", "Healthcare provider"],
      ["Address", clinic.address],
      ["State", clinic.stateCode],
      ["Contact", words.contact],
    ])}<h2>Breach</h2>${writeFacts([
      ["How many individuals", large ? "500 or more" : "Fewer than 500"],
      ["Occurred at or by a business associate", source.kind === "vendor" ? `Yes: ${sourceName}` : "No"],
      ["Breach start and end", `${day(affected.firstAt)} to ${day(affected.lastAt)}`],
      ["Discovery start and end", `${discoveredOn ?? ""} to ${notice?.receivedOn ?? discoveredOn ?? ""}`],
      ["Approximate number of individuals", String(affected.patients)],
      ["Type of breach", source.kind === "computer" || source.kind === "backup" ? "Loss or theft" : "Unauthorized access or disclosure"],
      ["Location of information", source.kind === "vendor" ? "Other: business associate's service" : "Electronic medical record"],
      ["Type of information", "Clinical; demographic where names were in reach"],
      ["Brief description", words.happened],
      ["Safeguards in place before", "Encryption at rest and in transit; access control; audit log; identifiers removed before sending"],
    ])}<h2>Notice and actions</h2>${writeFacts([
      ["Individual notice provided", duties.find(({ kind }) => kind === "individuals")?.doneOn ?? "not yet"],
      ["Substitute notice", { none: "Not required", "other-means": "Required: fewer than 10", posting: "Required: 10 or more" }[substitute]],
      ["Media notice", media.length === 0 ? "Not required" : `Required: ${media.join(", ")}`],
      ["Actions taken in response", words.clinicSteps],
    ])}<h2>Attestation</h2>${writeFacts([
      ["Name", words.signer],
      ["Date", ""],
    ])}`,
  );
}

/** For the home page or major media, with a toll-free number, for 90 days (164.404(d)(2)(ii)); also the text for the press (164.406). */
export function writePublicNotice({ clinic, view, today }: BreachContent): Html {
  const { words } = view.body;
  const { affected, discoveredOn } = view;
  return page(
    "Notice to the public",
    html`<h1>Notice about information of patients</h1><p>${clinic.name}, ${writeDay(today)}</p>
<h2>What happened</h2><p>${words.happened}</p><p>It concerns information ${writeSpan(affected.firstAt, affected.lastAt)}.${discoveredOn === null ? "" : ` We discovered it on ${writeDay(discoveredOn)}.`}</p>
<h2>What information was involved</h2><p>${words.involved}</p><h2>What we are doing</h2><p>${words.clinicSteps}</p>
<h2>What you can do</h2><p>${words.patientSteps}</p><h2>For more information</h2><p>To learn whether you are affected: ${words.contact}</p>
<p class="small">To stand for at least 90 days where it is posted, with a toll-free number that is answered as long.</p>`,
  );
}

/** A draft to each state office that must be told; counsel looks at it before it goes. */
export function writeStateNotices({ clinic, view, today }: BreachContent): Html | null {
  const offices = view.duties.filter(({ kind }) => kind === "state-attorney" || kind === "state-agency");
  if (offices.length === 0) return null;
  return page("Drafts to state offices", html`${offices.map(writeOne)}`);

  function writeOne({ kind, stateCode, patients, dueOn, rule }: DutyLine): Html {
    const { words } = view.body;
    return html`<section class="sheet"><p>${clinic.name}<br>${clinic.address}<br>${clinic.phone}</p><p>${writeDay(today)}</p>
<h1>Notice of a breach to the ${kind === "state-attorney" ? "attorney general" : "department of health"}, ${stateCode}</h1>
${writeFacts([
  ["Under", rule],
  ["Due", dueOn],
  ["Residents affected", String(patients)],
  ["Discovered", view.discoveredOn ?? ""],
])}<h2>What happened</h2><p>${words.happened}</p><h2>What information was involved</h2><p>${words.involved}</p>
<h2>What we are doing</h2><p>${words.clinicSteps}</p><p>A copy of the letter to residents is enclosed.</p><p class="closing">${words.signer}</p></section>`;
  }
}

/** To the business associate: what the clinic needs from it to do its own duty (164.410(c)). */
export function writeAssociateNotice({ clinic, view, sourceName, today }: BreachContent): Html {
  return page(
    "To the business associate",
    html`<p>${clinic.name}<br>${clinic.address}</p><p>${writeDay(today)}</p><h1>To ${sourceName}: request under our agreement</h1>
<p>We are assessing an incident concerning what we sent you ${writeSpan(view.affected.firstAt, view.affected.lastAt)}. Under 45 CFR 164.410(c) please send us, as you learn it and without waiting for all of it:</p>
<p>the identity of each individual whose information was or may have been affected, or the request ids concerned; what happened, when, and when you discovered it; what kinds of information were involved; what was done to investigate, mitigate and prevent; and the subcontractors concerned.</p>
<p>Please keep all logs of that time.</p><p class="closing">${view.body.words.signer}</p>`,
  );
}
