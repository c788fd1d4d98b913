import { groundCitations } from "../../shared/domain/grounds.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import { type RightsRequest, reviewableGrounds } from "../../shared/domain/rights.ts";
import { writeDay } from "./breach-content.ts";
import { type Html, html } from "./html.ts";
import { printStyle } from "./print-style.ts";

/** Which letter goes with where a request stands; null: there is nothing to tell. */
export type LetterKind = "extension" | "access-granted" | "access-denied" | "amendment-accepted" | "amendment-denied";

/** A ground as the patient reads it. */
const groundWords: Readonly<Record<string, string>> = {
  "psychotherapy-notes": "What you asked for is a psychotherapy note, kept apart from your record.",
  "legal-proceeding": "What you asked for was put together for a legal proceeding.",
  inmate: "Giving the copy could endanger health, safety or custody where you are held.",
  research: "You agreed to wait for access while the research that your treatment is part of goes on.",
  "privacy-act": "What you asked for is subject to the Privacy Act, which allows it to be withheld.",
  "confidential-source": "The information came from somebody else under a promise of confidentiality, and giving it would tell who.",
  "endangers-life": "A licensed professional judged that access is reasonably likely to endanger your life or physical safety, or somebody else's.",
  "harms-another": "A licensed professional judged that access is reasonably likely to cause substantial harm to another person named in it.",
  "representative-harms": "A licensed professional judged that access by your representative is reasonably likely to cause substantial harm.",
  "not-created-here": "The information was not created by us, and whoever created it can still be asked.",
  "not-in-record": "The information is not part of the record we keep about you.",
  "not-open-to-access": "The information is of a kind that is not open to inspection.",
  "accurate-and-complete": "We looked into it and find the information accurate and complete.",
};

const complaint = (clinic: Clinic) =>
  html`<p>You may complain to us at ${clinic.address}, ${clinic.phone}, or to the Secretary of Health and Human Services, Office for Civil Rights, 200 Independence Avenue SW, Washington, DC 20201, www.hhs.gov/ocr/complaints. Nobody may hold a complaint against you.</p>`;

/** Names the letter for a request; null while there is nothing to write. */
export function chooseLetter({ kind, state, extension }: RightsRequest): LetterKind | null {
  if (state === "open") return extension === null ? null : "extension";
  if (state === "withdrawn") return null;
  if (kind === "access") return state === "accepted" ? "access-granted" : "access-denied";
  return state === "accepted" ? "amendment-accepted" : "amendment-denied";
}

/** Writes the letter a request calls for: plain words, the basis, the patient's next steps (164.524(b)(2), (d); 164.526(c)-(d)). */
export function writeRightsLetter(clinic: Clinic, patient: Patient, request: RightsRequest, letter: LetterKind, today: string): Html {
  const { givenName, familyName, address } = patient.demographics;
  const { requester, requesterName } = request.content;
  const to = requester === "patient" ? `${givenName} ${familyName}` : requesterName;
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>About your request</title><style>${printStyle}</style></head><body>
<p class="return">${clinic.address}</p><address>${to}${requester === "patient" ? html`<br>${address}` : html``}</address><p>${writeDay(today)}</p>
<h1>About your request of ${writeDay(request.receivedOn)}</h1><p>Dear ${to},</p>
${bodies[letter](request, clinic)}
<p class="closing">${request.decided?.decidedByName ?? request.extension?.byName ?? request.recordedByName}<br>${clinic.name}<br>${clinic.address}<br>${clinic.phone}</p></body></html>`;
}

const asked = ({ content }: RightsRequest) => html`<h2>What you asked for</h2><p>${content.asked}</p>`;

const bodies: Readonly<Record<LetterKind, (request: RightsRequest, clinic: Clinic) => Html>> = {
  extension: (request) => html`${asked(request)}<h2>We need more time</h2>
<p>${request.extension?.reason ?? ""}</p><p>You will have our answer by ${writeDay(request.dueOn)}. We may take this extra time only once.</p>`,
  "access-granted": (request) => html`${asked(request)}<h2>Your copy</h2>
<p>We are giving you the copy you asked for${request.content.format === "" ? "" : `, as ${request.content.format}`}${request.content.recipient === "" ? "" : `, sent to ${request.content.recipient}`}. If it is protected by a passphrase, you receive that by another way.</p>`,
  "access-denied": (request, clinic) => html`${asked(request)}<h2>What we cannot give</h2>${writeDenial(request)}
<p>Everything you asked for that this does not cover, we give you.</p>
${isReviewable(request) ? html`<h2>A second opinion</h2><p>You may have this decision reviewed by a licensed professional who took no part in it. Write to us, and we pass your request on promptly; what that person decides, we do (45 CFR 164.524(a)(4)).</p>` : html``}
<h2>If you disagree</h2>${complaint(clinic)}`,
  "amendment-accepted": (request) => html`${asked(request)}<h2>Your record was amended</h2>
<p>${request.decision?.kind === "accepted" ? request.decision.text : ""}</p>
<p>This now stands with the record and goes with it wherever it is sent. Tell us who has received the uncorrected record and should know; with your agreement we tell them, and those who may rely on it to your harm.</p>`,
  "amendment-denied": (request, clinic) => html`${asked(request)}<h2>Why we leave the record as it is</h2>${writeDenial(request)}
<h2>What you may do</h2><p>You may send us a statement of disagreement; write it to the address below. We keep it with the record and send it along. If you do not, you may still ask that your request and this letter go with the record whenever it is disclosed.</p>${complaint(clinic)}`,
};

function isReviewable({ decision }: RightsRequest): boolean {
  return decision?.kind === "denied" && reviewableGrounds.has(decision.ground);
}

function writeDenial({ decision }: RightsRequest): Html {
  if (decision?.kind !== "denied") return html``;
  const by = decision.professional === "" ? html`` : html`<p>Judged by ${decision.professional}.</p>`;
  return html`<p>${groundWords[decision.ground] ?? ""} (${groundCitations[decision.ground] ?? ""})</p><p>${decision.rationale}</p>${by}`;
}
