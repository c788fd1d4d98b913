import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { ok } from "../../shared/result.ts";
import { createAnchoredVerifier, event, formatHeadCode, systemActor } from "../audit/index.ts";
import { createRecordDoor } from "../vault/record-door.ts";
import { listCheckpoints } from "../vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import type { CliMachine } from "./machine.ts";

const batchSize = 5_000;

const KeptSchema = z.object({ keyName: z.string(), publicKey: z.string(), notes: z.array(z.string()) });

/**
 * Verifies the whole log of a record, against checkpoints kept elsewhere when `--against` names their
 * file; `checkpoints` prints what such a file holds. Status 0 when intact, 1 when not, 2 when it
 * cannot be opened.
 */
export async function verifyFromCli(words: readonly string[], { profile, clock, keychain }: CliMachine): Promise<number> {
  if (words[0] !== "verify" && words[0] !== "checkpoints") {
    process.stderr.write("Say: audit verify [--against FILE], or audit checkpoints\n");
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
  if (words[0] === "checkpoints") {
    const listed = await door.vault.read(systemActor, event("audit.checkpoints-listed", {}), async (tx) => ok(await listCheckpoints(tx)));
    door.close();
    if (listed.ok) process.stdout.write(`${JSON.stringify(listed.value)}\n`);
    return listed.ok && listed.value !== null ? 0 : 2;
  }
  const { values } = parseArgs({ args: [...words], options: { against: { type: "string" } }, strict: false });
  const kept = typeof values["against"] === "string" ? readKept(values["against"]) : null;
  if (kept === "unreadable") {
    door.close();
    process.stderr.write("The file of checkpoints does not read.\n");
    return 2;
  }
  const key = { name: kept?.keyName ?? "", publicKey: Buffer.from(kept?.publicKey ?? "", "base64") };
  const verifier = createAnchoredVerifier(kept?.notes ?? [], key);
  for (let from = 0; ; from += batchSize) {
    const batch = await door.vault.read(systemActor, event("audit.verified", { fromSeq: from }), async (tx) =>
      ok(await listAuditEntriesFrom(tx, from, batchSize)),
    );
    if (!batch.ok || !batch.value.every((row) => verifier.push(row)) || batch.value.length < batchSize) break;
  }
  door.close();
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
