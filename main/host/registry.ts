import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type StationId, StationIdSchema } from "../../shared/domain/ids.ts";
import { type Station, StationNameSchema } from "../../shared/domain/station.ts";
import { InstantSchema } from "../../shared/domain/time.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Key, seal, unseal } from "../vault/keys/seal.ts";
import { writeWhole } from "../vault/write-whole.ts";
import { spellFingerprint } from "../wire/fingerprint.ts";

const EnrolledSchema = z.strictObject({
  id: StationIdSchema,
  name: StationNameSchema,
  keyHash: z.string().regex(/^[0-9a-f]{64}$/),
  enrolledAt: InstantSchema,
  revokedAt: InstantSchema.nullable(),
  lastSeenAt: InstantSchema.nullable(),
  version: z.string().max(40),
});
export type Enrolled = z.output<typeof EnrolledSchema>;
const StoredSchema = z.strictObject({ stations: z.array(EnrolledSchema).max(2_000) });

/** Which workstations may connect. It lies beside the record, because it is asked before anybody has signed in. */
export interface StationRegistry {
  list(): Station[];
  /** The station of a public key, revoked ones too; null when it was never enrolled. */
  find(keyHash: string): Enrolled | null;
  add(newcomer: Pick<Enrolled, "id" | "name" | "keyHash">, now: string): Enrolled;
  /** False when there is no such station, or it was revoked before. */
  revoke(id: StationId, now: string): boolean;
  /** It is here now, with this version; written down now and then, and when the host stops. */
  see(id: StationId, version: string, now: string): void;
  flush(): void;
}

const binding = "stations/v1";

/** Opens the list; one that was changed by anybody but a host is refused, whatever it says. */
export function openRegistry(folder: string, key: Key): Result<StationRegistry, AppError> {
  const path = join(folder, "stations.sealed");
  const found = existsSync(path) ? read(path, key) : [];
  if (found === null) return err(failure("host.identity-lost"));
  let stations = found;
  let seen = false;

  function write(next: Enrolled[]): void {
    writeWhole(path, seal(key, binding, Buffer.from(JSON.stringify({ stations: next }), "utf8")));
    stations = next;
    seen = false;
  }

  return ok({
    list: () => stations.map(show),
    find: (keyHash) => stations.find((station) => station.keyHash === keyHash) ?? null,
    add(newcomer, now) {
      const added: Enrolled = { ...newcomer, enrolledAt: now, revokedAt: null, lastSeenAt: null, version: "" };
      write([...stations, added]);
      return added;
    },
    revoke(id, now) {
      if (!stations.some((station) => station.id === id && station.revokedAt === null)) return false;
      write(stations.map((station) => (station.id === id ? { ...station, revokedAt: now } : station)));
      return true;
    },
    see(id, version, now) {
      stations = stations.map((station) => (station.id === id ? { ...station, version, lastSeenAt: now } : station));
      seen = true;
    },
    flush: () => seen && write(stations),
  });
}

function read(path: string, key: Key): Enrolled[] | null {
  const opened = unseal(key, binding, readFileSync(path));
  return opened === null ? null : StoredSchema.parse(JSON.parse(opened.toString("utf8"))).stations;
}

function show({ keyHash, ...station }: Enrolled): Station {
  return { ...station, fingerprint: spellFingerprint(keyHash).slice(0, 11) };
}
