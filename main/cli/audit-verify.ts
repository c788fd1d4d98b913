import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { ok } from "../../shared/result.ts";
import { type Actor, createAnchoredVerifier, event, formatHeadCode } from "../audit/index.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { listCheckpoints } from "../vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, openForCli } from "./open-record.ts";

const batchSize = 5_000;

const KeptSchema = z.object({ keyName: z.string(), publicKey: z.string(), notes: z.array(z.string()) });
type Kept = z.output<typeof KeptSchema>;

/**
 * Verifies the whole log of a record, against checkpoints kept elsewhere when `--against` names their
 * file; `checkpoints` prints what such a file holds. Status 0 when intact, 1 when not, 2 when it
 * cannot be opened.
 */
export async function verifyFromCli(words: readonly string[], machine: CliMachine): Promise<number> {
  if (words[0] !== "verify" && words[0] !== "checkpoints") {
    process.stderr.write("Say: audit verify [--against FILE] [--user NAME], or audit checkpoints [--user NAME]\n");
    return 2;
  }
  const { values } = parseArgs({ args: [...words], options: { against: { type: "string" } }, strict: false });
  const kept = typeof values["against"] === "string" ? readKept(values["against"]) : null;
  if (kept === "unreadable") {
    process.stderr.write("The file of checkpoints does not read.\n");
    return 2;
  }
  const opened = await openForCli(words, machine);
  if (!opened.ok) {
    explainClosed(opened.error);
    return 2;
  }
  const { door, by } = opened.value;
  const status = await (words[0] === "checkpoints" ? printCheckpoints(door, by) : verifyLog(door, by, kept));
  await door.lock();
  return status;
}

async function printCheckpoints(door: RecordDoor, by: Actor): Promise<number> {
  const listed = await door.vault.read(by, event("audit.checkpoints-listed", {}), async (tx) => ok(await listCheckpoints(tx)));
  if (!listed.ok || listed.value === null) return 2;
  process.stdout.write(`${JSON.stringify(listed.value)}\n`);
  return 0;
}

async function verifyLog(door: RecordDoor, by: Actor, kept: Kept | null): Promise<number> {
  const key = { name: kept?.keyName ?? "", publicKey: Buffer.from(kept?.publicKey ?? "", "base64") };
  const verifier = createAnchoredVerifier(kept?.notes ?? [], key);
  for (let from = 0; ; from += batchSize) {
    const batch = await door.vault.read(by, event("audit.verified", { fromSeq: from }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, from, batchSize)),
    );
    if (!batch.ok || !batch.value.every((row) => verifier.push(row)) || batch.value.length < batchSize) break;
  }
  const { verdict, checked, firstBadSeq, anchoredTo, head } = verifier.report();
  process.stdout.write(`${JSON.stringify({ verdict, checked, firstBadSeq, anchoredTo, head, headCode: formatHeadCode(head) })}\n`);
  return verdict === "intact" ? 0 : 1;
}

function readKept(file: string): Kept | "unreadable" {
  try {
    return KeptSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return "unreadable";
  }
}
