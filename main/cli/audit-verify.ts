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
  const kept = typeof against === "string" ? readKept(against) : null;
  if (kept === "unreadable") {
    process.stderr.write("The file of checkpoints does not read.\n");
    return 2;
  }
  const report = await verifyWholeLog({ door, by }, kept);
  if (report === null) return 2;
  const { verdict, checked, firstBadSeq, anchoredTo, head } = report;
  process.stdout.write(`${JSON.stringify({ verdict, checked, firstBadSeq, anchoredTo, head, headCode: formatHeadCode(head) })}\n`);
  return verdict === "intact" ? 0 : 1;
}

/** Reads the log from its start to its end and judges it beside checkpoints, the record's own unless others are given; null where it cannot be read. */
export async function verifyWholeLog({ door, by }: Pick<AuditCommand, "door" | "by">, against: z.output<typeof KeptSchema> | null) {
  const begun = await door.vault.read(by, event("audit.checkpoints-listed", {}), async (tx) =>
    ok({ own: await listCheckpoints(tx), start: await readLogStart(tx) }),
  );
  if (!begun.ok) return null;
  const { own, start } = begun.value;
  const kept = against ?? own;
  const key = { name: kept?.keyName ?? "", publicKey: Buffer.from(kept?.publicKey ?? "", "base64") };
  const verifier = createAnchoredVerifier(kept?.notes ?? [], key, { start });
  for (let from = start?.size ?? 0; ; from += batchSize) {
    const batch = await door.vault.read(by, event("audit.verified", { fromSeq: from }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, from, batchSize)),
    );
    if (!batch.ok || !batch.value.every((row) => verifier.push(row)) || batch.value.length < batchSize) break;
  }
  return verifier.report();
}

function readKept(file: string): z.output<typeof KeptSchema> | "unreadable" {
  try {
    return KeptSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return "unreadable";
  }
}
