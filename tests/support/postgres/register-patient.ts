import { event } from "../../../main/audit/index.ts";
import { mintId } from "../../../main/vault/ids.ts";
import { insertPatient } from "../../../main/vault/stores/patients.ts";
import { PatientIdSchema } from "../../../shared/domain/ids.ts";
import { ok } from "../../../shared/result.ts";
import { buildDemographics } from "../build-patient.ts";
import { clinician, type TestRecord } from "../open-test-record.ts";

/** Registers an invented patient with this MRN, in one audited write. */
export function registerPatient({ door }: Pick<TestRecord, "door">, mrn: string) {
  return door.vault.write(clinician, event("patient.registered", {}), async (tx) => {
    await insertPatient(tx, {
      id: mintId("pat", PatientIdSchema),
      demographics: buildDemographics({ mrn }),
      registeredAt: "2026-11-02T09:00:00.000Z",
    });
    return ok(null);
  });
}
