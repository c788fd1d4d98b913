import { PatientIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { joinCareTeam } from "../vault/stores/care-team.ts";
import { listConsents } from "../vault/stores/consents.ts";
import { listEncountersOfPatient } from "../vault/stores/encounter-summaries.ts";
import { isMrnTaken, searchPatients } from "../vault/stores/patient-index.ts";
import { insertPatient, readPatient, updateDemographics } from "../vault/stores/patients.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

/** Registers a patient; two patients never share an MRN. */
export function registerPatient({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"patients.register"> {
  return (demographics, { session }) => {
    const patient = { id: mintId("pat", PatientIdSchema), demographics, registeredAt: clock.now() };
    return vault.write(nameActor(session), event("patient.registered", {}), async (tx) => {
      if (await isMrnTaken(tx, demographics.mrn, null)) return err(failure("patient.duplicate-mrn"));
      await insertPatient(tx, patient);
      if (session.user.role === "clinician") await joinCareTeam(tx, patient.id, session.user.id);
      return ok(patient);
    });
  };
}

/** Corrects a patient's demographics. */
export function updatePatient({ vault }: { vault: Vault }): Workflow<"patients.update"> {
  return ({ patientId, demographics }, { session }) =>
    vault.write(nameActor(session), event("patient.updated", {}), async (tx) => {
      if (await isMrnTaken(tx, demographics.mrn, patientId)) return err(failure("patient.duplicate-mrn"));
      if (!(await updateDemographics(tx, patientId, demographics))) return err(failure("patient.not-found"));
      const patient = await readPatient(tx, patientId);
      return patient === null ? err(failure("patient.not-found")) : ok(patient);
    });
}

/** Finds patients; the log keeps the length of what was typed, never the words. */
export function findPatients({ vault }: { vault: Vault }): Workflow<"patients.search"> {
  return ({ query, limit }, { session }) =>
    vault.read(nameActor(session), event("patients.searched", { queryLength: query.length }), async (tx) =>
      ok({ patients: await searchPatients(tx, query.trim(), limit) }),
    );
}

/** Opens a chart: who it is, what they agreed to, their sessions. */
export function openPatient({ vault }: { vault: Vault }): Workflow<"patients.open"> {
  return ({ patientId }, { session }) =>
    vault.read(nameActor(session), event("patient.opened", {}), async (tx) => {
      const patient = await readPatient(tx, patientId);
      if (patient === null) return err(failure("patient.not-found"));
      const consents = await listConsents(tx, patientId);
      return ok({ patient, consents, encounters: await listEncountersOfPatient(tx, patientId) });
    });
}
