import type { AuditRow } from "../../shared/contract/compliance.ts";
import { ok } from "../../shared/result.ts";
import { createChainVerifier, event, formatHeadCode, readEntry } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { readLogStart } from "../vault/stores/audit-checkpoints.ts";
import { countAuditEntries, listAuditEntriesBefore, listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import type { Vault } from "../vault/vault.ts";
import type { Workflow } from "./workflow.ts";

const batchSize = 2_000;

/** Pages through the audit log, newest first. */
export function listAudit({ vault }: { vault: Vault }): Workflow<"audit.list"> {
  return ({ beforeSeq, limit }, { session }) =>
    vault.read(nameActor(session), event("audit.listed", {}), async (tx) => {
      const stored = await listAuditEntriesBefore(tx, beforeSeq ?? Number.MAX_SAFE_INTEGER, limit);
      const rows = stored.flatMap(({ canonical, hash }): AuditRow[] => {
        const entry = readEntry(canonical);
        return entry === null ? [] : [showEntry(entry, hash)];
      });
      return ok({ rows, total: await countAuditEntries(tx) });
    });
}

function showEntry(entry: NonNullable<ReturnType<typeof readEntry>>, hash: string): AuditRow {
  return {
    seq: entry.seq,
    at: entry.ts,
    event: entry.ev,
    actor: entry.actor,
    role: entry.role,
    subject: entry.subj ?? null,
    outcome: entry.out,
    code: entry.reason_code ?? null,
    fields: entry.fields,
    hash,
  };
}

/** Verifies the whole chain, batch by batch, so that a window stays responsive and memory flat. */
export function verifyAudit({ vault, clock }: { vault: Vault; clock: Clock }): Workflow<"audit.verify"> {
  return async (_input, { session }) => {
    const startedMs = clock.monotonicMs();
    const by = nameActor(session);
    const begun = await vault.read(by, event("audit.checkpoints-listed", {}), async (tx) => ok(await readLogStart(tx)));
    if (!begun.ok) return begun;
    const verifier = createChainVerifier(begun.value ?? undefined);
    for (let from = begun.value?.size ?? 0; ; from += batchSize) {
      const batch = await vault.read(by, event("audit.verified", { fromSeq: from }), async (tx) =>
        ok(await listAuditEntriesFrom(tx, from, batchSize)),
      );
      if (!batch.ok) return batch;
      const whole = batch.value.every((row) => verifier.push(row));
      if (!whole || batch.value.length < batchSize) break;
    }
    const report = verifier.report();
    return ok({
      intact: report.verdict === "intact",
      checked: report.checked,
      firstBadSeq: report.firstBadSeq,
      verdict: report.verdict,
      headHash: report.head,
      headCode: formatHeadCode(report.head),
      elapsedMs: clock.monotonicMs() - startedMs,
    });
  };
}
