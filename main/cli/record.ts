import { parseArgs } from "node:util";
import type { CliMachine } from "./machine.ts";
import { checkServers, prepareServer, writeMigrationFile } from "./record/administer.ts";
import { chooseServer, setServer } from "./record/choose.ts";
import { forgetOldCopy, moveFromCli } from "./record/move.ts";
import type { RecordCommand } from "./record/record-command.ts";
import { sayWhere } from "./record/where.ts";

const acts: Readonly<Record<string, (command: RecordCommand) => Promise<number>>> = {
  where: sayWhere,
  "prepare-postgres": prepareServer,
  check: checkServers,
  migrate: writeMigrationFile,
  choose: chooseServer,
  "set-server": setServer,
  move: moveFromCli,
  "forget-old": forgetOldCopy,
};

const known = ["place", "to", "owner", "private-key", "user", "profile"] as const;
const options = Object.fromEntries(known.map((name) => [name, { type: "string" as const }]));

/** Runs a command about where the record lies. Status 0 when done, 1 when something is not as it must be, 2 when it could not be done. */
export async function runRecord(words: readonly string[], machine: CliMachine): Promise<number> {
  const act = acts[words[0] ?? ""];
  if (act === undefined) {
    process.stderr.write(`Say: record ${Object.keys(acts).join(", record ")}\n`);
    return 2;
  }
  const { values } = parseArgs({ args: [...words], options, strict: false });
  const given = Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  return act({ words, machine, options: given, json: words.includes("--json") });
}
