import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, type AuditEvent, linkEntry, outcomes } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { type Engine, EngineError, type EngineFault, type EngineHandle, type EngineRows } from "./engines/engine.ts";
import type { Hiding } from "./hidden-columns.ts";
import { DamagedPayload, type OpenSealingKeys } from "./keys/sealing-keys.ts";
import { findRight, type Right } from "./rights.ts";
import { ChartClosed, type ChartRules, type ReadTx, type Sql, type WriteTx } from "./sql.ts";
import { createCheckpointWriter } from "./stores/audit-checkpoints.ts";
import { insertAuditEntry, lastAuditEntry, readLastAuditEntry } from "./stores/audit-entries.ts";

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
  /** Where the log stands, as far as this program has seen; null before its first entry. */
  standing(): LogStanding | null;
}

/** The log's end, known without opening anything. */
export interface LogStanding {
  readonly lastSeq: number;
  readonly lastEntryAt: string;
  /** The newest checkpoint this program has signed; null when it has signed none yet. */
  readonly checkpointSize: number | null;
}

export interface VaultParts {
  readonly engine: Pick<Engine, "transact">;
  readonly keys: OpenSealingKeys;
  /** How names are kept from whoever runs the database. */
  readonly hiding: Hiding;
  readonly chartRules: ChartRules;
  readonly clock: Clock;
  readonly installId: string;
  /** Told of the newest audit position after each commit. */
  onCommitted(seq: number): void;
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
export function createVault({ engine, keys, hiding, clock, installId, bootId, chartRules, onCommitted }: VaultParts): Vault {
  const checkpoints = createCheckpointWriter(keys);
  let standing: LogStanding | null = null;
  /** What is appended to: the newest entry, as the transaction found it. */
  async function append(
    { handle, known }: { handle: EngineHandle; known: unknown[] },
    by: Actor,
    stated: AuditEvent,
    failed: AppError | null,
  ): Promise<LogStanding> {
    const last = readLastAuditEntry(known);
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
    const linked = linkEntry(statement, last, moment);
    await insertAuditEntry(handle, linked);
    const signed = await checkpoints.writeWhenDue(handle, linked);
    const { seq, ts } = linked.entry;
    return { lastSeq: seq, lastEntryAt: ts, checkpointSize: signed ? seq + 1 : (standing?.checkpointSize ?? null) };
  }

  function settle(reached: LogStanding): void {
    standing = reached;
    onCommitted(reached.lastSeq);
  }

  async function run<T>(by: Actor, event: AuditEvent, work: (tx: WriteTx) => Outcome<T>): Outcome<T> {
    const right = findRight(by, event.name);
    if (right === null) return refuse(by, event);
    let stated = event;
    const about = (subject: string) => {
      stated = { ...event, subject };
    };
    try {
      const { value, reached } = await engine.transact(
        (handle, known) =>
          withKeys(async () => {
            const outcome = await work(createTx(handle, { keys, about, by, right, chartRules, hiding }));
            if (!outcome.ok) throw new Undo(outcome.error);
            return { value: outcome.value, reached: await append({ handle, known }, by, stated, null) };
          }),
        lastAuditEntry,
      );
      settle(reached);
      return ok(value);
    } catch (error) {
      const reason = explain(error);
      await recordFailure(by, stated, reason);
      if (reason.code === "app.unexpected") throw error;
      return err(reason);
    }
  }

  /**
   * Settles the keys a closure made, within its own turn: a later turn's keys are not this one's to
   * undo. They are on disk before the rows that need them; the other way round a crash would leave a
   * patient without a key, this way round it leaves a key without a patient.
   */
  async function withKeys<T>(act: () => Promise<T>): Promise<T> {
    try {
      const done = await act();
      keys.commit();
      return done;
    } catch (error) {
      keys.rollback();
      throw error;
    }
  }

  /** The right is missing: nothing is opened, and the attempt stands in the log. */
  async function refuse(by: Actor, event: AuditEvent): Promise<{ ok: false; error: AppError }> {
    const reason = failure("session.not-permitted");
    await recordFailure(by, event, reason);
    return err(reason);
  }

  async function recordFailure(by: Actor, stated: AuditEvent, reason: AppError): Promise<void> {
    try {
      settle(await engine.transact((handle, known) => append({ handle, known }, by, stated, reason), lastAuditEntry));
    } catch {
      // The act is already undone and reported; a full or closed record cannot take a further row.
    }
  }

  return {
    read: (by, event, look) => run(by, event, look),
    write: (by, event, change) => run(by, event, change),
    record: (by, event) => run(by, event, async () => ok(null)),
    standing: () => standing,
  };
}

interface TxParts {
  readonly keys: OpenSealingKeys;
  readonly by: Actor;
  readonly right: Right;
  readonly chartRules: ChartRules;
  readonly hiding: Hiding;
  about(subject: string): void;
}

function createTx(handle: EngineHandle, { keys, by, right, chartRules, about, hiding }: TxParts): WriteTx {
  return {
    ...parseRows(handle),
    run: (statement: Sql) => handle.run(statement),
    search: { ...parseRows(handle.search), change: (entry, statement) => handle.search.change(entry, statement) },
    hide: hiding.hide,
    show: hiding.show,
    keys,
    by,
    chartRules,
    opened: new Map(),
    about(subject) {
      if (!right.charts) throw new ChartClosed("session.not-permitted");
      about(subject);
    },
  };
}

function parseRows(rows: Pick<EngineRows, "all">): Pick<WriteTx, "all" | "get"> {
  return {
    all: async (query, row) => (await rows.all(query)).map((found) => row.parse(found)),
    get: async (query, row) => {
      const found = (await rows.all(query))[0];
      return found === undefined ? null : row.parse(found);
    },
  };
}

/** How each fault of an engine is told. */
export const codesByFault = {
  "disk-full": "vault.disk-full",
  damaged: "vault.damaged",
  busy: "vault.busy",
  locked: "vault.locked",
  unreachable: "vault.unreachable",
  refused: "vault.server-refused",
  unfit: "vault.server-unfit",
  "held-elsewhere": "vault.held-elsewhere",
  "rolled-back": "vault.rolled-back",
  "older-schema": "vault.older-schema",
  "newer-schema": "vault.newer-schema",
} as const satisfies Record<EngineFault, AppError["code"]>;

function explain(error: unknown): AppError {
  if (error instanceof Undo) return error.reason;
  if (error instanceof EngineError) return failure(codesByFault[error.fault]);
  if (error instanceof ChartClosed) return failure(error.code);
  if (error instanceof DamagedPayload) return failure("vault.damaged");
  return failure("app.unexpected");
}
