import type { destructionReasons } from "../../shared/domain/access.ts";
import type { DestructionId, PatientId } from "../../shared/domain/ids.ts";
import { password, type TestApp } from "./compose-test-app.ts";

/** Destroys a record as a clinic does: one person proposes it, another agrees. Ends signed in as the first. */
export async function destroyPatient(
  clinic: TestApp,
  patientId: PatientId,
  { reason = "court-order", from = "abara", to = "lindqvist" }: { reason?: (typeof destructionReasons)[number]; from?: string; to?: string } = {},
): Promise<{ id: DestructionId; backupsRewritten: number; backupsOutOfReach: number }> {
  await clinic.signIn(from);
  const { id } = await clinic.ask("destructions.propose", { patientId, reason, password });
  await clinic.signIn(to);
  const { backupsRewritten, backupsOutOfReach } = await clinic.ask("destructions.approve", { id, password });
  await clinic.signIn(from);
  return { id, backupsRewritten, backupsOutOfReach };
}

/** Throws away the unsigned drafts of a patient: until then nothing of theirs may go. */
export async function discardDrafts(clinic: TestApp, patientId: PatientId): Promise<void> {
  await clinic.signIn("whitcombe");
  for (const { noteId, state } of (await clinic.ask("patients.open", { patientId })).encounters) {
    if (noteId !== null && state !== "signed") await clinic.ask("notes.discard", { noteId });
  }
}
