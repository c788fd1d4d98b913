import { DestructionReasonSchema } from "../../shared/domain/access.ts";
import { CertificateDraftSchema } from "../../shared/domain/certificate.ts";
import { type DestructionId, type PatientId, RecordingIdSchema } from "../../shared/domain/ids.ts";
import type { Instant } from "../../shared/domain/time.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { findBackup } from "../vault/backup/find-backups.ts";
import { type Purged, purgeBackup } from "../vault/backup/purge-backup.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { scrubShredded, shredPatient, writeLedgerBeside } from "../vault/shred.ts";
import { destroySoundFile } from "../vault/sound/sound-files.ts";
import type { WriteTx } from "../vault/sql.ts";
import { listBackups, markBackupPurged } from "../vault/stores/backups.ts";
import { endProposal, keepDraft, listUnfinished, readDestruction, readDraft, type StoredDestruction } from "../vault/stores/destructions.ts";
import { readSubject } from "../vault/stores/patients.ts";
import { measureScope } from "../vault/stores/record-scope.ts";
import { listRecordings } from "../vault/stores/recordings.ts";
import { listDestroyed } from "../vault/stores/shred-ledger.ts";
import type { Outcome } from "../vault/vault.ts";
import { certify, type PurgedBackup } from "./certify-destruction.ts";
import type { Backups } from "./keep-backups.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import { weigh } from "./weigh-destruction.ts";
import type { Workflow } from "./workflow.ts";

export interface DestroyParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly backups: Pick<Backups, "stop">;
  readonly reauthenticate: Reauthenticate;
  readonly appVersion: string;
}

/**
 * The second person's word: the record is destroyed, key first of all, here and in every backup that
 * can be reached, and a certificate says what went and what remains. A backup that is running is
 * stopped first, because it would carry the record out.
 */
export function approveDestruction(parts: DestroyParts): Workflow<"destructions.approve"> {
  const { door, clock, backups, reauthenticate } = parts;
  return async ({ id, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const by = nameActor(session);
    const found = await door.vault.read(by, event("rights.viewed", {}), async (tx) => ok(await readDestruction(tx, id)));
    if (!found.ok) return found;
    const proposal = found.value;
    if (proposal === null || proposal.state !== "proposed") return err(failure("destruction.not-found"));
    if (proposal.proposedBy === session.user.id) return err(failure("session.second-person-needed"));
    if (clock.today() < proposal.notBefore) return err(failure("destruction.too-early", { notBefore: proposal.notBefore }));
    await backups.stop();
    const destroyedAt = clock.now();
    const { patientId, reason } = proposal;
    const approval = { proposal, approvedByName: session.user.displayName, destroyedAt };
    const judgeAgain = (tx: WriteTx) => judgeAndWriteDown(tx, parts, approval);
    const shredded = await shredPatient(door, by, { patientId, reason, destructionId: id, judgeAgain }, destroyedAt);
    if (!shredded.ok) return shredded;
    const finished = await finishDestruction(parts, by, id, patientId);
    if (!finished.ok) return finished;
    const count = (state: Purged["kind"]) => finished.value.filter((backup) => backup.state === state).length;
    return ok({ destroyedAt, backupsRewritten: count("rewritten"), backupsOutOfReach: count("out-of-reach") });
  };
}

/** Finishes what a crash cut off between the rows' going and the certificate; at every opening of the record. */
export async function finishDestructions(parts: Pick<DestroyParts, "door" | "clock">): Outcome<null> {
  const unfinished = await parts.door.vault.read(systemActor, event("backups.listed", {}), async (tx) => ok(await listUnfinished(tx)));
  if (!unfinished.ok) return unfinished;
  for (const { id, patientId } of unfinished.value) {
    const finished = await finishDestruction(parts, systemActor, id, patientId);
    if (!finished.ok) return finished;
  }
  return ok(null);
}

interface Approval {
  readonly proposal: StoredDestruction;
  readonly approvedByName: string;
  readonly destroyedAt: Instant;
}

/** Inside the transaction that destroys: nothing may have come in the way since, and what goes is counted as it goes. */
async function judgeAndWriteDown(tx: WriteTx, parts: DestroyParts, { proposal, approvedByName, destroyedAt }: Approval): Outcome<null> {
  const { id, patientId } = proposal;
  const reason = DestructionReasonSchema.parse(proposal.reason);
  const { blocks, basis } = await weigh(tx, parts, patientId, reason);
  const first = blocks[0];
  if (first !== undefined) return err(failure("destruction.blocked", { by: first.kind, blocks: blocks.length }));
  if (!(await endProposal(tx, id, "destroyed"))) return err(failure("destruction.not-found"));
  const recordKey = parts.door.current()?.record.keys.keybag().find(patientId, "record");
  const draft = CertificateDraftSchema.parse({
    ...{ format: "chartwell-destruction/1", id, subject: await readSubject(tx, patientId), reason, basis },
    scope: await measureScope(tx, patientId),
    keysDestroyed: recordKey == null ? [] : [recordKey.keyId],
    ...{ proposedByName: proposal.proposedByName, proposedAt: proposal.proposedAt, approvedByName, destroyedAt },
    soundFiles: (await listRecordings(tx, patientId)).filter((kept) => kept.destroyedAt === null).map((kept) => kept.id),
    appVersion: parts.appVersion,
  });
  await keepDraft(tx, id, draft);
  return ok(null);
}

async function finishDestruction(
  { door, clock }: Pick<DestroyParts, "door" | "clock">,
  by: Actor,
  id: DestructionId,
  patientId: PatientId,
): Outcome<PurgedBackup[]> {
  const known = await door.vault.read(by, event("backups.listed", {}), async (tx) =>
    ok({ draft: await readDraft(tx, id, CertificateDraftSchema), backups: await listBackups(tx, 1_000), destroyed: await listDestroyed(tx) }),
  );
  if (!known.ok) return known;
  const { draft, backups, destroyed } = known.value;
  if (draft === null) return err(failure("destruction.not-found"));
  await scrubShredded(door, patientId);
  const recordings = draft.soundFiles.map((file) => RecordingIdSchema.parse(file));
  for (const recording of recordings) destroySoundFile(door.files.folder, recording);
  const there = backups.filter(({ removedAt }) => removedAt === null);
  tryEach([...new Set(there.map(({ folder }) => folder))], (folder) => writeLedgerBeside(door, [folder], destroyed));
  const purged: PurgedBackup[] = [];
  for (const { id: backupId, folder, name, madeAt } of there) {
    const backup = findBackup(folder, name);
    const held = door.current();
    const done: Purged =
      backup === null || held === null
        ? { kind: "out-of-reach" }
        : await purgeBackup({ backup, masterKey: held.record.masterKey, envelope: held.envelope, patientId, recordings });
    purged.push({ id: backupId, madeAt, state: done.kind });
    if (done.kind !== "rewritten") continue;
    const { bytes, sha256 } = done;
    const noted = await door.vault.write(by, event("backup.purged", { backupId, bytes, sha256 }), async (tx) =>
      ok(await markBackupPurged(tx, backupId, bytes, sha256)),
    );
    if (!noted.ok) return noted;
  }
  const place = door.current()?.envelope.place === undefined ? "file" : "server";
  const certified = await certify({ vault: door.vault, clock }, by, draft, purged, place);
  return certified.ok ? ok(purged) : certified;
}

/** A share that is away gets its ledger with the next backup; the certificate names it. */
function tryEach(folders: readonly string[], write: (folder: string) => void): void {
  for (const folder of folders) {
    try {
      write(folder);
    } catch {
      // Out of reach, as its backups will be found to be.
    }
  }
}
