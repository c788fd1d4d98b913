import type { KeyLine } from "../../shared/domain/access.ts";
import { readInventory } from "../workflows/keep-keys.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, withRecord } from "./open-record.ts";

/** Lists every key by id, purpose and date; status 2 when the record cannot be opened. */
export async function listKeysFromCli(words: readonly string[], machine: CliMachine): Promise<number> {
  if (words[0] !== "list") {
    process.stderr.write("Say: keys list [--user NAME] [--json]\n");
    return 2;
  }
  return withRecord(words, machine, async ({ door, by }) => {
    const lines = await readInventory(door, machine.clock, by);
    if (!lines.ok) {
      explainClosed(lines.error);
      return 2;
    }
    process.stdout.write(words.includes("--json") ? `${JSON.stringify(lines.value, null, 2)}\n` : lines.value.map(printLine).join(""));
    return 0;
  });
}

function printLine({ keyId, purpose, createdAt, count, overdue }: KeyLine): string {
  return `${purpose.padEnd(20)} ${keyId.padEnd(34)} ${(createdAt ?? "").padEnd(25)} ${String(count).padStart(7)}${overdue ? "  overdue" : ""}\n`;
}
