import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { ok } from "../../shared/result.ts";
import { createChainVerifier, event, formatHeadCode, systemActor } from "../audit/index.ts";
import { createRecordDoor } from "../vault/record-door.ts";
import { listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import type { CliMachine } from "./machine.ts";

const batchSize = 5_000;

/** Verifies the whole chain of a record; status 0 when intact, 1 when not, 2 when it cannot be opened. */
export async function verifyFromCli(words: readonly string[], { profile, clock, keychain }: CliMachine): Promise<number> {
  if (words[0] !== "verify") {
    process.stderr.write("Say: audit verify\n");
    return 2;
  }
  const door = createRecordDoor({
    folder: join(profile, "record"),
    keychain,
    clock,
    bootId: randomBytes(8).toString("hex"),
    passphraseAllowed: false,
  });
  const state = await door.open();
  if (state.kind !== "open") {
    process.stderr.write(`The record is not open (${"error" in state ? state.error.code : state.kind}).\n`);
    return 2;
  }
  const verifier = createChainVerifier();
  for (let from = 0; ; from += batchSize) {
    const batch = await door.vault.read(systemActor, event("audit.verified", { fromSeq: from }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, from, batchSize)),
    );
    if (!batch.ok || !batch.value.every((row) => verifier.push(row)) || batch.value.length < batchSize) break;
  }
  door.close();
  const { verdict, checked, firstBadSeq, head } = verifier.report();
  process.stdout.write(`${JSON.stringify({ verdict, checked, firstBadSeq, head, headCode: formatHeadCode(head) })}\n`);
  return verdict === "intact" ? 0 : 1;
}
