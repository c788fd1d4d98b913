import type { AssessmentView } from "../../shared/contract/breach.ts";
import { type BreachContent, exposureWords, writeDay, writeSpan } from "./breach-content.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

const outcomes: Readonly<Record<AssessmentView["outcome"], string>> = {
  secured: "The information was secured; no notice is required (164.402).",
  excluded: "An exception of 164.402(1) applies; no notice is required.",
  "low-probability": "The four factors show a low probability that the information was compromised; no notice is required (164.402(2)).",
  breach: "A breach of unsecured protected health information; notice is required (164.404).",
};
const factors = {
  nature: "1. Nature and extent of the information",
  recipient: "2. Who used it or received it",
  acquired: "3. Whether it was actually acquired or viewed",
  mitigation: "4. How far the risk was mitigated",
} as const;
const questions = {
  "readable-to-recipient": "Could the recipient read it?",
  "disk-encrypted": "Was the disk encrypted?",
  "machine-closed": "Was the computer off or locked?",
  "strong-login": "Was its login strong?",
  "key-apart": "Were password and recovery sheet elsewhere?",
} as const;

/** The incident with its risk assessment, as it is kept for six years whatever it came to (164.414(b), 164.530(j)). */
export function writeBreachReport(content: BreachContent): Html {
  const { view, clinic, sourceName } = content;
  const { affected, body } = view;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Breach risk assessment</title><style>${printStyle}</style></head><body>
<p class="small">${clinic.name} · ${clinic.address}</p><h1>Breach risk assessment: ${body.title}</h1>
<p><strong>${outcomes[view.outcome]}</strong></p>${view.state === "open" ? html`<p>Draft: this assessment is not concluded.</p>` : html``}
${writeFacts([
  ["Assessed by", view.concludedByName ?? view.openedByName],
  ["Begun", writeDay(view.openedAt)],
  ["Concluded", view.concludedAt === null ? "not yet" : writeDay(view.concludedAt)],
  ["Source", sourceName],
  ["Looked at", `${writeDay(body.stretch.fromAt)} to ${writeDay(body.stretch.toAt)}`],
  ["Patients affected", String(affected.patients)],
  ["Their information", writeSpan(affected.firstAt, affected.lastAt)],
  ["Minors", String(affected.minors)],
  ["Records destroyed since", String(affected.destroyed)],
  ["Discovered", view.discoveredOn === null ? "not written down" : writeDay(view.discoveredOn)],
])}
<h2>What happened</h2><p>${body.words.happened}</p>
<h2>Who knew when</h2>${writeTable(
    ["Day", "Who", "How"],
    body.knowledge.map(({ on, by, how }) => [on, by, how]),
  )}
<h2>By state of residence</h2>${writeTable(
    ["State", "Patients"],
    affected.perState.map(({ stateCode, patients }) => [stateCode === "" ? "not known" : stateCode, String(patients)]),
  )}
<h2>What was in reach</h2>${writeTable(
    ["Information", "Patients"],
    affected.perExposure.map(({ exposure, patients }) => [exposureWords[exposure], String(patients)]),
  )}
<h2>Secured or not</h2>${writeTable(
    ["Question", "Answer"],
    view.protection.steps.map(({ question, answer }) => [questions[question], answer]),
  )}
${body.exclusion === null ? html`` : html`<h2>Exception: ${body.exclusion.kind}</h2><p>${body.exclusion.rationale}</p>`}
<h2>The four factors</h2>${writeTable(
    ["Factor", "Risk", "Reason"],
    body.factors.map(({ factor, level, rationale }) => [factors[factor], level ?? "not rated", rationale]),
  )}
<h2>What is due</h2>${writeTable(
    ["Notice", "State", "Patients", "Due", "Done", "Rule"],
    view.duties.map(({ kind, stateCode, patients, dueOn, doneOn, rule }) => [kind, stateCode, String(patients), dueOn, doneOn ?? "", rule]),
  )}
<h2>How far this can be relied on</h2><p>${writeReliance(content)}</p></body></html>`;
}

/** Says what the count rests on, and where it could be short. */
function writeReliance({ view: { evidence } }: BreachContent): string {
  const { sendsInRecord, sendsInLog, lastSeq, covered } = evidence;
  const agree = sendsInRecord === sendsInLog ? "The two counts agree." : "The two counts differ: find out why before relying on either.";
  return `In this time the record counts ${sendsInRecord} sends and the audit log ${sendsInLog}. ${agree} The log holds ${lastSeq + 1} entries, of which a signed checkpoint covers ${covered}. Verify it before relying on this report.`;
}

/** Facts under one another. */
export function writeFacts(facts: readonly (readonly [string, string])[]): Html {
  return html`<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

/** A table; an empty one says so. */
export function writeTable(header: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return html`<p class="small">None.</p>`;
  return html`<table><thead><tr>${header.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table>`;
}
