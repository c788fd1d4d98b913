import type { Note, Section } from "../../shared/domain/note.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import type { RightsRequest } from "../../shared/domain/rights.ts";
import { writeAmendment } from "./amendment-pages.ts";
import { type Html, html } from "./html.ts";

const style = `
  @page { size: Letter; margin: 22mm 20mm 20mm; }
  body { font: 11pt/1.5 "Source Serif 4", Georgia, serif; color: #1c1b19; }
  header { border-bottom: 0.5pt solid #8a8378; padding-bottom: 8pt; margin-bottom: 14pt; }
  header p { margin: 0; font-size: 9.5pt; color: #4c4740; }
  h1 { font-size: 15pt; margin: 0 0 2pt; } h2 { font-size: 11.5pt; margin: 14pt 0 3pt; break-after: avoid; }
  p { margin: 0 0 4pt; } .who { margin: 0 0 10pt; } .seal { border-top: 0.5pt solid #8a8378; margin-top: 18pt; padding-top: 8pt; }
  .small { font-size: 9pt; color: #4c4740; }`;

/** Lays one note out as a letter: letterhead, patient, sections, signature, addenda, and what was asked to be amended. */
export function writeNoteLetter(
  clinic: Clinic,
  patient: Patient,
  note: Note,
  sessionStartedAt: string,
  amendments: readonly RightsRequest[] = [],
): Html {
  const { familyName, givenName, bornOn, mrn } = patient.demographics;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${note.templateName} note</title><style>${style}</style></head><body>
<header><p><strong>${clinic.name}</strong></p><p>${clinic.address}</p><p>${clinic.phone}</p></header>
<h1>${note.templateName} note</h1>
<p class="who">${familyName}, ${givenName} · born ${bornOn} · MRN ${mrn} · session of ${sessionStartedAt.slice(0, 10)}</p>
${note.sections.map(writeSection)}
<div class="seal">${writeSignature(note)}</div>
${note.addenda.map((addendum) => html`<h2>Addendum, ${addendum.addedAt.slice(0, 10)}</h2><p>${addendum.text}</p><p class="small">${addendum.addedByName}</p>`)}
${amendments.map(writeAmendment)}
</body></html>`;
}

/** A note's words, section by section, as plain text. */
export function writeNoteText(note: Note): string {
  const sections = note.sections.map(({ title, sentences }) => `${title}\n${sentences.map(({ text }) => text.trim()).join(" ")}`);
  const addenda = note.addenda.map(({ text, addedAt, addedByName }) => `Addendum, ${addedAt.slice(0, 10)}, ${addedByName}\n${text}`);
  return [...sections, ...addenda].join("\n\n");
}

function writeSection(section: Section): Html {
  return html`<h2>${section.title}</h2><p>${section.sentences.map((sentence) => sentence.text.trim()).join(" ")}</p>`;
}

function writeSignature(note: Note): Html {
  const made = note.drafter.kind === "person" ? "" : ` ${describeDrafter(note)}, reviewed by the signer.`;
  if (note.signature === null) return html`<p>Unsigned draft.${made}</p>`;
  const { printedName, signedAt, contentSha256 } = note.signature;
  return html`<p>Signed by ${printedName} on ${signedAt.slice(0, 10)} at ${signedAt.slice(11, 16)} UTC.${made}</p>
<p class="small">Content SHA-256 ${contentSha256}</p>`;
}

function describeDrafter(note: Note): string {
  return note.drafter.kind === "vendor"
    ? `Drafted with AI assistance (${note.drafter.vendorName}, ${note.drafter.modelId})`
    : "Drafted on the clinic's computer from the session's own sentences";
}
