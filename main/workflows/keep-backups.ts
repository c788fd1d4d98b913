import type { BackupStatus } from "../../shared/domain/backup.ts";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { removeBackup } from "../vault/backup/find-backups.ts";
import { type MadeBackup, makeBackup } from "../vault/backup/make-backup.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { writeLedgerBeside } from "../vault/shred.ts";
import { insertBackup, listBackups, markBackupRemoved, readBackupPlan, writeBackupPlan } from "../vault/stores/backups.ts";
import { listDestroyed } from "../vault/stores/shred-ledger.ts";
import type { Outcome } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

interface BackupRoom {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly appVersion: string;
  /** Where backups are to go; null when the person changed their mind. */
  chooseFolder(): Outcome<string | null>;
  /** Folders the clinic's policy lets backups lie in or under; null: any. */
  readonly allowedFolders: readonly string[] | null;
}

/** Makes backups, one at a time, on demand and when one is due, and keeps as many as the plan says. */
export interface Backups {
  status: Workflow<"backups.status">;
  configure: Workflow<"backups.configure">;
  run: Workflow<"backups.run">;
  cancel: Workflow<"backups.cancel">;
  /** Makes one and gives it, for what must not happen without. */
  make(by: Actor): Outcome<MadeBackup>;
  /** Makes one when the plan says it is time; called on a timer while the record is open. */
  runIfDue(): Promise<void>;
  /** Stops a running one and waits until it has stopped, as before the record is locked. */
  stop(): Promise<void>;
}

interface Running {
  readonly abort: AbortController;
  readonly done: Promise<unknown>;
  progress: NonNullable<BackupStatus["running"]>;
}

/** A person chooses on their own computer; a host writes backups itself, so IT says where, there or by policy. */
export function chooseBackupFolder(
  {
    host,
    delivery,
  }: { readonly host: { readonly backupFolder: string | null } | null; readonly delivery: { chooseFolder(): Promise<string | null> } },
  allowed: readonly string[] | null,
): BackupRoom["chooseFolder"] {
  if (host === null) return async () => ok(await delivery.chooseFolder());
  const folder = host.backupFolder ?? allowed?.[0];
  return async () => (folder === undefined ? err(failure("backup.host-folder")) : ok(folder));
}

/** Makes the room where backups are made. */
export function createBackups({ door, clock, appVersion, chooseFolder, allowedFolders }: BackupRoom): Backups {
  let running: Running | null = null;
  let lastFailure: ErrorCode | null = null;
  // What the last look at the plan said: every look is an entry in the log, and the timer asks every few seconds.
  let next: { readonly dueAt: string | null } | null = null;

  async function make(by: Actor): Outcome<MadeBackup> {
    next = null;
    if (running !== null) return err(failure("backup.already-running"));
    const held = door.current();
    if (held === null) return err(failure("vault.locked"));
    const plan = await door.vault.read(by, event("backups.listed", {}), async (tx) => ok(await readBackupPlan(tx)));
    if (!plan.ok) return plan;
    if (plan.value === null) return err(failure("backup.no-folder"));
    const { folder, keepCount } = plan.value;
    // The plan may be older than the policy.
    if (!isAllowed(folder, allowedFolders)) {
      const noted = await noteFailure(by, failure("backup.folder-locked"));
      return noted.ok ? err(failure("backup.folder-locked")) : noted;
    }
    const abort = new AbortController();
    const startedMs = clock.monotonicMs();
    const work = makeBackup({
      files: door.files,
      envelope: held.envelope,
      masterKey: held.record.masterKey,
      keybag: held.record.keys.keybag(),
      engine: held.record.engine,
      folder,
      now: clock.now(),
      appVersion,
      signal: abort.signal,
      onProgress: (step, done, total) => {
        if (running !== null) running.progress = { step, done, total };
      },
    });
    running = { abort, done: work, progress: { step: "copying", done: 0, total: 0 } };
    const made = await work.finally(() => {
      running = null;
    });
    const durationMs = Math.round(clock.monotonicMs() - startedMs);
    const noted = made.ok ? await note(by, folder, made.value, durationMs) : await noteFailure(by, made.error);
    if (!noted.ok) return noted;
    if (made.ok) await removeOld(by, folder, keepCount);
    return made;
  }

  async function note(by: Actor, folder: string, { id, name, manifest }: MadeBackup, durationMs: number): Outcome<null> {
    lastFailure = null;
    const { bytes, sha256, lastSeq, madeAt } = manifest;
    const patients = manifest.tables.find(({ table }) => table === "patients")?.rows ?? 0;
    const line = { id, name, folder, madeAt, durationMs, bytes, sha256, patients, lastSeq };
    return door.vault.write(by, event("backup.made", { backupId: id, bytes, sha256, patients, lastSeq }), async (tx) => {
      await insertBackup(tx, { ...line, removedAt: null, drilledAt: null, drillMs: null, drillVerdict: null });
      writeLedgerBeside(door, [folder], await listDestroyed(tx));
      return ok(null);
    });
  }

  async function noteFailure(by: Actor, error: AppError): Outcome<null> {
    lastFailure = error.code;
    return door.vault.record(by, event("backup.failed", { code: error.code }));
  }

  /** Beyond what the plan keeps, the oldest go: destroyed records leave the clinic's disks with them. */
  async function removeOld(by: Actor, folder: string, keepCount: number): Promise<void> {
    const found = await door.vault.read(by, event("backups.listed", {}), async (tx) => ok(await listBackups(tx, 200)));
    const there = found.ok ? found.value.filter((line) => line.folder === folder && line.removedAt === null) : [];
    for (const line of there.slice(keepCount)) {
      await door.vault.write(by, event("backup.removed", { backupId: line.id }), async (tx) => {
        await markBackupRemoved(tx, line.id);
        return ok(null);
      });
      removeBackup(folder, line.name);
    }
  }

  async function readStatus(by: Actor): Outcome<BackupStatus> {
    return door.vault.read(by, event("backups.listed", {}), async (tx) => {
      const plan = await readBackupPlan(tx);
      const backups = await listBackups(tx, 200);
      return ok({ plan, running: running?.progress ?? null, lastFailure, dueAt: findDue(plan, backups, clock.now()), backups });
    });
  }

  async function stop(): Promise<void> {
    next = null;
    running?.abort.abort();
    await running?.done;
  }

  return {
    make,
    stop,
    status: (_input, { session }) => readStatus(nameActor(session)),
    async configure({ everyHours, keepCount, chooseNew }, { session }) {
      const by = nameActor(session);
      const current = await readStatus(by);
      if (!current.ok) return current;
      const chosen = chooseNew || current.value.plan === null ? await chooseFolder() : ok(current.value.plan.folder);
      if (!chosen.ok) return chosen;
      const folder = chosen.value;
      if (folder === null) return current;
      if (!isAllowed(folder, allowedFolders)) return err(failure("backup.folder-locked"));
      next = null;
      const kept = await door.vault.write(by, event("backup.configured", { everyHours, keepCount }), async (tx) => {
        await writeBackupPlan(tx, { folder, everyHours, keepCount });
        return ok(null);
      });
      return kept.ok ? readStatus(by) : kept;
    },
    async run(_input, { session }) {
      const made = await make(nameActor(session));
      return made.ok ? ok({ backupId: made.value.id }) : made;
    },
    async cancel() {
      await stop();
      return ok({});
    },
    async runIfDue() {
      if (running !== null || door.state().kind !== "open") return;
      if (next === null) {
        const status = await readStatus(systemActor);
        next = { dueAt: status.ok ? status.value.dueAt : null };
      }
      if (next.dueAt !== null && next.dueAt <= clock.now()) await make(systemActor);
    },
  };
}

/** Whether a folder is one of those the policy names, or lies under one; a step upwards in it is no way round. */
function isAllowed(folder: string, allowed: readonly string[] | null): boolean {
  if (allowed === null) return true;
  const parts = (path: string) => path.split(/[/\\]+/).filter((part) => part !== "");
  const own = parts(folder);
  return !own.includes("..") && allowed.some((root) => parts(root).every((part, at) => part === own[at]));
}

const hourMs = 3_600_000;
/** After a failure the next try waits, so that a share that is gone is not asked every few seconds. */
function findDue(plan: BackupStatus["plan"], backups: BackupStatus["backups"], now: string): string | null {
  if (plan === null) return null;
  const last = backups.find((line) => line.removedAt === null)?.madeAt;
  return last === undefined ? now : new Date(Date.parse(last) + plan.everyHours * hourMs).toISOString();
}
