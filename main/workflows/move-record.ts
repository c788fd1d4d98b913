import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { createBreathe } from "../vault/backup/copy-tables.ts";
import { catchUpSearch, rebuildDerived } from "../vault/derived.ts";
import type { ServerPorts } from "../vault/engine-parts.ts";
import type { Keychain } from "../vault/keychain.ts";
import { type Moved, type MoveParts, moveToFile, moveToServer } from "../vault/move/move-record.ts";
import type { ChosenPlace } from "../vault/place.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { findRight } from "../vault/rights.ts";
import type { Outcome } from "../vault/vault.ts";

interface MoveRoom {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly keychain: Keychain;
  readonly servers: ServerPorts;
  readonly bootId: string;
  readonly by: Actor;
  onProgress: MoveParts["onProgress"];
}

/** What was moved, in numbers. */
export interface MoveReport {
  readonly from: "sqlcipher" | "postgresql";
  readonly to: "sqlcipher" | "postgresql";
  readonly tables: number;
  readonly rows: number;
  readonly logEntries: number;
  readonly durationMs: number;
}

/** Moves an open record to a server, or with null into a file of this computer; afterwards it is open there. */
export async function moveRecord(room: MoveRoom, target: ChosenPlace | null): Outcome<MoveReport> {
  const { door, clock, keychain, servers, bootId, by, onProgress } = room;
  const held = door.current();
  if (held === null) return err(failure("vault.locked"));
  const isOnServer = held.envelope.place !== undefined;
  if (isOnServer === (target !== null)) return err(failure("move.already-there"));
  // Asked before hours of copying, and written down as an attempt.
  if (findRight(by, "record.moved") === null) return refuse(room, isOnServer);
  const breathe = createBreathe(new AbortController().signal);
  const parts = { files: door.files, keychain, servers, clock, bootId, by, breathe, onProgress };
  const startedMs = performance.now();
  let moved: Moved | null = null;
  const exchanged = await door.exchange(async () => {
    const { envelope, record } = held;
    const done = target === null ? await moveToFile(parts, envelope, record) : await moveToServer(parts, target, envelope, record);
    if (done.ok) moved = done.value;
    return done;
  });
  if (!exchanged.ok) return exchanged;
  // The index was not moved: it is derived, and is built where it is needed.
  const indexed = target === null ? await rebuildDerived(door, by, breathe) : await catchUpSearch(door, by, breathe);
  if (!indexed.ok) return indexed;
  return ok(report(moved, isOnServer, performance.now() - startedMs));
}

const name = (isServer: boolean) => (isServer ? "postgresql" : "sqlcipher");

function refuse({ door, by }: MoveRoom, isOnServer: boolean): Outcome<never> {
  const attempted = event("record.moved", { from: name(isOnServer), to: name(!isOnServer), tables: 0, rows: 0, throughSeq: 0 });
  return door.vault.write(by, attempted, async () => err(failure("session.not-permitted")));
}

function report(moved: Moved | null, wasOnServer: boolean, durationMs: number): MoveReport {
  const tallies = moved?.tallies ?? [];
  const rows = tallies.reduce((sum, tally) => sum + tally.rows, 0);
  return {
    from: name(wasOnServer),
    to: name(!wasOnServer),
    tables: tallies.length,
    rows,
    logEntries: moved?.logSize ?? 0,
    durationMs: Math.round(durationMs),
  };
}
