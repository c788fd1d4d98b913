import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import type { User } from "../../shared/domain/people.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import { permitHost } from "../egress.ts";
import { locatePolicy, readPolicy } from "../policy/index.ts";
import { readChosenPlace } from "../vault/chosen-place.ts";
import { createRecordDoor, type RecordDoor } from "../vault/record-door.ts";
import { locateRecordFolder } from "../vault/record-files.ts";
import { findAccount } from "../vault/stores/users.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import { readFactorState, spendCode } from "../workflows/second-factor.ts";
import type { CliMachine } from "./machine.ts";

/** Makes the door of the record in a profile, closed. */
export function prepareDoor({ profile, clock, keychain }: CliMachine): RecordDoor {
  const policy = readPolicy(locatePolicy(), clock.today());
  const rules = policy.ok ? policy.value.rules : null;
  return createRecordDoor({
    folder: locateRecordFolder(profile),
    keychain,
    clock,
    bootId: randomBytes(8).toString("hex"),
    passphraseAllowed: rules?.keychain === "passphrase-allowed",
    workstation: rules?.workstation ?? "personal",
    careTeamOnly: rules?.charts === "care-team",
    servers: { permit: permitHost },
    chosenPlace: readChosenPlace(profile),
  });
}

/**
 * Opens the record for a command: on a shared workstation with its keychain; otherwise as a person,
 * `--user NAME`, whose password is asked for or read from standard input, never from an argument.
 */
export async function openForCli(words: readonly string[], machine: CliMachine, ask?: (prompt: string) => Promise<string>): Outcome<OpenedRecord> {
  const policy = readPolicy(locatePolicy(), machine.clock.today());
  // The command line is no way around a policy that keeps the window closed.
  if (!policy.ok) return policy;
  const door = prepareDoor(machine);
  const state = await door.find();
  if (state.kind !== "locked") return err("error" in state ? state.error : failure("app.not-ready"));
  const { values } = parseArgs({ args: [...words], options: { user: { type: "string" } }, strict: false });
  if (typeof values["user"] !== "string") {
    const opened = await door.openShared();
    return opened.ok ? ok({ door, by: systemActor }) : opened;
  }
  const read = ask ?? askForSecrets();
  const entered = await door.enter(values["user"], await read("Password: "));
  if (!entered.ok) return entered;
  const found = await door.vault.read(systemActor, event("users.listed", {}), async (tx) => ok(await findAccount(tx, String(values["user"]))));
  if (!found.ok) return found;
  const account = found.value;
  if (account === null || !account.user.active || account.secretKeyId !== entered.value.secretKeyId) {
    await door.lock();
    return err(failure("session.wrong-credentials"));
  }
  const factor = await proveSecondFactor(door.vault, machine, account.user, read);
  if (!factor.ok) {
    await door.lock();
    return factor;
  }
  return ok({ door, by: { userId: account.user.id, role: account.user.role, sessionId: "" } });
}

/** The command line is no way around a second factor. */
async function proveSecondFactor(vault: Vault, { clock }: CliMachine, user: User, ask: (prompt: string) => Promise<string>): Outcome<null> {
  const enrolled = await readFactorState(vault, user);
  if (!enrolled.ok) return enrolled;
  return enrolled.value ? spendCode({ vault, clock }, user, await ask("Code: ")) : ok(null);
}

/** A record that is open for one command, and whoever opened it. */
export interface OpenedRecord {
  readonly door: RecordDoor;
  readonly by: Actor;
}

/** Opens the record, does one thing with it, and locks it again whatever came of it. Status 2, with the reason said, when it does not open. */
export async function withRecord(
  words: readonly string[],
  machine: CliMachine,
  act: (record: OpenedRecord) => Promise<number>,
  ask?: (prompt: string) => Promise<string>,
): Promise<number> {
  const opened = await openForCli(words, machine, ask);
  if (!opened.ok) {
    explainClosed(opened.error);
    return 2;
  }
  try {
    return await act(opened.value);
  } finally {
    await opened.value.door.lock();
  }
}

/** Tells why the record did not open, and what the command needs. */
export function explainClosed(error: AppError): void {
  const hint = error.code === "vault.locked" ? " This workstation takes a person's password too: add --user NAME." : "";
  process.stderr.write(`The record is not open (${error.code}).${hint}\n`);
}

/** Says by its code what could not be done; status 2. */
export function complain({ code }: AppError): number {
  process.stderr.write(`Not done (${code}).\n`);
  return 2;
}

/** Asks for secrets one after the other: typed without being shown, or a line each of standard input. */
export function askForSecrets(): (prompt: string) => Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY })[Symbol.asyncIterator]();
  return async (prompt) => {
    if (process.stdin.isTTY) process.stderr.write(prompt);
    const line: IteratorResult<string, unknown> = await lines.next();
    if (process.stdin.isTTY) process.stderr.write("\n");
    return line.done === true ? "" : line.value;
  };
}
