import { createHash } from "node:crypto";
import type { Consent, Patient } from "../../../shared/domain/patient.ts";
import type { Clinic } from "../../../shared/domain/people.ts";
import { compact, concept, type Resource, refer, systems } from "./resource.ts";

const usCore = (name: string) => `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}`;

/** A short id for somebody known by name alone. */
export function nameId(prefix: string, name: string): string {
  return `${prefix}-${createHash("sha256").update(name).digest("hex").slice(0, 24)}`;
}

/** US Core Patient. Gender is not asked for by the program, and FHIR has a word for that. */
export function writePatient({ id, demographics }: Patient): Resource {
  const { familyName, givenName, preferredName, bornOn, mrn, phone, email, address, stateCode, relatedPersons } = demographics;
  return compact({
    resourceType: "Patient",
    id: id.replaceAll("_", "-"),
    meta: { profile: [usCore("patient")] },
    identifier: [{ use: "usual", type: concept(systems.identifierType, "MR", "Medical record number"), system: systems.mrn, value: mrn }],
    name: [
      { use: "official", family: familyName, given: [givenName] },
      ...(preferredName === "" ? [] : [{ use: "usual", text: preferredName, given: [preferredName] }]),
    ],
    telecom: [...(phone === "" ? [] : [{ system: "phone", value: phone }]), ...(email === "" ? [] : [{ system: "email", value: email }])],
    gender: "unknown",
    birthDate: bornOn,
    address: [compact({ use: "home", text: address, state: stateCode, country: "US" })],
    contact: relatedPersons.map((person) =>
      compact({ relationship: person.relationship === "" ? [] : [{ text: person.relationship }], name: { text: person.name } }),
    ),
  });
}

/** US Core Organization: the clinic. */
export function writeOrganization(clinic: Clinic): Resource {
  return compact({
    resourceType: "Organization",
    id: "clinic",
    meta: { profile: [usCore("organization")] },
    active: true,
    name: clinic.name,
    telecom: clinic.phone === "" ? [] : [{ system: "phone", value: clinic.phone }],
    address: [compact({ text: clinic.address, state: clinic.stateCode, country: "US" })],
  });
}

/** US Core Practitioner, by the name as printed. */
export function writePractitioner(printedName: string): Resource {
  return {
    resourceType: "Practitioner",
    id: nameId("practitioner", printedName),
    active: true,
    name: [{ text: printedName, family: readFamily(printedName) }],
  };
}

function readFamily(printedName: string): string {
  const name = printedName.split(",")[0] ?? printedName;
  return name.trim().split(/\s+/).at(-1) ?? name;
}

const kinds = { "session-recording": "Recording of sessions", "ai-drafting": "Drafting of notes with AI" } as const;
const scope = { coding: [{ system: "http://terminology.hl7.org/CodeSystem/consentscope", code: "patient-privacy", display: "Privacy Consent" }] };

/** What the patient agreed to or declined. */
export function writeConsent(consent: Consent, patientId: string): Resource {
  const status = consent.revokedAt !== null ? "inactive" : consent.decision === "given" ? "active" : "rejected";
  return {
    resourceType: "Consent",
    id: consent.id.replaceAll("_", "-"),
    status,
    scope,
    category: [{ text: kinds[consent.kind] }],
    patient: refer("Patient", patientId),
    dateTime: consent.recordedAt,
    organization: [refer("Organization", "clinic")],
    policyRule: { text: `Text of the clinic, version ${consent.textVersion}; given ${consent.method.replaceAll("-", " ")}` },
    provision: { type: consent.decision === "given" ? "permit" : "deny" },
  };
}
