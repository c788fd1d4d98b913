import { toPublicId } from "../record-content.ts";

/** A FHIR R4 resource as JSON. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface Reference {
  readonly reference: string;
  readonly display?: string;
}

/** Points at a resource of the same package. */
export function refer(type: string, id: string, display?: string): Reference {
  const reference = `${type}/${toPublicId(id)}`;
  return display === undefined ? { reference } : { reference, display };
}

export const systems = {
  loinc: "http://loinc.org",
  identifierType: "http://terminology.hl7.org/CodeSystem/v2-0203",
  confidentiality: "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
  actCode: "http://terminology.hl7.org/CodeSystem/v3-ActCode",
  observationValue: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue",
  dataOperation: "http://terminology.hl7.org/CodeSystem/v3-DataOperation",
  participantType: "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
  mrn: "urn:chartwell:mrn",
} as const;

/** One code of one system. */
export function concept(system: string, code: string, display: string) {
  return { coding: [{ system, code, display }], text: display };
}

/** Behavioral health, restricted: who receives it should treat it so. */
export const restricted = [
  { system: systems.confidentiality, code: "R", display: "restricted" },
  { system: systems.actCode, code: "PSY", display: "psychiatry disorder information sensitivity" },
] as const;

/** HL7's mark for what a machine asserted and nobody has signed yet. */
export const aiAsserted = { system: systems.observationValue, code: "AIAST", display: "Artificial Intelligence asserted" } as const;

/** Drops what is undefined, "" or an empty list: FHIR knows no empty values. */
export function compact<T extends Record<string, unknown>>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)),
  ) as T;
}
