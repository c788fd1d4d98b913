import type { AuditRow } from "../../shared/contract/compliance.ts";
import { ok } from "../../shared/result.ts";
import { createAnchoredVerifier, event, formatHeadCode, readEntry } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import { listCheckpoints, readLogStart } from "../vault/stores/audit-checkpoints.ts";
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

interface VerifyParts {
  readonly vault: Vault;
  readonly clock: Clock;
  /** Checkpoints as they are kept elsewhere, where the policy names a folder that can be read back. */
  readKept(): readonly string[];
}

/**
 * Verifies the whole log, batch by batch, so that a window stays responsive and memory flat: the
 * chain, the record's own signed checkpoints, and those kept elsewhere.
 */
export function verifyAudit({ vault, clock, readKept }: VerifyParts): Workflow<"audit.verify"> {
  return async (_input, { session }) => {
    const startedMs = clock.monotonicMs();
    const by = nameActor(session);
    const begun = await vault.read(by, event("audit.checkpoints-listed", {}), async (tx) =>
      ok({ start: await readLogStart(tx), own: await listCheckpoints(tx) }),
    );
    if (!begun.ok) return begun;
    const { start, own } = begun.value;
    const key = { name: own?.keyName ?? "", publicKey: Buffer.from(own?.publicKey ?? "", "base64") };
    const verifier = createAnchoredVerifier(readKept(), key, { own: own?.notes ?? [], start });
    for (let from = start?.size ?? 0; ; from += batchSize) {
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
      anchoredTo: report.anchoredTo,
      headHash: report.head,
      headCode: formatHeadCode(report.head),
      elapsedMs: clock.monotonicMs() - startedMs,
    });
  };
}
