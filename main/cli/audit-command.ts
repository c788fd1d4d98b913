import type { Actor } from "../audit/index.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { CliMachine } from "./machine.ts";

/** What an audit command is given: the open record, who asks, and the options on its line. */
export interface AuditCommand {
  readonly door: RecordDoor;
  readonly by: Actor;
  readonly machine: CliMachine;
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}
