import type { EncounterId } from "../../shared/domain/ids.ts";
import type { Patient } from "../../shared/domain/patient.ts";
import type { AppError } from "../../shared/errors.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { buildKnownIdentifiers, type KnownIdentifiers } from "../deid/index.ts";
import type { ReadTx } from "../vault/sql.ts";
import { readClinic } from "../vault/stores/clinic.ts";
import { hasConsent } from "../vault/stores/consents.ts";
import { type Encounter, readEncounter } from "../vault/stores/encounters.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { listAccounts } from "../vault/stores/users.ts";

/** What drafting needs of one session: its lines, and who is known to be named in them. */
export interface SessionMaterial {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly known: KnownIdentifiers;
  /** The patient has agreed to drafting with AI and has not taken it back. */
  readonly draftingConsent: boolean;
}

/** Reads a session with everything the de-identifier should know beforehand. */
export async function gatherSession(tx: ReadTx, encounterId: EncounterId): Promise<Result<SessionMaterial, AppError>> {
  const encounter = await readEncounter(tx, encounterId);
  if (encounter === null) return err(failure("encounter.not-found"));
  const patient = await readPatient(tx, encounter.patientId);
  const clinic = await readClinic(tx);
  if (patient === null || clinic === null) return err(failure("patient.not-found"));
  const clinicians = (await listAccounts(tx)).map((account) => account.user.displayName);
  const known = buildKnownIdentifiers({ demographics: patient.demographics, clinicians, clinic });
  return ok({ encounter, patient, known, draftingConsent: await hasConsent(tx, patient.id, "ai-drafting") });
}
