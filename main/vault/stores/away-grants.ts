import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type EncounterId,
  type GrantId,
  GrantIdSchema,
  type StationId,
  StationIdSchema,
  type UserId,
  UserIdSchema,
} from "../../../shared/domain/ids.ts";
import { type Instant, InstantSchema } from "../../../shared/domain/time.ts";
import { createKey } from "../keys/seal.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const GrantRowSchema = z.object({
  id: GrantIdSchema,
  station_id: StationIdSchema,
  user_id: UserIdSchema,
  secret: z.instanceof(Uint8Array),
  issued_at: InstantSchema,
  until_at: InstantSchema,
});

/** What a person has at one workstation while the host is away. */
export interface AwayGrant {
  readonly id: GrantId;
  readonly stationId: StationId;
  readonly userId: UserId;
  /** 32 bytes, shared with that workstation alone. */
  readonly secret: Uint8Array;
  readonly issuedAt: Instant;
  readonly until: Instant;
}

const purpose = (id: GrantId) => `away-grant|${id}`;

/** The id of a person's grant at a workstation, or null. */
export async function findGrantId(tx: ReadTx, stationId: StationId, userId: UserId): Promise<GrantId | null> {
  const row = await tx.get(sql`SELECT id FROM away_grants WHERE station_id = ${stationId} AND user_id = ${userId}`, z.object({ id: GrantIdSchema }));
  return row?.id ?? null;
}

/** A grant of this id for whoever acts at a workstation, made where there is none, good until then. */
export async function renewGrant(tx: WriteTx, id: GrantId, stationId: StationId, until: Instant): Promise<AwayGrant> {
  const row = await tx.get(sql`SELECT * FROM away_grants WHERE id = ${id}`, GrantRowSchema);
  if (row !== null) {
    await tx.run(sql`UPDATE away_grants SET until_at = ${until} WHERE id = ${id}`);
    return { ...toGrant(tx, row), until };
  }
  const userId = UserIdSchema.parse(tx.by.userId);
  const grant = { id, stationId, userId, secret: createKey(), issuedAt: tx.chartRules.now(), until };
  const sealed = tx.keys.sealForClinic(purpose(grant.id), Buffer.from(grant.secret).toString("base64"));
  await tx.run(sql`INSERT INTO away_grants (id, station_id, user_id, secret, issued_at, until_at)
    VALUES (${grant.id}, ${stationId}, ${userId}, ${sealed}, ${grant.issuedAt}, ${until})`);
  return grant;
}

/** A grant by its id, or null. */
export async function readGrant(tx: ReadTx, id: GrantId): Promise<AwayGrant | null> {
  const row = await tx.get(sql`SELECT * FROM away_grants WHERE id = ${id}`, GrantRowSchema);
  return row === null ? null : toGrant(tx, row);
}

function toGrant(tx: ReadTx, row: z.output<typeof GrantRowSchema>): AwayGrant {
  const secret = Buffer.from(tx.keys.unsealForClinic(purpose(row.id), row.secret, z.base64()), "base64");
  return { id: row.id, stationId: row.station_id, userId: row.user_id, secret, issuedAt: row.issued_at, until: row.until_at };
}

const SealedRowSchema = z.object({
  transcript: z.instanceof(Uint8Array),
  body: z.instanceof(Uint8Array).nullable(),
  demographics: z.instanceof(Uint8Array),
  state: z.string(),
});

/** Changes whenever a session, its transcript, its note or the patient's details do; nothing is opened for it. Null when there is no such session. */
export async function markChart(tx: ReadTx, encounterId: EncounterId): Promise<string | null> {
  const row = await tx.get(
    sql`SELECT e.transcript, n.body, p.demographics, e.draft_state || '|' || COALESCE(n.state, '') || '|' || COALESCE(c.state, '') AS state
      FROM encounters e JOIN patients p ON p.id = e.patient_id LEFT JOIN notes n ON n.encounter_id = e.id
      LEFT JOIN note_cosigning c ON c.note_id = n.id WHERE e.id = ${encounterId}`,
    SealedRowSchema,
  );
  if (row === null) return null;
  const digest = createHash("sha256").update(row.transcript).update(row.demographics).update(row.state);
  return digest.update(row.body ?? "").digest("hex");
}
