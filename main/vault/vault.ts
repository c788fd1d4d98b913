import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, type AuditEvent, linkEntry, outcomes } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { type Engine, EngineError, type EngineFault, type EngineHandle } from "./engines/engine.ts";
import { DamagedPayload } from "./keys/sealing-keys.ts";
import type { ReadTx, SealingKeys, Sql, WriteTx } from "./sql.ts";
import { writeCheckpointWhenDue } from "./stores/audit-checkpoints.ts";
import { insertAuditEntry, readLastAuditEntry } from "./stores/audit-entries.ts";

/** What a closure gives back: a value, or an expected failure that undoes everything it did. */
export type Outcome<T> = Promise<Result<T, AppError>>;

/**
 * The only way to the record. A handle exists inside an audited closure and nowhere else; the
 * audit entry and the data commit together or not at all (45 CFR 164.312(b)). A closure may await
 * nothing but its handle, so that one transaction is never held open by the world outside.
 */
export interface Vault {
  /** Reads under an event that says who looked at what. */
  read<T>(by: Actor, event: AuditEvent, look: (tx: ReadTx) => Outcome<T>): Outcome<T>;
  /** Changes under an event that says who did what. */
  write<T>(by: Actor, event: AuditEvent, change: (tx: WriteTx) => Outcome<T>): Outcome<T>;
  /** Writes an event alone. */
  record(by: Actor, event: AuditEvent): Outcome<null>;
  close(): void;
}

export interface VaultParts {
  readonly engine: Engine;
  readonly keys: SealingKeys;
  readonly clock: Clock;
  readonly installId: string;
  /** Random per program start. */
  readonly bootId: string;
}

/** Undoes a transaction when a closure returned an expected failure. */
class Undo extends Error {
  readonly reason: AppError;
  constructor(reason: AppError) {
    super("undo");
    this.reason = reason;
  }
}

/** Opens the door over an opened, migrated engine. */
export function createVault({ engine, keys, clock, installId, bootId }: VaultParts): Vault {
  async function append(handle: EngineHandle, by: Actor, stated: AuditEvent, failed: AppError | null): Promise<void> {
    const last = await readLastAuditEntry(handle);
    const now = clock.now();
    const moment = {
      ts: last !== null && last.at > now ? last.at : now,
      mono: clock.monotonicMs(),
      boot: bootId,
      inst: installId,
    };
    const statement =
      failed === null
        ? { event: stated, actor: by, out: outcomes.success }
        : { event: stated, actor: by, out: outcomes.minorFailure, reasonCode: failed.code };
    const sealed = linkEntry(statement, last, moment);
    await insertAuditEntry(handle, sealed);
    await writeCheckpointWhenDue(handle, keys, sealed);
  }

  async function run<T>(by: Actor, event: AuditEvent, work: (tx: WriteTx) => Outcome<T>): Outcome<T> {
    let stated = event;
    const about = (subject: string) => {
      stated = { ...event, subject };
    };
    try {
      const value = await engine.transact(async (handle) => {
        const outcome = await work(createTx(handle, keys, about));
        if (!outcome.ok) throw new Undo(outcome.error);
        await append(handle, by, stated, null);
        return outcome.value;
      });
      return ok(value);
    } catch (error) {
      const reason = explain(error);
      await recordFailure(by, stated, reason);
      if (reason.code === "app.unexpected") throw error;
      return err(reason);
    }
  }

  async function recordFailure(by: Actor, stated: AuditEvent, reason: AppError): Promise<void> {
    try {
      await engine.transact((handle) => append(handle, by, stated, reason));
    } catch {
      // The act is already undone and reported; a full or closed record cannot take a further row.
    }
  }

  return {
    read: (by, event, look) => run(by, event, look),
    write: (by, event, change) => run(by, event, change),
    record: (by, event) => run(by, event, async () => ok(null)),
    close: () => engine.close(),
  };
}

function createTx(handle: EngineHandle, keys: SealingKeys, about: (subject: string) => void): WriteTx {
  return {
    keys,
    about,
    all: async (query, row) => (await handle.all(query)).map((found) => row.parse(found)),
    get: async (query, row) => {
      const found = (await handle.all(query))[0];
      return found === undefined ? null : row.parse(found);
    },
    run: (statement: Sql) => handle.run(statement),
  };
}

const codesByFault = {
  "disk-full": "vault.disk-full",
  damaged: "vault.damaged",
  busy: "vault.busy",
  locked: "vault.locked",
} as const satisfies Record<EngineFault, AppError["code"]>;

function explain(error: unknown): AppError {
  if (error instanceof Undo) return error.reason;
  if (error instanceof EngineError) return failure(codesByFault[error.fault]);
  if (error instanceof DamagedPayload) return failure("vault.damaged");
  return failure("app.unexpected");
}
