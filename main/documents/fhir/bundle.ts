import { createHash } from "node:crypto";
import { type RecordContent, toPublicId } from "../record-content.ts";
import { writeEncounter, writeNoteReference, writeProvenance, writeTranscriptReference } from "./notes.ts";
import { nameId, writeConsent, writeOrganization, writePatient, writePractitioner } from "./people.ts";
import { concept, type Resource, refer, restricted, systems } from "./resource.ts";

/** Where the references of a package resolve; nothing is ever asked there. */
const base = "https://record.chartwell.invalid/fhir";

/** Everything of a record as FHIR R4 resources, US Core shapes where there are such, in the order they build on each other. */
export function listResources(content: RecordContent): Resource[] {
  const { patient, clinic, sessions, notes, consents } = content;
  const names = new Set([
    ...sessions.map(({ clinicianName }) => clinicianName),
    ...notes.flatMap(({ note }) => (note.signature === null ? [] : [note.signature.printedName])),
  ]);
  const transcripts = sessions.map((session) => writeTranscriptReference(session, patient.id)).filter((found): found is Resource => found !== null);
  const hasTranscript = new Set(transcripts.map(({ id }) => id));
  const clinicianOf = new Map(sessions.map(({ id, clinicianName }) => [id, clinicianName]));
  return [
    writePatient(patient),
    writeOrganization(clinic),
    ...[...names].map(writePractitioner),
    ...sessions.map((session) => writeEncounter(session, patient.id)),
    ...notes.map(({ note }) => writeNoteReference(note, clinicianOf.get(note.encounterId) ?? clinic.name)),
    ...transcripts,
    ...notes.map(({ note }) => writeProvenance(note, hasTranscript.has(`transcript-${toPublicId(note.encounterId)}`))),
    ...consents.map((consent) => writeConsent(consent, patient.id)),
  ];
}

/** The record as one FHIR document: a Composition that lists the notes, and everything it points at. */
export function writeDocumentBundle(content: RecordContent, resources: readonly Resource[]): Resource {
  const { patient, notes, generatedAt } = content;
  const digest = createHash("sha256").update(`${patient.id}|${generatedAt}`).digest("hex").slice(0, 32);
  const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-4${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20)}`;
  const author = notes[0]?.note.signature?.printedName;
  const composition: Resource = {
    resourceType: "Composition",
    id: `composition-${toPublicId(patient.id)}`,
    meta: { security: restricted },
    status: "final",
    type: concept(systems.loinc, "34133-9", "Summary of episode note"),
    subject: refer("Patient", patient.id),
    date: generatedAt,
    author: [author === undefined ? refer("Organization", "clinic") : refer("Practitioner", nameId("practitioner", author), author)],
    title: "Record",
    confidentiality: "R",
    custodian: refer("Organization", "clinic"),
    section: [
      {
        title: "Notes",
        code: concept(systems.loinc, "11506-3", "Progress note"),
        ...list(notes.map(({ note }) => refer("DocumentReference", note.id))),
      },
      { title: "Sessions", ...list(content.sessions.map(({ id }) => refer("Encounter", id))) },
      { title: "Consents", ...list(content.consents.map(({ id }) => refer("Consent", id))) },
    ],
  };
  return {
    resourceType: "Bundle",
    id: uuid,
    meta: { security: restricted },
    identifier: { system: "urn:ietf:rfc:3986", value: `urn:uuid:${uuid}` },
    type: "document",
    timestamp: generatedAt,
    entry: [composition, ...resources].map((resource) => ({ fullUrl: `${base}/${resource.resourceType}/${resource.id}`, resource })),
  };
}

/** A section points at something or says why it does not. */
function list(entries: readonly { reference: string }[]) {
  if (entries.length > 0) return { entry: entries };
  return { emptyReason: concept("http://terminology.hl7.org/CodeSystem/list-empty-reason", "nilknown", "Nil Known") };
}

/** The same resources a kind to a file, a line each (bulk data). */
export function writeNdjson(resources: readonly Resource[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const resource of resources) files.set(resource.resourceType, `${files.get(resource.resourceType) ?? ""}${JSON.stringify(resource)}\n`);
  return files;
}
