import { makeNewFolder } from "../shell/new-folder.ts";
import { writeEvidence } from "../workflows/export-audit.ts";
import { proveContinuation, proveEntry } from "../workflows/prove-audit.ts";
import type { AuditCommand } from "./audit-command.ts";

/** Writes the log as evidence into a new folder inside `--to FOLDER`. */
export async function exportFromCli({ door, by, machine, options }: AuditCommand): Promise<number> {
  const { to } = options;
  if (typeof to !== "string") {
    process.stderr.write("Say where: audit export --to FOLDER\n");
    return 2;
  }
  return print(await writeEvidence({ vault: door.vault, clock: machine.clock }, by, async (name) => makeNewFolder(to, name)));
}

/** Prints a proof of one event, `--seq N`, or that one checkpoint continues another, `--earlier SIZE --later SIZE`. */
export async function proveFromCli({ door, by, options }: AuditCommand): Promise<number> {
  const [seq, earlier, later] = [options["seq"], options["earlier"], options["later"]].map(readPosition);
  if (seq !== undefined) return print(await proveEntry(door.vault, by, seq));
  if (earlier !== undefined && later !== undefined) return print(await proveContinuation(door.vault, by, earlier, later));
  process.stderr.write("Say what: audit prove --seq N, or audit prove --earlier SIZE --later SIZE\n");
  return 2;
}

function readPosition(word: string | boolean | undefined): number | undefined {
  return typeof word === "string" && /^\d{1,15}$/.test(word) ? Number(word) : undefined;
}

function print(outcome: Awaited<ReturnType<typeof writeEvidence>> | Awaited<ReturnType<typeof proveEntry>>): number {
  if (!outcome.ok) {
    process.stderr.write(`Not done (${outcome.error.code}).\n`);
    return 2;
  }
  process.stdout.write(`${JSON.stringify(outcome.value)}\n`);
  return 0;
}
