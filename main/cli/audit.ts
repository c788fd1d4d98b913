import { parseArgs } from "node:util";
import type { AuditCommand } from "./audit-command.ts";
import { exportFromCli, proveFromCli } from "./audit-evidence.ts";
import { setShippingKeyFromCli, setSinkSecretFromCli, shipAgainFromCli } from "./audit-shipping.ts";
import { printCheckpoints, verifyFromCli } from "./audit-verify.ts";
import type { CliMachine } from "./machine.ts";
import { explainClosed, openForCli } from "./open-record.ts";

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
  const opened = await openForCli(words, machine);
  if (!opened.ok) {
    explainClosed(opened.error);
    return 2;
  }
  const { door, by } = opened.value;
  try {
    return await act({ door, by, machine, options: values });
  } finally {
    await door.lock();
  }
}
