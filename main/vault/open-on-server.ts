import { z } from "zod";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { EngineParts } from "./engine-parts.ts";
import { type Engine, EngineError, type EngineHandle } from "./engines/engine.ts";
import { createPostgresEngine } from "./engines/postgres/engine.ts";
import { StatementRefused } from "./engines/postgres/faults.ts";
import { createReach } from "./engines/postgres/reach.ts";
import { usualPatience, type Way } from "./engines/postgres/session.ts";
import type { Key } from "./keys/seal.ts";
import { currentSchemaVersion } from "./migrate.ts";
import { isKeptPlace, type KeptPlace } from "./place.ts";
import { openSearchFile } from "./search-file.ts";
import { codesByFault } from "./vault.ts";

/** The way to a kept place: its secret from the keychain, proved to be the place this record was laid down in. */
export async function findWay(
  parts: Pick<EngineParts, "envelope" | "clinicKey" | "keychain" | "servers">,
  place: KeptPlace,
): Promise<Result<Way, AppError>> {
  if (!isKeptPlace(place, parts.clinicKey, parts.envelope.installId)) return err(failure("vault.damaged-keys"));
  const secret = await parts.keychain.get(place.account);
  if (secret === "unavailable") return err(failure("keychain.unavailable"));
  if (secret === null) return err(failure("vault.no-credential"));
  const { permit, patience = usualPatience } = parts.servers;
  return ok({ place, secret: Buffer.from(secret).toString("utf8"), permit, patience });
}

/** Opens the server a key envelope names, with the search file beside it. */
export async function openOnServer(parts: EngineParts, place: KeptPlace, databaseKey: Key): Promise<Result<Engine, AppError>> {
  const { envelope, highWater, create } = parts;
  const way = await findWay(parts, place);
  if (!way.ok) return way;
  let arrived = !create;
  const highestSeen = () => (arrived ? highWater.latest() : -1);
  const admission = { installId: envelope.installId, isArriving: () => !arrived, schemaVersion: currentSchemaVersion, highestSeen };
  const reach = createReach(way.value, admission);
  const search = openSearchFile(parts.files.search, databaseKey);
  let described: Readonly<Record<string, string | number>> = {};
  const engine = createPostgresEngine({ reach, search, way: way.value, describe: () => described });
  try {
    const { server } = await reach.session();
    await engine.transact((handle) => (create ? arrive(handle, envelope.installId) : find(handle)));
    arrived = true;
    if (!create && envelope.finished) await engine.comeIntoForce();
    described = { engine: "postgresql", server: `${server.host}:${server.port}`, ...(await engine.transact(readStanding)) };
    return ok(engine);
  } catch (error) {
    await engine.close();
    if (error instanceof EngineError) return err(failure(codesByFault[error.fault]));
    if (error instanceof NothingThere) return err(failure("vault.missing-file"));
    if (error instanceof StatementRefused) return err(failure("move.target-in-force"));
    throw error;
  }
}

/** A server that is laid out and holds no record where one should be. */
class NothingThere extends Error {}

/** Takes back what a move or a set-up left half way, and begins. */
async function arrive(handle: EngineHandle, installId: string): Promise<void> {
  await handle.all({ text: "SELECT clear_arrival()", values: [] });
  await handle.run({ text: "INSERT INTO record_state (id, install_id, phase, mark) VALUES (1, ?, 'arriving', '')", values: [installId] });
}

async function find({ all }: EngineHandle): Promise<void> {
  if ((await all({ text: "SELECT phase FROM record_state", values: [] })).length === 0) throw new NothingThere();
}

const StandingSchema = z.record(z.string(), z.union([z.string(), z.int()]));

async function readStanding(handle: EngineHandle): Promise<Record<string, string | number>> {
  const text = `SELECT current_setting('server_version') AS version, current_database() AS database, current_schema() AS schema, session_user::text AS role,
      (SELECT version || ' ' || cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS tls, schema_version() AS "schemaVersion",
      current_setting('synchronous_commit') AS "synchronousCommit", current_setting('synchronous_standby_names') AS "synchronousStandbys",
      (SELECT count(*) FROM pg_stat_replication) AS "standbysConnected"`;
  return StandingSchema.parse((await handle.all({ text, values: [] }))[0]);
}
