import { createHash } from "node:crypto";
import type { Note } from "../../../shared/domain/note.ts";
import { writeNoteText } from "../note-letter.ts";
import { type SessionContent, toPublicId } from "../record-content.ts";
import { nameId } from "./people.ts";
import { aiAsserted, compact, concept, type Resource, refer, restricted, systems } from "./resource.ts";

const usCore = (name: string) => `http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}`;
const clinicalNote = {
  coding: [{ system: "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category", code: "clinical-note", display: "Clinical Note" }],
};

/** US Core Encounter. */
export function writeEncounter(session: SessionContent, patientId: string): Resource {
  return {
    resourceType: "Encounter",
    id: toPublicId(session.id),
    meta: { profile: [usCore("encounter")], security: restricted },
    status: "finished",
    class: { system: systems.actCode, code: "AMB", display: "ambulatory" },
    type: [{ text: "Psychotherapy session" }],
    subject: refer("Patient", patientId),
    participant: [{ individual: refer("Practitioner", nameId("practitioner", session.clinicianName), session.clinicianName) }],
    period: compact({ start: session.startedAt, end: session.endedAt ?? undefined }),
    serviceProvider: refer("Organization", "clinic"),
  };
}

function attach(text: string, title: string, creation: string) {
  const bytes = Buffer.from(text, "utf8");
  // FHIR asks for SHA-1 here; what guards the file is the manifest's SHA-256.
  const hash = createHash("sha1").update(bytes).digest("base64");
  return {
    attachment: {
      contentType: "text/plain; charset=utf-8",
      language: "en-US",
      data: bytes.toString("base64"),
      size: bytes.byteLength,
      hash,
      title,
      creation,
    },
  };
}

/** US Core DocumentReference of a note; a draft a machine made says so (HL7 AIAST) until it is signed. */
export function writeNoteReference(note: Note, clinicianName: string): Resource {
  const signed = note.signature !== null;
  const author = note.signature?.printedName ?? clinicianName;
  const machine = note.drafter.kind !== "person" && !signed ? [aiAsserted] : [];
  return compact({
    resourceType: "DocumentReference",
    id: toPublicId(note.id),
    meta: { profile: [usCore("documentreference")], security: [...restricted, ...machine] },
    identifier: [{ system: "urn:chartwell:note", value: note.id }],
    status: "current",
    docStatus: signed ? (note.addenda.length > 0 ? "amended" : "final") : "preliminary",
    type: concept(systems.loinc, "11506-3", "Progress note"),
    category: [clinicalNote],
    subject: refer("Patient", note.patientId),
    date: note.signature?.signedAt ?? note.savedAt,
    author: [refer("Practitioner", nameId("practitioner", author), author)],
    custodian: refer("Organization", "clinic"),
    description: `${note.templateName} note`,
    content: [attach(writeNoteText(note), `${note.templateName} note`, note.signature?.signedAt ?? note.savedAt)],
    context: { encounter: [refer("Encounter", note.encounterId)] },
  });
}

/** A session's transcript; null where none is kept. */
export function writeTranscriptReference(session: SessionContent, patientId: string): Resource | null {
  if (session.turns.length === 0) return null;
  const text = session.turns.map(({ line, label, text: said }) => `${line} ${label}: ${said}`).join("\n");
  return {
    resourceType: "DocumentReference",
    id: `transcript-${toPublicId(session.id)}`,
    meta: { security: restricted },
    status: "current",
    type: { text: "Session transcript" },
    subject: refer("Patient", patientId),
    date: session.startedAt,
    content: [attach(text, "Session transcript", session.startedAt)],
    context: { encounter: [refer("Encounter", session.id)] },
  };
}

/** Where a note comes from: which machine put it together, who answers for it, and the session it rests on. */
export function writeProvenance(note: Note, hasTranscript: boolean): Resource {
  const agentType = (code: string, display: string) => ({ coding: [{ system: systems.participantType, code, display }] });
  const machine = describeMachine(note);
  const signer = note.signature;
  const agents = [
    ...(machine === null ? [] : [{ type: agentType("assembler", "Assembler"), who: { reference: "#machine", display: machine.name } }]),
    ...(signer === null
      ? []
      : [
          {
            type: agentType(machine === null ? "author" : "attester", machine === null ? "Author" : "Attester"),
            who: refer("Practitioner", nameId("practitioner", signer.printedName), signer.printedName),
          },
        ]),
  ];
  return compact({
    resourceType: "Provenance",
    id: `provenance-${toPublicId(note.id)}`,
    contained:
      machine === null
        ? []
        : [
            compact({
              resourceType: "Device",
              id: "machine",
              manufacturer: machine.maker,
              deviceName: [{ name: machine.name, type: "model-name" }],
              version: [{ value: machine.version }],
            }),
          ],
    target: [refer("DocumentReference", note.id)],
    recorded: signer?.signedAt ?? note.savedAt,
    policy: [`urn:chartwell:template:${note.templateId}`],
    activity: { coding: [{ system: systems.dataOperation, code: "CREATE", display: "create" }] },
    agent: agents.length > 0 ? agents : [{ who: { display: "The clinic" } }],
    entity: hasTranscript ? [{ role: "source", what: refer("DocumentReference", `transcript-${toPublicId(note.encounterId)}`) }] : [],
  });
}

function describeMachine({ drafter }: Note): { name: string; maker: string; version: string } | null {
  if (drafter.kind === "person") return null;
  return drafter.kind === "vendor"
    ? { name: `${drafter.vendorName} ${drafter.modelId}`, maker: drafter.vendorName, version: drafter.modelId }
    : { name: "On-device extractive drafter", maker: "Chartwell", version: drafter.method };
}
