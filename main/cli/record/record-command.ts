import type { CliMachine } from "../machine.ts";

/** One command about the record's place, as it was typed. */
export interface RecordCommand {
  readonly words: readonly string[];
  readonly machine: CliMachine;
  readonly options: Readonly<Record<string, string>>;
  readonly json: boolean;
}

/** Says what a command needs; status 2. */
export function sayUsage(usage: string): number {
  process.stderr.write(`Say: record ${usage}\n`);
  return 2;
}
