import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { permitHost } from "../../egress.ts";
import { writeRemoval } from "../../vault/engines/postgres/prepare.ts";
import { forgetOld } from "../../vault/move/forget-old.ts";
import { moveRecord } from "../../workflows/move-record.ts";
import { askForSecrets, complain, withRecord } from "../open-record.ts";
import { readChosen } from "./choose.ts";
import { type RecordCommand, sayUsage } from "./record-command.ts";

const servers = { permit: permitHost };

/** Moves the record to a server or into a file of this computer, verified row by row and by its log; a report as JSON. */
export async function moveFromCli(command: RecordCommand): Promise<number> {
  const { words, machine, options } = command;
  const { to } = options;
  const usage = "move --to postgres --place FILE --user NAME [--private-key FILE], or move --to sqlcipher --user NAME";
  if (to !== "postgres" && to !== "sqlcipher") return sayUsage(usage);
  const ask = askForSecrets();
  return withRecord(
    words,
    machine,
    async ({ door, by }) => {
      const target = to === "sqlcipher" ? null : await readChosen(command, usage, ask);
      if (typeof target === "number") return target;
      const room = { door, by, servers, bootId: randomBytes(8).toString("hex"), clock: machine.clock, keychain: machine.keychain };
      const moved = await moveRecord({ ...room, onProgress: createMeter() }, target);
      if (moved.ok) {
        process.stdout.write(`${JSON.stringify(moved.value)}\n`);
        return 0;
      }
      if (target !== null) await machine.keychain.remove(target.account);
      return complain(moved.error);
    },
    ask,
  );
}

/** Tells on a terminal how far it has come; a pipe is left alone. */
function createMeter(): (step: string, table: string, rows: number) => void {
  let done = 0;
  let last = "";
  return (step, _table, rows) => {
    if (step !== last) done = 0;
    last = step;
    done += rows;
    if (process.stderr.isTTY) process.stderr.write(`\r${step} ${done} rows`);
  };
}

/** Removes the copy a move has left, once the record has been found whole. Status 1 while a server still holds it. */
export async function forgetOldCopy({ words, machine, options }: RecordCommand): Promise<number> {
  return withRecord(words, machine, async ({ door, by }) => {
    const forgotten = await forgetOld({ door, by, servers, keychain: machine.keychain });
    if (!forgotten.ok) return complain(forgotten.error);
    if (forgotten.value.kind === "gone") {
      process.stdout.write(`${JSON.stringify(forgotten.value)}\n`);
      return 0;
    }
    const { to } = options;
    if (to === undefined) return sayUsage("forget-old --user NAME --to SQLFILE: the copy lies on a server, whose administrator removes it");
    writeFileSync(to, writeRemoval({ schema: forgotten.value.schema }));
    process.stdout.write(`Have the administrator of the server run ${to}, then say this once more.\n`);
    return 1;
  });
}
