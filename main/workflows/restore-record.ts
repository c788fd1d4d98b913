import type { DrillReport } from "../../shared/domain/backup.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { createBreathe } from "../vault/backup/copy-tables.ts";
import { drillBackup } from "../vault/backup/drill-backup.ts";
import { type FoundBackup, findBackup, findBackups } from "../vault/backup/find-backups.ts";
import { restoreBackup } from "../vault/backup/restore-backup.ts";
import { rebuildDerived } from "../vault/derived.ts";
import type { Keychain } from "../vault/keychain.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { listBackups, markBackupDrilled } from "../vault/stores/backups.ts";
import type { Outcome } from "../vault/vault.ts";
import type { OpenWorkflow, Workflow } from "./workflow.ts";

interface RestoreRoom {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly policy: Pick<Policy, "workstation"> | null;
  chooseFolder(): Promise<string | null>;
}

/** States in which a restore may put a record here: where none is open that it could replace. */
const restorable = ["needs-setup", "needs-recovery", "refused"];

/** Lets the person choose a folder and lists the backups in it. */
export function offerBackups({ chooseFolder, offered }: RestoreRoom & { offered: Map<string, FoundBackup> }): OpenWorkflow<"setup.findBackups"> {
  return async () => {
    const folder = await chooseFolder();
    offered.clear();
    const found = folder === null ? [] : findBackups(folder).slice(0, 200);
    for (const backup of found) offered.set(backup.name, backup);
    return ok({
      chosen: folder !== null,
      backups: found.map(({ name, manifest }) => ({
        name,
        clinicName: manifest.envelope.clinicName,
        madeAt: manifest.madeAt,
        bytes: manifest.bytes,
        sheetPrintedOn: manifest.envelope.wraps.find((wrap) => wrap.kind === "recovery")?.createdAt.slice(0, 10) ?? "",
      })),
    });
  };
}

/** Puts a record back from a backup that was offered, with the printed words, and leaves it locked for its people. */
export function restoreRecord(parts: RestoreRoom & { offered: Map<string, FoundBackup> }): OpenWorkflow<"setup.restore"> {
  return async ({ name, words }) => {
    const backup = parts.offered.get(name);
    if (backup === undefined) return err(failure("backup.not-a-backup"));
    return restoreFrom(parts, backup, words);
  };
}

/** The same, for the window and the command line. */
export async function restoreFrom(
  parts: Omit<RestoreRoom, "chooseFolder">,
  backup: FoundBackup,
  words: readonly string[],
): Outcome<{ withheld: number; durationMs: number }> {
  const { door, clock, keychain, policy } = parts;
  if (!restorable.includes(door.state().kind)) return err(failure("backup.record-in-place"));
  const startedMs = clock.monotonicMs();
  const restored = await restoreBackup({
    files: door.files,
    backup,
    words,
    keychain,
    workstation: policy?.workstation ?? "personal",
    now: clock.now(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  if (!restored.ok) return restored;
  const { envelope, masterKey, withheld } = restored.value;
  const opened = await door.openWith(envelope, masterKey);
  if (!opened.ok) return opened;
  const stated = event("record.restored", { backupId: backup.manifest.backupId, withheld });
  const recorded = await door.vault.record(systemActor, stated);
  const written = recorded.ok ? await rebuildDerived(door, systemActor, createBreathe(new AbortController().signal)) : recorded;
  await door.lock();
  return written.ok ? ok({ withheld, durationMs: Math.round(clock.monotonicMs() - startedMs) }) : written;
}

/** Restores a backup into a place of its own, opens it, verifies its log, and throws it away: timed proof that it would work. */
export function drillRestore({ door, clock }: Pick<RestoreRoom, "door" | "clock">): Workflow<"backups.drill"> {
  return async ({ backupId }, { session }) => {
    const by = nameActor(session);
    const held = door.current();
    if (held === null) return err(failure("vault.locked"));
    const found = await door.vault.read(by, event("backups.listed", {}), async (tx) =>
      ok((await listBackups(tx, 200)).find(({ id }) => id === backupId)),
    );
    if (!found.ok) return found;
    if (found.value === undefined) return err(failure("backup.not-a-backup"));
    const backup = findBackup(found.value.folder, found.value.name);
    if (backup === null) return err(failure("backup.damaged"));
    const startedMs = clock.monotonicMs();
    const result = await drillBackup({ backup, masterKey: held.record.masterKey, envelope: held.envelope, beside: door.files.folder });
    const drillMs = Math.round(clock.monotonicMs() - startedMs);
    const verdict = result === null ? "damaged" : "restorable";
    const noted = await door.vault.write(by, event("backup.drilled", { backupId, durationMs: drillMs, verdict }), async (tx) => {
      await markBackupDrilled(tx, backupId, drillMs, verdict);
      return ok(null);
    });
    if (!noted.ok) return noted;
    const counts = result ?? { patients: 0, notes: 0, auditEntries: 0 };
    const report: DrillReport = {
      backupId,
      backupMadeAt: backup.manifest.madeAt,
      drilledAt: clock.now(),
      durationMs: drillMs,
      bytes: backup.manifest.bytes,
      ...counts,
      verdict,
    };
    return ok(report);
  };
}
