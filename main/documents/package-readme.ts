import { type Html, html } from "./html.ts";
import { exclusions, type PackageFile, type RecordContent } from "./record-content.ts";

const style = `body { font: 17px/1.55 Georgia, serif; max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; color: #1c1b19; background: #fffdf9; }
  h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .4rem; } li { margin: .3rem 0; } .quiet { color: #4c4740; } code { font-size: .9em; }`;

/** The page a patient opens first: what is here, in their words, and what is not. */
export function writeReadme(content: RecordContent, letters: readonly PackageFile[]): Html {
  const { clinic, patient, generatedAt, notes, disclosures, amendments } = content;
  const { givenName, familyName } = patient.demographics;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your record</title><style>${style}</style></head><body>
<h1>Record of ${givenName} ${familyName}</h1>
<p class="quiet">Prepared by ${clinic.name} on ${generatedAt.slice(0, 10)}. ${clinic.address} ${clinic.phone}</p>
<h2>To read</h2>
<ul>${letters.map((letter) => html`<li><a href="${letter.name}">${nameLetter(letter.name, notes)}</a></li>`)}</ul>
${letters.length === 0 ? html`<p>There is no note on record.</p>` : html``}
<h2>To look up</h2>
<ul><li><a href="tables/transcripts.csv">What was said</a>, line by line, as far as it is kept</li>
<li><a href="tables/sent-to-vendors.csv">What was sent</a> to companies that help draft notes, or was refused</li>
<li><a href="tables/disclosures.csv">To whom else</a> something of yours was given (${disclosures.length})</li>
<li><a href="tables/amendments.csv">What you asked to have changed</a>, and what became of it (${amendments.length})</li>
<li><a href="tables/consents.csv">What you agreed to</a></li></ul>
<h2>For another doctor's computer</h2>
<ul><li><a href="fhir/document.json">fhir/document.json</a>: the whole record as an HL7 FHIR R4 document; <code>fhir/ndjson</code> holds the same, a kind to a file</li>
<li><code>ccda</code>: each note as an HL7 C-CDA document</li><li><code>record.json</code>: everything, for another Chartwell</li>
<li><code>manifest.json</code>: every file with its SHA-256, so that a change would show</li></ul>
<h2>What is not here</h2>
<ul>${exclusions.map((item) => html`<li>${item.what} (${item.citation})</li>`)}</ul></body></html>`;
}

function nameLetter(name: string, notes: RecordContent["notes"]): string {
  const found = /^notes\/(\d+)\./.exec(name);
  const note = found === null ? undefined : notes[Number(found[1]) - 1];
  return note === undefined ? "Amendments to the record" : `${note.note.templateName} note of ${note.sessionStartedAt.slice(0, 10)}`;
}
