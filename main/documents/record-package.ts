import { createHash } from "node:crypto";
import { writeCsv } from "./csv.ts";
import { html } from "./html.ts";
import { exclusions, type PackageFile, type RecordContent } from "./record-content.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/**
 * Lays out one patient's package (right of access, 164.524): what a person reads, what a program
 * reads, and a manifest with the SHA-256 of every file. `letters` are the notes, already rendered.
 */
export function layOutPackage(content: RecordContent, letters: readonly PackageFile[]): PackageFile[] {
  const files: PackageFile[] = [
    { name: "README.html", bytes: encode(writeReadme(content, letters).toString()) },
    ...letters,
    { name: "record.json", bytes: encode(JSON.stringify(writeRecord(content), null, 2)) },
    { name: "sent-to-vendors.csv", bytes: encode(writeSends(content)) },
  ];
  return [...files, { name: "manifest.json", bytes: encode(JSON.stringify(writeManifest(content, files), null, 2)) }];
}

function writeReadme(content: RecordContent, letters: readonly PackageFile[]) {
  const { clinic, patient, generatedAt } = content;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Your record</title></head><body>
<h1>Record of ${patient.demographics.givenName} ${patient.demographics.familyName}</h1>
<p>Prepared by ${clinic.name} on ${generatedAt.slice(0, 10)}. ${clinic.address} ${clinic.phone}</p>
<h2>What is here</h2>
<ul>${letters.map((letter) => html`<li><a href="${letter.name}">${letter.name}</a>: a note of one session</li>`)}
<li>record.json: everything in this package in a form other programs can read, with the session transcripts</li>
<li>sent-to-vendors.csv: each time text of yours was sent to a company that helps draft notes, or was refused</li>
<li>manifest.json: every file with its SHA-256, so that a change would show</li></ul>
<h2>What is not here</h2>
<ul>${exclusions.map((item) => html`<li>${item.what} (${item.citation})</li>`)}</ul></body></html>`;
}

function writeRecord({ clinic, patient, consents, sessions, notes, generatedAt, appVersion }: RecordContent) {
  return {
    format: "chartwell-record/1",
    generatedAt,
    appVersion,
    clinic,
    patient: { ...patient.demographics, registeredAt: patient.registeredAt },
    consents: consents.map(({ kind, decision, method, textVersion, recordedAt, revokedAt }) => ({
      kind,
      decision,
      method,
      textVersion,
      recordedAt,
      revokedAt,
    })),
    sessions,
    notes: notes.map(({ note, sessionStartedAt }) => ({ sessionStartedAt, ...note })),
  };
}

function writeSends({ sends }: RecordContent): string {
  const rows = sends.map((send) => [
    send.at,
    send.vendorName,
    send.modelId,
    send.host,
    send.task,
    send.dataClass,
    send.outcome,
    send.code ?? "",
    send.identifiersReplaced,
    send.bytesSent,
  ]);
  const header = ["at", "vendor", "model", "host", "task", "data class", "outcome", "code", "identifiers replaced", "bytes sent"];
  return writeCsv([header, ...rows]);
}

function writeManifest({ generatedAt, appVersion, notes, sessions, consents }: RecordContent, files: readonly PackageFile[]) {
  return {
    format: "chartwell-package/1",
    generatedAt,
    appVersion,
    counts: { notes: notes.length, sessions: sessions.length, consents: consents.length },
    exclusions,
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") })),
  };
}
