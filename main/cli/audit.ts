import { parseArgs } from "node:util";
import type { AuditCommand } from "./audit-command.ts";
import { exportFromCli, proveFromCli } from "./audit-evidence.ts";
import { setShippingKeyFromCli, setSinkSecretFromCli, shipAgainFromCli } from "./audit-shipping.ts";
import { printCheckpoints, verifyFromCli } from "./audit-verify.ts";
import type { CliMachine } from "./machine.ts";
import { withRecord } from "./open-record.ts";

const acts: Readonly<Record<string, (command: AuditCommand) => Promise<number>>> = {
  verify: verifyFromCli,
  checkpoints: printCheckpoints,
  export: exportFromCli,
  prove: proveFromCli,
  "set-shipping-key": setShippingKeyFromCli,
  "set-sink-secret": setSinkSecretFromCli,
  "ship-again": shipAgainFromCli,
};

const known = ["against", "to", "seq", "earlier", "later", "from", "certificate", "private-key", "sink", "secret", "user", "profile"] as const;
const options = Object.fromEntries(known.map((name) => [name, { type: "string" as const }]));

/** Runs an audit command on a record. Status 0 when done or intact, 1 when the log is not whole, 2 when it could not be done. */
export async function runAudit(words: readonly string[], machine: CliMachine): Promise<number> {
  const act = acts[words[0] ?? ""];
  if (act === undefined) {
    process.stderr.write(`Say: audit ${Object.keys(acts).join(", audit ")}\n`);
    return 2;
  }
  const { values } = parseArgs({ args: [...words], options, strict: false });
  return withRecord(words, machine, (record) => act({ ...record, machine, options: values }));
}
