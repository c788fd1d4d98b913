import { z } from "zod";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { type Actor, event } from "../../audit/index.ts";
import type { ServerPorts } from "../engine-parts.ts";
import { EngineError } from "../engines/engine.ts";
import { openSqlcipher } from "../engines/sqlcipher.ts";
import type { Keychain } from "../keychain.ts";
import type { Envelope } from "../keys/envelope.ts";
import { openKeptKey } from "../keys/kept-keys.ts";
import { wipe } from "../keys/seal.ts";
import { deriveDatabaseKey, type OpenRecord, readLogEnd } from "../open.ts";
import { overwriteFile } from "../overwrite-file.ts";
import type { RecordDoor } from "../record-door.ts";
import { hasDatabase, removeDatabase } from "../record-files.ts";
import { sql } from "../sql.ts";
import type { Outcome } from "../vault.ts";
import { verifyLog } from "./verify-log.ts";

export interface ForgetParts {
  readonly door: RecordDoor;
  readonly keychain: Keychain;
  readonly servers: ServerPorts;
  readonly by: Actor;
}

/** What became of the old copy: gone, or still on its server, for the administrator to remove. */
export type Forgotten =
  | { readonly kind: "gone"; readonly place: "sqlcipher" | "postgresql" }
  | { readonly kind: "on-server"; readonly schema: string };

interface Held {
  readonly envelope: Envelope;
  readonly record: OpenRecord;
}

const LastSchema = z.object({ seq: z.int(), hash: z.string() });
type Last = z.infer<typeof LastSchema>;

/**
 * Removes what a move left behind, once the record has been found whole where it lies now: its log
 * verifies from end to end, and holds the old copy's newest entry at the old copy's place.
 */
export async function forgetOld(parts: ForgetParts): Outcome<Forgotten> {
  const held = parts.door.current();
  if (held === null) return err(failure("vault.locked"));
  if (held.envelope.left !== undefined) return forgetOnServer(parts, held);
  if (held.envelope.place === undefined || !hasDatabase(parts.door.files)) return err(failure("move.nothing-old"));
  return forgetFile(parts, held);
}

async function forgetFile(parts: ForgetParts, { envelope, record }: Held): Outcome<Forgotten> {
  const { door } = parts;
  const key = deriveDatabaseKey(record.masterKey, envelope.installId);
  const old = openSqlcipher(door.files.database, key, { create: false });
  wipe(key);
  if (typeof old === "string") return err(failure(`vault.${old}`));
  const last = await readLogEnd(old);
  await old.close();
  if (!(await isContinued(record, last))) return err(failure("move.differs"));
  const noted = await note(parts, "sqlcipher");
  if (!noted.ok) return noted;
  overwriteFile(door.files.database);
  removeDatabase(door.files.database);
  return ok({ kind: "gone", place: "sqlcipher" });
}

async function forgetOnServer(parts: ForgetParts, { envelope, record }: Held): Outcome<Forgotten> {
  const { left } = envelope;
  if (left === undefined) return err(failure("move.nothing-old"));
  const last = await readLeft(parts, envelope, record);
  if (!last.ok) return last;
  if (last.value !== "gone")
    return (await isContinued(record, last.value)) ? ok({ kind: "on-server", schema: left.schema }) : err(failure("move.differs"));
  const noted = await note(parts, "postgresql");
  if (!noted.ok) return noted;
  const { left: _left, ...rest } = parts.door.current()?.envelope ?? envelope;
  parts.door.adopt(rest);
  await parts.keychain.remove(left.account);
  return ok({ kind: "gone", place: "postgresql" });
}

/** The newest entry of what was left on a server; "gone" once its administrator has removed it. */
async function readLeft(parts: ForgetParts, envelope: Envelope, record: OpenRecord): Promise<Result<Last | null | "gone", AppError>> {
  const clinicKey = openKeptKey(record.masterKey, "clinic", envelope.clinic);
  if (clinicKey === null || envelope.left === undefined) return err(failure("vault.damaged-keys"));
  const [{ findWay }, { openSession }, { StatementRefused }] = await Promise.all([
    import("../open-on-server.ts"),
    import("../engines/postgres/session.ts"),
    import("../engines/postgres/faults.ts"),
  ]);
  const way = await findWay({ ...parts, envelope, clinicKey }, envelope.left);
  wipe(clinicKey);
  if (!way.ok) return way;
  for (const server of envelope.left.servers) {
    try {
      const session = await openSession(server, way.value);
      const { rows } = await session.script("SELECT seq, hash FROM audit_events ORDER BY seq DESC LIMIT 1").finally(() => session.end());
      return ok(rows[0] === undefined ? null : LastSchema.parse(rows[0]));
    } catch (error) {
      // No such schema any more, or no such role or database.
      if (error instanceof StatementRefused) return ok("gone");
      if (!(error instanceof EngineError)) throw error;
    }
  }
  return err(failure("vault.unreachable"));
}

/** Whether the record as it is now goes on from an entry, its whole log intact. */
async function isContinued(record: OpenRecord, last: Last | null): Promise<boolean> {
  return record.engine.transact(async (handle) => {
    if (!(await verifyLog(handle)).intact) return false;
    if (last === null) return true;
    const [found] = await handle.all(sql`SELECT seq, hash FROM audit_events WHERE seq = ${last.seq}`);
    return found !== undefined && LastSchema.parse(found).hash === last.hash;
  });
}

function note({ door, by }: ForgetParts, place: "sqlcipher" | "postgresql"): Outcome<null> {
  return door.vault.record(by, event("record.old-forgotten", { place }));
}
