import { readInventory } from "../workflows/keep-keys.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, openForCli } from "./open-record.ts";

/** Lists every key by id, purpose and date; status 2 when the record cannot be opened. */
export async function listKeysFromCli(words: readonly string[], machine: CliMachine): Promise<number> {
  if (words[0] !== "list") {
    process.stderr.write("Say: keys list [--user NAME] [--json]\n");
    return 2;
  }
  const opened = await openForCli(words, machine);
  if (!opened.ok) {
    explainClosed(opened.error);
    return 2;
  }
  const { door, by } = opened.value;
  const lines = await readInventory(door, machine.clock, by);
  await door.lock();
  if (!lines.ok) {
    explainClosed(lines.error);
    return 2;
  }
  if (words.includes("--json")) process.stdout.write(`${JSON.stringify(lines.value, null, 2)}\n`);
  else
    for (const { keyId, purpose, createdAt, count, overdue } of lines.value) {
      process.stdout.write(
        `${purpose.padEnd(20)} ${keyId.padEnd(34)} ${(createdAt ?? "").padEnd(25)} ${String(count).padStart(7)}${overdue ? "  overdue" : ""}\n`,
      );
    }
  return 0;
}
