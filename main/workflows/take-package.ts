import { ConsentIdSchema, type PatientId, PatientIdSchema, RightsRequestIdSchema, type UserId } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { OwnRecord } from "../intake/index.ts";
import { nameActor, type Session } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { WriteTx } from "../vault/sql.ts";
import { insertAddendum } from "../vault/stores/addenda.ts";
import { insertConsent } from "../vault/stores/consents.ts";
import { insertDisclosure, mintDisclosureId } from "../vault/stores/disclosures.ts";
import { insertEncounter, readEncounter } from "../vault/stores/encounters.ts";
import { insertNote, signNote } from "../vault/stores/notes.ts";
import { isMrnTaken } from "../vault/stores/patient-index.ts";
import { insertPatient, readSubject } from "../vault/stores/patients.ts";
import { insertRequest, updateRequest } from "../vault/stores/rights-requests.ts";
import { listDestroyed } from "../vault/stores/shred-ledger.ts";
import { listAccounts } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";

/**
 * Takes a package of another Chartwell in as one patient, with sessions, notes, consents, disclosures
 * and amendments. Ids stay what they were, so that each signature's hash can still be checked; what
 * is here already, or was destroyed here, is refused.
 */
export async function takePackage(
  { vault, clock }: { vault: Vault; clock: Clock },
  session: Session,
  record: OwnRecord,
): Promise<Result<{ patientId: PatientId; sessions: number; notes: number }, AppError>> {
  const { registeredAt, ...demographics } = record.patient;
  const patientId = record.notes[0]?.patientId ?? mintId("pat", PatientIdSchema);
  const imported = event("record.imported", { sessions: record.sessions.length, notes: record.notes.length });
  return vault.write(nameActor(session), imported, async (tx) => {
    const known = (await readSubject(tx, patientId)) !== null || (await isMrnTaken(tx, demographics.mrn, null));
    if (known) return err(failure("import.already-here"));
    if ((await listDestroyed(tx)).some((gone) => gone.patientId === patientId)) return err(failure("import.destroyed-here"));
    await insertPatient(tx, { id: patientId, demographics, registeredAt });
    const people = (await listAccounts(tx)).map(({ user }) => user);
    const find = (name: string): UserId => people.find((user) => name.startsWith(user.displayName))?.id ?? session.user.id;
    for (const consent of record.consents) {
      await insertConsent(tx, { ...consent, id: mintId("con", ConsentIdSchema), patientId, recordedBy: session.user.id });
    }
    // Oldest first, as they came to be; lists by time stay as they were.
    for (const { id, startedAt, endedAt, clinicianName, kind, turns } of [...record.sessions].reverse()) {
      if ((await readEncounter(tx, id)) !== null) return err(failure("import.already-here"));
      await insertEncounter(tx, { id, patientId, clinicianId: find(clinicianName), startedAt, endedAt, kind, turns, createdAt: clock.now() });
    }
    for (const note of record.notes) await takeNote(tx, note, find);
    for (const { disclosedOn, purpose, content } of record.disclosures) {
      await insertDisclosure(tx, { id: mintDisclosureId(), patientId, disclosedOn, purpose, content });
    }
    for (const amendment of record.amendments) {
      const request = { ...amendment, id: mintId("req", RightsRequestIdSchema), patientId };
      await insertRequest(tx, { ...request, state: "open" });
      await updateRequest(tx, request, clock.today());
    }
    return ok({ patientId, sessions: record.sessions.length, notes: record.notes.length });
  });
}

async function takeNote(tx: WriteTx, { sessionStartedAt: _at, ...note }: OwnRecord["notes"][number], find: (name: string) => UserId): Promise<void> {
  await insertNote(tx, { ...note, state: "draft", signature: null, addenda: [] });
  if (note.signature === null) return;
  await signNote(tx, note, { ...note.signature, signedBy: find(note.signature.printedName) });
  for (const addendum of note.addenda) await insertAddendum(tx, note.patientId, note.id, { ...addendum, addedBy: find(addendum.addedByName) });
}
