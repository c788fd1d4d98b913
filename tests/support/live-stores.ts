import { event, systemActor } from "../../main/audit/index.ts";
import { readNewestCheckpoint } from "../../main/vault/stores/audit-checkpoints.ts";
import { removeEntries, writeProposal } from "../../main/vault/stores/audit-retention.ts";
import { submitNote } from "../../main/vault/stores/note-cosigning.ts";
import { insertNote } from "../../main/vault/stores/notes.ts";
import { writePrivateNote } from "../../main/vault/stores/private-notes.ts";
import { confirmSecondFactor, insertSecondFactor } from "../../main/vault/stores/second-factors.ts";
import { shredPatientRows } from "../../main/vault/stores/shred-ledger.ts";
import { setSupervision } from "../../main/vault/stores/supervision.ts";
import { ok } from "../../shared/result.ts";
import { clinician, type TestRecord } from "./open-test-record.ts";
import { awaySteps } from "./stores/away-steps.ts";
import { clinicSteps } from "./stores/clinic-steps.ts";
import { officeSteps } from "./stores/office-steps.ts";
import { at, buildNote, ids, type Step, sha256 } from "./stores/step.ts";

/** Every step of every store, in the order they build on each other. */
export const allSteps: readonly Step[] = [...clinicSteps, ...awaySteps, ...officeSteps];

/** Lives one step in a record, through its audited door; gives what the step gave. */
export async function liveStep({ door }: Pick<TestRecord, "door">, [, act]: Step): Promise<unknown> {
  const done = await door.vault.write(clinician, event("patient.opened", {}), async (tx) => ok(await act(tx)));
  if (!done.ok) throw new Error(done.error.code);
  return done.value;
}

/** What the steps take away again behind themselves. */
const remains: Step = [
  "what remains",
  async (tx) => {
    await setSupervision(tx, ids.anna, ids.ben);
    await insertSecondFactor(tx, ids.anna, "JBSWY3DPEHPK3PXP");
    await confirmSecondFactor(tx, ids.anna, 10, [sha256]);
    await writePrivateNote(tx, ids.ada, ids.session, { keyId: "k_1", sealed: Buffer.from("sealed by its author"), savedAt: at(20) });
    await insertNote(tx, buildNote({ id: ids.note2, encounterId: ids.session2, text: "Handed in, and not yet decided." }));
    await submitNote(tx, {
      ...{ noteId: ids.note2, patientId: ids.ada, supervisorId: ids.ben, submittedBy: ids.anna, submittedAt: at(30) },
      ...{ submittedName: "Rosalind Whitcombe, LCSW", contentSha256: sha256 },
    });
    return shredPatientRows(tx, ids.cy, "retention-ended");
  },
];

/** Fills a record so that no table of it is empty; the oldest entries of its log have been let go. */
export async function fillEveryTable(record: Pick<TestRecord, "door">): Promise<void> {
  // Its first entry of this kind signs a checkpoint.
  await record.door.vault.record(systemActor, event("app.stopped", {}));
  // The last step destroys the one patient everything hangs on.
  for (const step of [...allSteps.slice(0, -1), remains]) await liveStep(record, step);
  const size = await record.door.vault.read(systemActor, event("audit.checkpoints-listed", {}), async (tx) =>
    ok((await readNewestCheckpoint(tx))?.size ?? 0),
  );
  if (!size.ok) throw new Error(size.error.code);
  const officer = { userId: ids.cleo, role: "privacy-officer", sessionId: "x_test" } as const;
  const removed = await record.door.vault.write(officer, event("log.entries-removed", { beforeSeq: size.value }), async (tx) => {
    await removeEntries(tx, { size: size.value, proposedBy: ids.ben, proposedAt: at(60) }, ids.anna);
    return ok(await writeProposal(tx, size.value, ids.ben));
  });
  if (!removed.ok) throw new Error(removed.error.code);
}
