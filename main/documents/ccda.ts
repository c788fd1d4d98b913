import { createHash } from "node:crypto";
import type { Patient } from "../../shared/domain/patient.ts";
import type { Clinic } from "../../shared/domain/people.ts";
import { type Html, html } from "./html.ts";

/** What one unstructured document holds. */
export interface CcdaContent {
  readonly clinic: Clinic;
  readonly patient: Patient;
  /** An id of the program's own; the document's is derived from it. */
  readonly id: string;
  readonly title: string;
  /** When it was signed, or written. */
  readonly at: string;
  readonly authorName: string;
  readonly mediaType: "application/pdf" | "text/html";
  readonly bytes: Uint8Array;
}

/**
 * A C-CDA R2.1 Unstructured Document: the US Realm header and the letter inside, for systems that
 * take nothing else. HL7's templates 2.16.840.1.113883.10.20.22.1.1 and .1.10.
 */
export function writeCcda({ clinic, patient, id, title, at, authorName, mediaType, bytes }: CcdaContent): string {
  const { familyName, givenName, bornOn, mrn } = patient.demographics;
  const clinicId = makeUuid(`clinic|${clinic.name}`);
  const time = writeTime(at);
  const document = html`<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <realmCode code="US"/>
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  <templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/>
  <templateId root="2.16.840.1.113883.10.20.22.1.10" extension="2015-08-01"/>
  <id root="${makeUuid(id)}"/>
  <code code="11506-3" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="Progress note"/>
  <title>${title}</title>
  <effectiveTime value="${time}"/>
  <confidentialityCode code="R" codeSystem="2.16.840.1.113883.5.25"/>
  <languageCode code="en-US"/>
  <recordTarget><patientRole>
    <id root="${clinicId}" extension="${mrn}"/>
    ${writeAddress(patient.demographics.address, patient.demographics.stateCode)}
    ${writePhone(patient.demographics.phone)}
    <patient><name use="L"><given>${givenName}</given><family>${familyName}</family></name>
      <administrativeGenderCode nullFlavor="UNK"/><birthTime value="${bornOn.replaceAll("-", "")}"/>
      <raceCode nullFlavor="UNK"/><ethnicGroupCode nullFlavor="UNK"/></patient>
  </patientRole></recordTarget>
  <author><time value="${time}"/><assignedAuthor><id nullFlavor="NI"/>
    ${writeAddress(clinic.address, clinic.stateCode)}${writePhone(clinic.phone)}
    <assignedPerson><name>${authorName}</name></assignedPerson></assignedAuthor></author>
  <custodian><assignedCustodian><representedCustodianOrganization>
    <id root="${clinicId}"/><name>${clinic.name}</name>${writePhone(clinic.phone)}${writeAddress(clinic.address, clinic.stateCode)}
  </representedCustodianOrganization></assignedCustodian></custodian>
  <component><nonXMLBody><text mediaType="${mediaType}" representation="B64">${Buffer.from(bytes).toString("base64")}</text></nonXMLBody></component>
</ClinicalDocument>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`;
}

function writeAddress(address: string, stateCode: string): Html {
  if (address === "") return html`<addr nullFlavor="UNK"/>`;
  return html`<addr use="HP"><streetAddressLine>${address}</streetAddressLine><city nullFlavor="UNK"/><state>${stateCode}</state><country>US</country></addr>`;
}

function writePhone(phone: string): Html {
  return phone === "" ? html`<telecom nullFlavor="UNK"/>` : html`<telecom value="tel:${phone}"/>`;
}

function writeTime(at: string): string {
  return `${at.slice(0, 19).replace(/[-:T]/g, "")}+0000`;
}

function makeUuid(text: string): string {
  const digest = createHash("sha256").update(text).digest("hex");
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
