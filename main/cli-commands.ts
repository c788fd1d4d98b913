import { homedir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runAudit } from "./cli/audit.ts";
import { askFromCli } from "./cli/audit-ask.ts";
import { runLeakTest } from "./cli/canary.ts";
import { runDeid } from "./cli/deid.ts";
import { runDoctor } from "./cli/doctor.ts";
import { runHostCommand } from "./cli/host.ts";
import { runInventory } from "./cli/inventory.ts";
import { listKeysFromCli } from "./cli/keys-list.ts";
import type { CliMachine } from "./cli/machine.ts";
import { runPolicy } from "./cli/policy.ts";
import { runRecord } from "./cli/record.ts";
import { restoreFromCli } from "./cli/restore.ts";
import { runStationCommand } from "./cli/station.ts";
import { createSystemClock } from "./clock.ts";
import { createOsKeychain } from "./shell/keychain.ts";

const usage = `chartwell --cli <command>

  doctor [--json] [--user NAME]       versions, cipher read back from the file, keychain, fuses, policy, disk,
                                      clock, log servers, last backup, state of the log
  audit verify [--profile DIR]        verifies the whole audit chain of a record
  audit verify --against FILE         the same, held against checkpoints kept elsewhere
  audit checkpoints [--profile DIR]   prints the signed checkpoints and their public key, to be kept elsewhere
  audit ask QUESTION --user NAME      who saw whom, what left, what is unusual; "audit ask" lists the questions
  audit export --to FOLDER            the whole log with its checkpoints, for chartwell-audit.mjs to verify
  audit prove --seq N                 a proof of one entry; --earlier SIZE --later SIZE: of two checkpoints
  audit set-shipping-key --certificate FILE --private-key FILE
                                      the certificate by which the policy's log server knows this record
  audit set-sink-secret --sink cloudwatch|fhir-feed --secret FILE
                                      the key of CloudWatch, or the token of a FHIR repository, as JSON
  audit ship-again --from SEQ         sends the log to the log server once more, from a gap on
  keys list [--json]                  every key of the record by id, purpose and date
  restore --from FOLDER [--name N]    puts the record back from a backup; the printed words on standard input
  host status [--json]                a running host: its port, its fingerprint, the workstations
  host offer                          a one-time code that lets one workstation in, for ten minutes
  host revoke STATION                 puts a workstation out at once, by the id that status shows
  station join --address A [--port N] --code C --name NAME [--fingerprint F]
                                      makes this computer a workstation of a host
  station leave                       makes it stand alone again
  record where [--json]               where the record lies, and whether a move has left a copy
  record prepare-postgres --place FILE --to SQLFILE
                                      the statements by which an administrator lays a PostgreSQL database out for it
  record check [--place FILE]         version, TLS, role, walls between rows, standbys of its servers, or of those named
  record migrate --to SQLFILE         the statements that bring its server to this version's schema
  record choose --place FILE          lays a record that is yet to be set up on this computer down on that server
  record set-server --place FILE --user NAME
                                      points it at its servers anew: hosts, password, certificate
  record move --to postgres --place FILE --user NAME
  record move --to sqlcipher --user NAME
                                      moves it, verified row by row and by its log; the old copy stays
  record forget-old --user NAME [--to SQLFILE]
                                      removes that copy, once the record has been found whole
  inventory [--to FOLDER] [--user NAME]
                                      what holds PHI here and where it may go, drawn from what is configured
  leak-test --to FOLDER [--user NAME] plants an invented patient in a record of its own, lives a day, searches for it
  policy check FILE [--key FILE]      says whether a policy would be accepted: form, signature, last day, where it lies
  policy sign FILE --key FILE         signs a policy; the signature goes beside it
  policy make-keys --to FOLDER        a pair of keys for policies; the private one stays with you
  policy schema                       the JSON Schema of policies
  policy templates --to FOLDER        the administrative templates for Windows (ADMX, ADML)
  deid [--json] [--known FILE]        replaces identifiers in the text on standard input
  deid --jsonl                        {"id","text"} lines in, {"id","spans"} lines out
  deid eval FILE.jsonl [--json]       scores the detector on a file with known answers
`;

const commands: Readonly<Record<string, (words: readonly string[], machine: CliMachine) => Promise<number>>> = {
  doctor: runDoctor,
  deid: runDeid,
  audit: (words, machine) => (words[0] === "ask" ? askFromCli(words.slice(1), machine) : runAudit(words, machine)),
  keys: listKeysFromCli,
  record: runRecord,
  restore: restoreFromCli,
  policy: runPolicy,
  "leak-test": runLeakTest,
  inventory: runInventory,
  host: runHostCommand,
  station: runStationCommand,
};

/** Runs one command of the operators' line over the same rooms as the window; gives the exit status. */
export async function runCli(words: readonly string[]): Promise<number> {
  const [name = "help", ...rest] = words;
  const run = commands[name];
  if (run === undefined) {
    process.stdout.write(usage);
    return name === "help" || name === "--help" ? 0 : 2;
  }
  const { values } = parseArgs({ args: [...rest], options: { profile: { type: "string" } }, strict: false });
  const profile = typeof values["profile"] === "string" ? values["profile"] : locateProfile();
  return run(rest, { profile, clock: createSystemClock(), keychain: createOsKeychain() });
}

/** Where the window keeps its files when nobody says otherwise. */
function locateProfile(): string {
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "Chartwell");
  if (process.platform === "win32") return join(process.env["APPDATA"] ?? homedir(), "Chartwell");
  return join(process.env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config"), "Chartwell");
}
