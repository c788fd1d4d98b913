import { z } from "zod";
import type { Stretch } from "../../../shared/domain/access-review.ts";
import type { BreachSource, Exposure } from "../../../shared/domain/breach.ts";
import { type PatientId, PatientIdSchema } from "../../../shared/domain/ids.ts";
import { vendorIds } from "../../../shared/domain/vendor.ts";
import { type ReadTx, type Sql, sql } from "../sql.ts";
import { findPositions, type Positions } from "./audit-positions.ts";
import { countEntriesOf } from "./everyday-events.ts";

/** One patient whose information was in reach. */
export interface Affected {
  readonly patientId: PatientId;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly exposures: readonly Exposure[];
}

const AffectedRowSchema = z.object({
  patient_id: PatientIdSchema,
  times: z.int(),
  first_at: z.string(),
  last_at: z.string(),
  identified: z.int(),
  removed: z.int(),
});

/**
 * Every patient an incident reaches, each once. A vendor: whose text was sent to it. A person: whose
 * chart they touched. A computer or a backup: everybody whose record it held. Records destroyed since
 * are among them, because what had left was not destroyed with them.
 */
export async function findAffected(tx: ReadTx, source: BreachSource, stretch: Stretch): Promise<Affected[]> {
  const query = await writeQuery(tx, source, stretch);
  const rows = await tx.all(query, AffectedRowSchema);
  return rows.map((row) => ({
    ...{ patientId: row.patient_id, times: row.times, firstAt: row.first_at, lastAt: row.last_at },
    exposures: nameExposures(source.kind, row),
  }));
}

function nameExposures(kind: BreachSource["kind"], { identified, removed }: { identified: number; removed: number }): Exposure[] {
  if (kind === "person") return ["chart-viewed"];
  if (kind !== "vendor") return ["whole-record"];
  return [...(identified > 0 ? (["transcript-identified"] as const) : []), ...(removed > 0 ? (["transcript-identifiers-removed"] as const) : [])];
}

async function writeQuery(tx: ReadTx, source: BreachSource, { fromAt, toAt }: Stretch): Promise<Sql> {
  switch (source.kind) {
    case "vendor":
      return sql`SELECT patient_id, COUNT(*) AS times, MIN(at) AS first_at, MAX(at) AS last_at,
          COUNT(*) FILTER (WHERE data_class = 'identified') AS identified, COUNT(*) FILTER (WHERE data_class = 'identifiers-removed') AS removed
        FROM sends WHERE vendor_id = ${source.vendorId} AND at >= ${fromAt} AND at < ${toAt} AND outcome <> 'refused'
          AND data_class IN (${source.dataClasses[0] ?? ""}, ${source.dataClasses[1] ?? ""}) GROUP BY patient_id`;
    case "person": {
      const { fromSeq, toSeq } = await findPositions(tx, { fromAt, toAt });
      return sql`WITH touched AS (
          SELECT subject, COUNT(*) AS times, MIN(at) AS first_at, MAX(at) AS last_at FROM audit_events
          WHERE actor = ${source.userId} AND seq >= ${fromSeq} AND seq < ${toSeq} AND +subject IS NOT NULL AND +ev NOT LIKE '%.failed' GROUP BY subject)
        SELECT COALESCE(p.id, l.patient_id) AS patient_id, times, first_at, last_at, 0 AS identified, 0 AS removed
        FROM touched t LEFT JOIN patients p ON p.subject = t.subject LEFT JOIN shred_ledger l ON l.subject = t.subject
        WHERE COALESCE(p.id, l.patient_id) IS NOT NULL`;
    }
    case "computer":
      return sql`SELECT id AS patient_id, 1 AS times, registered_at AS first_at, CAST(${toAt} AS TEXT) AS last_at, 0 AS identified, 0 AS removed
          FROM patients WHERE registered_at < ${toAt}
        UNION ALL SELECT patient_id, 1, CAST(${fromAt} AS TEXT), destroyed_at, 0, 0 FROM shred_ledger WHERE destroyed_at >= ${fromAt}`;
    case "backup":
      return sql`SELECT p.id AS patient_id, 1 AS times, p.registered_at AS first_at, b.made_at AS last_at, 0 AS identified, 0 AS removed
          FROM backups b JOIN patients p ON p.registered_at <= b.made_at WHERE b.id = ${source.backupId}
        UNION ALL SELECT l.patient_id, 1, b.made_at, b.made_at, 0, 0 FROM backups b JOIN shred_ledger l ON l.destroyed_at >= b.made_at
          WHERE b.id = ${source.backupId}`;
  }
}

const TallyRowSchema = z.object({ in_record: z.int(), last_seq: z.int(), covered: z.int() });

/** Whether the list can be relied on: sends of the stretch as the record and as the log count them, and how much of the log is signed. */
export async function countEvidence(tx: ReadTx, stretch: Stretch): Promise<z.output<typeof TallyRowSchema> & { in_log: number } & Positions> {
  const positions = await findPositions(tx, stretch);
  const row = await tx.get(
    sql`SELECT (SELECT COUNT(*) FROM sends WHERE vendor_id IN (SELECT value FROM json_each(${JSON.stringify(vendorIds)})) AND at >= ${stretch.fromAt} AND at < ${stretch.toAt}
          AND outcome <> 'refused') AS in_record,
        (SELECT COALESCE(MAX(seq), 0) FROM audit_events) AS last_seq,
        (SELECT COALESCE(MAX(size), 0) FROM audit_checkpoints) AS covered`,
    TallyRowSchema,
  );
  const inLog = await countEntriesOf(tx, "llm.request-sent", positions);
  return { ...(row ?? { in_record: 0, last_seq: 0, covered: 0 }), in_log: inLog, ...positions };
}
