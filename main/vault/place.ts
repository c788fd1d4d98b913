import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { deriveKey, type Key, wipe } from "./keys/seal.ts";

const NameSchema = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const PemSchema = z
  .string()
  .max(200_000)
  .regex(/^-----BEGIN CERTIFICATE-----/);

/** One PostgreSQL server. Of several, the one that is not in recovery counts. */
const ServerSchema = z.strictObject({ host: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/), port: z.int().min(1).max(65_535) });
export type Server = z.infer<typeof ServerSchema>;

/** Where a record may lie besides this computer: servers, and how they and this computer know each other. Holds no secret. */
export const ServerPlaceSchema = z.strictObject({
  servers: z.array(ServerSchema).min(1).max(8),
  database: NameSchema,
  schema: NameSchema,
  /** The role that reads and writes rows, and may do nothing else. */
  role: NameSchema,
  /** The authority that vouches for the servers, PEM; no other is believed. */
  authority: PemSchema,
  /** The certificate this computer shows, PEM; null where the role has a password. */
  certificate: PemSchema.nullable(),
});
export type ServerPlace = z.infer<typeof ServerPlaceSchema>;

/** The same as the key envelope keeps it, bound to its record. */
export const KeptPlaceSchema = ServerPlaceSchema.extend({
  engine: z.literal("postgresql"),
  /** The keychain item with the password or the certificate's private key. */
  account: z.string().regex(/^k_[0-9a-f]{16}$/),
  mac: z.base64(),
});
export type KeptPlace = z.infer<typeof KeptPlaceSchema>;

/** A place chosen for a record, with the keychain item that holds its secret. */
export interface ChosenPlace {
  readonly place: ServerPlace;
  readonly account: string;
}

/** Binds a place to a record, so that a changed envelope leads nowhere. */
export function keepPlace(place: ServerPlace, account: string, clinicKey: Key, installId: string): KeptPlace {
  const kept = { ...ServerPlaceSchema.parse(place), engine: "postgresql" as const, account };
  return { ...kept, mac: authenticate(kept, clinicKey, installId).toString("base64") };
}

/** Whether a place is the one this record was laid down in. */
export function isKeptPlace({ mac, ...kept }: KeptPlace, clinicKey: Key, installId: string): boolean {
  const [given, wanted] = [Buffer.from(mac, "base64"), authenticate(kept, clinicKey, installId)];
  return given.byteLength === wanted.byteLength && timingSafeEqual(given, wanted);
}

function authenticate(kept: Omit<KeptPlace, "mac">, clinicKey: Key, installId: string): Buffer {
  const { servers, database, schema, role, authority, certificate, account } = kept;
  const key = deriveKey(clinicKey, "place/v1", Buffer.from(installId, "hex"));
  const said = [servers.map(({ host, port }) => [host, port]), database, schema, role, authority, certificate, account];
  const mac = createHmac("sha256", key).update(JSON.stringify(said)).digest();
  wipe(key);
  return mac;
}
