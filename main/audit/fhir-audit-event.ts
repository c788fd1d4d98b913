import type { Entry } from "./chain.ts";

/** A FHIR R4 AuditEvent, as JSON. */
export type FhirAuditEvent = Readonly<Record<string, unknown>>;

interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const dicom = (code: string, display: string): Coding => ({ system: "http://dicom.nema.org/resources/ontology/DCM", code, display });
const disclosureProfile = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source";
const ownEvents = "https://chartwell.example/fhir/CodeSystem/audit-event";

/** What kind of event it is, by the area of its name; the first that fits. */
const types: readonly (readonly [area: RegExp, type: Coding])[] = [
  [/^(?:user|session|factor|password)\./, dicom("110114", "User Authentication")],
  [/^(?:record\.exported|record\.gathered|note\.copied|llm\.|vendor\.|backup\.)/, dicom("110106", "Export")],
  [/^(?:audit|reviews?|log)\./, dicom("110101", "Audit Log Used")],
  [/^(?:key|keys|agreement|glass|egress|call|team|anchor|ship)\b/, dicom("110113", "Security Alert")],
  [/^(?:patients?\.searched|notes\.searched|[a-z]+\.listed|worklist)/, dicom("110112", "Query")],
  [/^(?:patient|note|addendum|consent|transcript|encounter|codes|draft|section|summary|speaker)\b/, dicom("110110", "Patient Record")],
];
const applicationActivity = dicom("110100", "Application Activity");

/** CRUDE by the past participle of the name. */
const actions: readonly (readonly [verb: RegExp, action: string])[] = [
  [/\.(?:created|added|registered|recorded|imported|drafted|proposed|made|begun|enrolled|opened-log)/, "C"],
  [/\.(?:viewed|opened|listed|searched|exported|gathered|copied|verified|previewed|request-sent|asked|suggested)/, "R"],
  [/\.(?:updated|saved|signed|changed|renewed|approved|reviewed|suspended|resumed|assigned|revoked|reset|rekeyed|redrafted|configured)/, "U"],
  [/\.(?:destroyed|discarded|removed|deactivated|reduced|retired|withdrawn)/, "D"],
];

/** Purposes that stand behind a send. Drafting documents treatment; everything else here is operations. */
const treatment: Coding = { system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "TREAT", display: "treatment" };
const operations: Coding = { system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "HOPERAT", display: "healthcare operations" };

/**
 * Maps an entry to a FHIR R4 AuditEvent. A vendor call becomes IHE BALP's PrivacyDisclosure (source):
 * who asked, what sent, who received, under which agreement, about which patient by audit token only.
 * Nothing is in it that is not in the entry.
 */
export function toFhirAuditEvent(entry: Entry): FhirAuditEvent {
  return entry.ev === "llm.request-sent" ? toDisclosure(entry) : toEvent(entry);
}

function toEvent(entry: Entry): FhirAuditEvent {
  return {
    ...frame(entry),
    agent: [userAgent(entry)],
    entity: [...patientEntity(entry), dataEntity(entry)],
  };
}

function toDisclosure(entry: Entry): FhirAuditEvent {
  const { fields } = entry;
  const recipient = {
    type: { coding: [dicom("110152", "Destination Role ID")] },
    who: { identifier: { system: "urn:chartwell:vendor", value: String(fields["vendor"]) } },
    requestor: false,
    network: { address: `https://${String(fields["host"])}/`, type: "5" },
    ...(fields["agreementId"] === undefined ? {} : { policy: [`urn:chartwell:agreement:${String(fields["agreementId"])}`] }),
  };
  const source = {
    type: { coding: [dicom("110153", "Source Role ID")] },
    who: installation(entry),
    requestor: false,
    network: { address: "localhost", type: "1" },
  };
  const task = String(fields["task"]);
  const purpose = /^(?:draft-note|redraft-section|summarise|plan-progress)\//.test(task) ? treatment : operations;
  const requester = { ...userAgent(entry), policy: [`urn:chartwell:task:${task.replace("/", ":")}`] };
  const lifecycle = { system: "http://terminology.hl7.org/CodeSystem/dicom-audit-lifecycle", code: "11", display: "Disclosure" };
  return {
    ...frame(entry),
    meta: { profile: [disclosureProfile] },
    type: dicom("110106", "Export"),
    subtype: [
      { system: "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", code: "disclose", display: "Disclose Record Lifecycle Event" },
      { system: ownEvents, code: "llm-request" },
    ],
    action: "R",
    purposeOfEvent: [{ coding: [purpose] }],
    agent: [requester, source, recipient],
    entity: [...patientEntity(entry), { ...dataEntity(entry), lifecycle }],
  };
}

function frame(entry: Entry) {
  const { ev, ts, out, inst } = entry;
  const name = ev.replace(/\.failed$/, "");
  return {
    resourceType: "AuditEvent",
    type: types.find(([area]) => area.test(name))?.[1] ?? applicationActivity,
    subtype: [{ system: ownEvents, code: ev.replace(".", "-") }],
    action: actions.find(([verb]) => verb.test(name))?.[1] ?? "E",
    recorded: ts,
    outcome: ["0", "4", "8", "12"].includes(String(out)) ? String(out) : "8",
    source: {
      observer: installation({ inst }),
      type: [{ system: "http://terminology.hl7.org/CodeSystem/security-source-type", code: "4", display: "Application Server" }],
    },
  };
}

function installation({ inst }: Pick<Entry, "inst">) {
  return { identifier: { system: "urn:chartwell:installation", value: inst } };
}

function userAgent({ actor, role }: Entry) {
  return {
    type: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code: "IRCP", display: "information recipient" }] },
    who: { identifier: { system: "urn:chartwell:user", value: actor } },
    ...(role === "" ? {} : { role: [{ text: role }] }),
    requestor: true,
  };
}

function patientEntity({ subj }: Entry) {
  if (subj === undefined) return [];
  return [
    {
      what: { type: "Patient", identifier: { system: "urn:chartwell:audit-subject", value: subj } },
      type: { system: "http://terminology.hl7.org/CodeSystem/audit-entity-type", code: "1", display: "Person" },
      role: { system: "http://terminology.hl7.org/CodeSystem/object-role", code: "1", display: "Patient" },
    },
  ];
}

/** The entry's own facts, with its place in the chain, so that the feed can be held against the log. */
function dataEntity({ seq, prev, fields, reason_code: reasonCode }: Entry) {
  const facts = { seq, prev, ...fields, ...(reasonCode === undefined ? {} : { reasonCode }) };
  return {
    what: { identifier: { system: "urn:chartwell:audit-entry", value: String(seq) } },
    type: { system: "http://terminology.hl7.org/CodeSystem/audit-entity-type", code: "2", display: "System Object" },
    role: { system: "http://terminology.hl7.org/CodeSystem/object-role", code: "4", display: "Domain Resource" },
    detail: Object.entries(facts)
      .filter(([, value]) => String(value) !== "")
      .map(([type, value]) => ({ type, valueString: String(value) })),
  };
}
