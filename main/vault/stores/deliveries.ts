import { z } from "zod";
import type { DeliveryId, StationId } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { type ReadTx, sql, type WriteTx } from "../sql.ts";

const OutcomeRowSchema = z.object({ outcome: z.enum(["applied", "conflict", "refused"]), revision: z.int().nullable() });

/** What became of something that was delivered. */
export type DeliveryOutcome = z.output<typeof OutcomeRowSchema>;

/** What became of a delivery that came before, or null: then it is new. */
export function readDelivery(tx: ReadTx, id: DeliveryId): Promise<DeliveryOutcome | null> {
  return tx.get(sql`SELECT outcome, revision FROM deliveries WHERE id = ${id}`, OutcomeRowSchema);
}

/** Notes what became of a delivery, in the transaction that made it so: delivered again, it changes nothing. */
export async function insertDelivery(
  tx: WriteTx,
  delivery: { id: DeliveryId; stationId: StationId; kind: string; madeAt: Instant },
  { outcome, revision }: DeliveryOutcome,
): Promise<void> {
  await tx.run(sql`INSERT INTO deliveries (id, station_id, user_id, kind, made_at, received_at, outcome, revision)
    VALUES (${delivery.id}, ${delivery.stationId}, ${tx.by.userId}, ${delivery.kind}, ${delivery.madeAt}, ${tx.chartRules.now()}, ${outcome}, ${revision})`);
}
