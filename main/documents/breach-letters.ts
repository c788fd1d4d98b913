import { type Addressee, type BreachContent, exposureWords, writeDay, writeSpan } from "./breach-content.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

/**
 * Letters to everyone with an address, one after another in one document (164.404(c)(1)): (A) what
 * happened and when, (B) what was involved, (C) what to do, (D) what the clinic does, (E) whom to ask.
 * The headings are the ones California asks for and every state allows. What shows in a window
 * envelope is a street and a name: never a clinic's, which would tell what the letter is about.
 */
export function writeBreachLetters(content: BreachContent): Html {
  const reachable = content.addressees.filter(hasAddress);
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Letters</title><style>${printStyle}</style></head><body>
${reachable.map((addressee) => writeLetter(content, addressee))}</body></html>`;
}

/** Whether a letter can be written to them at all. */
export function hasAddress({ person }: Addressee): boolean {
  return person !== null && person.address.trim() !== "";
}

function writeLetter({ clinic, view, today }: BreachContent, { person, minor, firstAt, lastAt, exposures }: Addressee): Html {
  if (person === null) return html``;
  const { words } = view.body;
  const name = `${person.givenName} ${person.familyName}`;
  const discovered = view.discoveredOn === null ? "" : `We discovered it on ${writeDay(view.discoveredOn)}.`;
  return html`<section class="sheet"><p class="return">${clinic.address}</p>
<address>${minor ? html`To the parent or guardian of<br>` : html``}${name}<br>${person.address}</address>
<p>${writeDay(today)}</p><h1>Notice about your information</h1>
<p>Dear ${minor ? "parent or guardian of " : ""}${name},</p>
<h2>What happened</h2><p>${words.happened}</p><p>It concerns ${minor ? "your child's" : "your"} information ${writeSpan(firstAt, lastAt)}. ${discovered}</p>
<h2>What information was involved</h2><p>${words.involved}</p><p>In this case: ${exposures.map((exposure) => exposureWords[exposure]).join("; and ")}.</p>
<h2>What we are doing</h2><p>${words.clinicSteps}</p>
<h2>What you can do</h2><p>${words.patientSteps}</p>
<h2>For more information</h2><p>${words.contact}</p>
<p class="closing">${words.signer}<br>${clinic.name}<br>${clinic.address}<br>${clinic.phone}</p></section>`;
}
