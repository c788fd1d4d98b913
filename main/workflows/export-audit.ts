import { ExportIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, createEvidence, event, type LogStart } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { createBreathe } from "../vault/backup/copy-tables.ts";
import { mintId } from "../vault/ids.ts";
import { listTimestamps } from "../vault/stores/audit-anchors.ts";
import { type KeptCheckpoints, listCheckpoints, readLogStart, readNewestCheckpoint } from "../vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom, type StoredRow } from "../vault/stores/audit-entries.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import type { Delivery, NewFolder } from "./delivery.ts";
import type { Workflow } from "./workflow.ts";

const batchSize = 2_000;

export interface ExportedEvidence {
  readonly name: string;
  readonly size: number;
  readonly files: number;
  readonly sha256: string;
}

/** Writes the log as evidence into a folder the person chooses (164.312(b), 164.316(b)). */
export function exportAudit(parts: { vault: Vault; clock: Clock } & Pick<Delivery, "chooseFolder" | "makeFolder">): Workflow<"audit.export"> {
  return async (_input, { session }) => {
    const parent = await parts.chooseFolder();
    if (parent === null) return err(failure("export.cancelled"));
    return writeEvidence(parts, nameActor(session), (name) => parts.makeFolder(parent, name));
  };
}

/**
 * Writes the whole log, its checkpoints and its oldest key into a new folder. The export's own entry
 * is signed by a checkpoint, at which the bundle ends, so that nothing in it rests on the chain alone.
 */
export async function writeEvidence(
  { vault, clock }: { vault: Vault; clock: Clock },
  by: Actor,
  makeFolder: (name: string) => Promise<NewFolder | null>,
): Outcome<ExportedEvidence> {
  const exportId = mintId("exp", ExportIdSchema);
  const folder = await makeFolder(`chartwell-audit-${clock.now().replace(/[^0-9]/g, "")}`);
  if (folder === null) return err(failure("export.destination-unwritable"));
  const began = await vault.record(by, event("audit.exported", { exportId }));
  const vouching = began.ok ? await readVouching(vault, by) : began;
  if (!vouching.ok) {
    folder.discard();
    return vouching;
  }
  const { kept, start, size, stamps } = vouching.value;
  try {
    const evidence = createEvidence(folder, start);
    const walked = await walkLog(vault, by, { from: start?.size ?? 0, to: size }, (row) => evidence.push(row));
    if (!walked.ok) {
      folder.discard();
      return walked;
    }
    await evidence.stamp(stamps);
    const key = { name: kept.keyName, publicKey: Buffer.from(kept.publicKey, "base64") };
    return ok({ name: folder.name, ...(await evidence.finish(kept.notes, key, clock.now())) });
  } catch {
    folder.discard();
    return err(failure("export.destination-unwritable"));
  }
}

interface Vouching {
  readonly kept: KeptCheckpoints;
  readonly start: LogStart | null;
  readonly size: number;
  readonly stamps: { size: number; stampedAt: string; token: Uint8Array }[];
}

/** What vouches for the log now: its checkpoints, where it begins, and how far the newest checkpoint reaches. */
export async function readVouching(vault: Vault, by: Actor): Outcome<Vouching> {
  return vault.read(by, event("audit.checkpoints-listed", {}), async (tx) => {
    const kept = await listCheckpoints(tx);
    const newest = await readNewestCheckpoint(tx);
    if (kept === null || newest === null) return err(failure("audit.no-checkpoint"));
    return ok({ kept, start: await readLogStart(tx), size: newest.size, stamps: await listTimestamps(tx) });
  });
}

/** Reads the log's rows in order, a batch to a transaction, so that others have their turn. */
export async function walkLog(
  vault: Vault,
  by: Actor,
  { from, to }: { from: number; to: number },
  visit: (row: StoredRow) => Promise<void> | void,
): Outcome<null> {
  const breathe = createBreathe(new AbortController().signal);
  for (let at = from; at < to; at += batchSize) {
    const batch = await vault.read(by, event("audit.gathered", { fromSeq: at }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, at, Math.min(batchSize, to - at))),
    );
    if (!batch.ok) return batch;
    for (const row of batch.value) {
      await visit(row);
      await breathe();
    }
  }
  return ok(null);
}
