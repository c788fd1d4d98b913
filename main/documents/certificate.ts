import type { Certificate } from "../../shared/domain/certificate.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import type { ScopePart } from "../../shared/domain/rights.ts";
import { writeTable } from "./breach-report.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

const partNames: Readonly<Record<ScopePart, string>> = {
  sessions: "Sessions",
  "transcript-lines": "Lines of transcript",
  recordings: "Recordings",
  drafts: "Unsigned drafts",
  "signed-notes": "Signed notes",
  addenda: "Addenda",
  "note-versions": "Earlier versions of notes",
  "private-notes": "Psychotherapy notes",
  codes: "Sessions with billing codes",
  consents: "Consents",
  requests: "Requests",
  "search-entries": "Entries of the search index",
};

const reasons: Readonly<Record<Certificate["reason"], string>> = {
  "retention-ended": "The retention period has ended",
  "patient-request": "The patient asked for it after the retention period",
  "entered-in-error": "Entered in error",
  "court-order": "Ordered by a court",
};

const states = { rewritten: "Rewritten without the patient", "not-in-it": "Never held the patient", "out-of-reach": "Could not be reached" } as const;

/** A certificate of destruction as a page (NIST SP 800-88r2, section 4.7): it names no patient, only the log's random name. */
export function writeCertificate(clinic: Clinic, certificate: Certificate, sha256: string): Html {
  const { scope, method, backups, remains } = certificate;
  const span = scope.firstOn === null ? "no session" : `${scope.firstOn} to ${scope.lastOn}`;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Certificate of destruction</title><style>${printStyle}</style></head><body>
<p class="small">${clinic.name} · ${clinic.address} · ${clinic.phone}</p><h1>Certificate of destruction</h1>
<dl><dt>Certificate</dt><dd>${certificate.id}</dd><dt>Patient, by the audit log's random name</dt><dd>${certificate.subject}</dd>
<dt>Reason</dt><dd>${reasons[certificate.reason]} (${certificate.basis})</dd>
<dt>Proposed by</dt><dd>${certificate.proposedByName}, ${certificate.proposedAt}</dd><dt>Approved by</dt><dd>${certificate.approvedByName}</dd>
<dt>Destroyed</dt><dd>${certificate.destroyedAt}</dd><dt>Keys destroyed</dt><dd>${certificate.keysDestroyed.join(", ")}</dd>
<dt>Sessions of the time</dt><dd>${span}</dd></dl>
<h2>What was destroyed</h2>${writeTable(
    ["What", "How many"],
    scope.parts.filter(({ count }) => count > 0).map(({ part, count }) => [partNames[part], String(count)]),
  )}
<h2>How</h2><p>${method.standard}</p>${method.steps.map((step) => html`<p>${step}</p>`)}
<h2>Backups</h2>${
    backups.length === 0
      ? html`<p>There were none.</p>`
      : writeTable(
          ["Made", "Backup", "What became of it"],
          backups.map(({ id, madeAt, state }) => [madeAt, id, states[state]]),
        )
  }
<h2>What remains, and why</h2>${writeTable(
    ["What", "Why", "Until"],
    remains.map(({ what, why, until }) => [what, why, until ?? "Outside the program's reach"]),
  )}
<p class="small">SHA-256 of the signed statement beside this page: ${sha256}. Chartwell ${certificate.appVersion}.</p></body></html>`;
}
