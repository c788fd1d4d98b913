import { readFileSync } from "node:fs";
import { z } from "zod";
import { ok } from "../../shared/result.ts";
import { createAnchoredVerifier, event, formatHeadCode } from "../audit/index.ts";
import { listCheckpoints, readLogStart } from "../vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import type { AuditCommand } from "./audit-command.ts";

const batchSize = 5_000;

const KeptSchema = z.object({ keyName: z.string(), publicKey: z.string(), notes: z.array(z.string()) });

/** Prints the checkpoints and the oldest key, to be kept elsewhere. */
export async function printCheckpoints({ door, by }: AuditCommand): Promise<number> {
  const listed = await door.vault.read(by, event("audit.checkpoints-listed", {}), async (tx) => ok(await listCheckpoints(tx)));
  if (!listed.ok || listed.value === null) return 2;
  process.stdout.write(`${JSON.stringify(listed.value)}\n`);
  return 0;
}

/** Verifies the whole log; with `--against FILE` beside checkpoints that were kept elsewhere, otherwise beside the record's own. */
export async function verifyFromCli({ door, by, options }: AuditCommand): Promise<number> {
  const { against } = options;
  const begun = await door.vault.read(by, event("audit.checkpoints-listed", {}), async (tx) =>
    ok({ own: await listCheckpoints(tx), start: await readLogStart(tx) }),
  );
  if (!begun.ok) return 2;
  const { own, start } = begun.value;
  const kept = typeof against === "string" ? readKept(against) : own;
  if (kept === "unreadable") {
    process.stderr.write("The file of checkpoints does not read.\n");
    return 2;
  }
  const key = { name: kept?.keyName ?? "", publicKey: Buffer.from(kept?.publicKey ?? "", "base64") };
  const verifier = createAnchoredVerifier(kept?.notes ?? [], key, { start });
  for (let from = start?.size ?? 0; ; from += batchSize) {
    const batch = await door.vault.read(by, event("audit.verified", { fromSeq: from }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, from, batchSize)),
    );
    if (!batch.ok || !batch.value.every((row) => verifier.push(row)) || batch.value.length < batchSize) break;
  }
  const { verdict, checked, firstBadSeq, anchoredTo, head } = verifier.report();
  process.stdout.write(`${JSON.stringify({ verdict, checked, firstBadSeq, anchoredTo, head, headCode: formatHeadCode(head) })}\n`);
  return verdict === "intact" ? 0 : 1;
}

function readKept(file: string): z.output<typeof KeptSchema> | "unreadable" {
  try {
    return KeptSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return "unreadable";
  }
}
