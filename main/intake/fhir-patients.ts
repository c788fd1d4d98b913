import { z } from "zod";
import { judge, type ReadRow } from "./read-rows.ts";
import { readStateCode } from "./states.ts";

const NameSchema = z.object({
  use: z.string().optional(),
  family: z.string().optional(),
  given: z.array(z.string()).optional(),
  text: z.string().optional(),
});
const PatientSchema = z.object({
  resourceType: z.literal("Patient"),
  identifier: z
    .array(
      z.object({
        value: z.string().optional(),
        type: z.object({ coding: z.array(z.object({ code: z.string().optional() })).optional() }).optional(),
      }),
    )
    .optional(),
  name: z.array(NameSchema).optional(),
  telecom: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).optional(),
  birthDate: z.string().optional(),
  address: z
    .array(
      z.object({
        text: z.string().optional(),
        line: z.array(z.string()).optional(),
        city: z.string().optional(),
        state: z.string().optional(),
        postalCode: z.string().optional(),
      }),
    )
    .optional(),
});
const BundleSchema = z.object({ resourceType: z.literal("Bundle"), entry: z.array(z.object({ resource: z.unknown() })).default([]) });
type FhirPatient = z.infer<typeof PatientSchema>;

/** The patients of a FHIR R4 Bundle or an NDJSON file; null when it is neither. */
export function readFhirPatients(text: string, clinicState: string): ReadRow[] | null {
  const resources = readResources(text);
  if (resources === null) return null;
  const patients = resources.filter((resource) => (resource as { resourceType?: unknown } | null)?.resourceType === "Patient");
  return patients.map((resource, index) => {
    const parsed = PatientSchema.safeParse(resource);
    return parsed.success ? toRow(parsed.data, index + 1, clinicState) : { row: index + 1, why: "row-unreadable", field: null };
  });
}

function readResources(text: string): unknown[] | null {
  const whole = parse(text);
  if (whole === undefined) {
    // Not one document: a line to a resource, then.
    const lines = text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map(parse);
    return lines.includes(undefined) ? null : lines;
  }
  const bundle = BundleSchema.safeParse(whole);
  if (bundle.success) return bundle.data.entry.map(({ resource }) => resource);
  return PatientSchema.safeParse(whole).success ? [whole] : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toRow(patient: FhirPatient, row: number, clinicState: string): ReadRow {
  const official =
    patient.name?.find(({ use, family }) => use === "official" && family !== undefined) ?? patient.name?.find(({ family }) => family !== undefined);
  const usual = patient.name?.find(({ use }) => use === "usual" || use === "nickname");
  const record = patient.identifier?.find(({ type }) => type?.coding?.some(({ code }) => code === "MR")) ?? patient.identifier?.[0];
  const address = patient.address?.[0];
  const reach = (system: string) => patient.telecom?.find((telecom) => telecom.system === system)?.value ?? "";
  const state = address?.state === undefined ? clinicState : readStateCode(address.state);
  if (state === null) return { row, why: "state-unknown", field: "stateCode" };
  return judge(row, {
    ...{
      familyName: official?.family ?? "",
      givenName: official?.given?.join(" ") ?? "",
      preferredName: usual?.given?.[0] ?? usual?.text ?? "",
      pronouns: "",
    },
    ...{ bornOn: patient.birthDate ?? "", mrn: record?.value ?? "", phone: reach("phone"), email: reach("email") },
    address:
      address?.text ?? [...(address?.line ?? []), address?.city, address?.postalCode].filter((part) => part !== undefined && part !== "").join(", "),
    ...{ stateCode: state, alerts: "", relatedPersons: [] },
  });
}
