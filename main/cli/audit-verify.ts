import { ok } from "../../shared/result.ts";
import { createChainVerifier, event, formatHeadCode } from "../audit/index.ts";
import { listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, openForCli } from "./open-record.ts";

const batchSize = 5_000;

/** Verifies the whole chain of a record; status 0 when intact, 1 when not, 2 when it cannot be opened. */
export async function verifyFromCli(words: readonly string[], machine: CliMachine): Promise<number> {
  if (words[0] !== "verify") {
    process.stderr.write("Say: audit verify [--user NAME]\n");
    return 2;
  }
  const opened = await openForCli(words, machine);
  if (!opened.ok) {
    explainClosed(opened.error);
    return 2;
  }
  const { door, by } = opened.value;
  const verifier = createChainVerifier();
  for (let from = 0; ; from += batchSize) {
    const batch = await door.vault.read(by, event("audit.verified", { fromSeq: from }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, from, batchSize)),
    );
    if (!batch.ok || !batch.value.every((row) => verifier.push(row)) || batch.value.length < batchSize) break;
  }
  await door.lock();
  const { verdict, checked, firstBadSeq, head } = verifier.report();
  process.stdout.write(`${JSON.stringify({ verdict, checked, firstBadSeq, head, headCode: formatHeadCode(head) })}\n`);
  return verdict === "intact" ? 0 : 1;
}
