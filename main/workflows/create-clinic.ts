import { UserIdSchema } from "../../shared/domain/ids.ts";
import type { NewUser } from "../../shared/domain/people.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { insertClinic } from "../vault/stores/clinic.ts";
import { type Account, insertUser } from "../vault/stores/users.ts";
import type { Outcome } from "../vault/vault.ts";
import type { JudgePassword } from "./password-rules.ts";
import type { OpenWorkflow } from "./workflow.ts";

/**
 * Makes the record, writes the clinic and its first people, and gives the recovery words once. Until
 * all of it stands, the record does not count: the next start clears it away.
 */
export function createClinic(parts: { door: RecordDoor; judgePassword: JudgePassword }): OpenWorkflow<"setup.createClinic"> {
  const { door, judgePassword } = parts;
  return async (input) => {
    const fault = await findFault(input.users, judgePassword);
    if (fault !== null) return err(fault);
    const created = await door.create({ clinicName: input.clinic.name, passphrase: input.passphrase });
    if (!created.ok) return created;
    const { recoveryWords, recoveryKeyId, keychainBackend } = created.value;
    const accounts = await enrolPeople(door, input.users);
    if (!accounts.ok) return abandon(door, accounts);
    const founded = event("clinic.created", { userCount: accounts.value.length, keychain: keychainBackend });
    const written = await door.vault.write(systemActor, founded, async (tx) => {
      await insertClinic(tx, input.clinic);
      for (const account of accounts.value) await insertUser(tx, account);
      return ok(null);
    });
    if (!written.ok) return abandon(door, written);
    const recorded = await door.vault.record(systemActor, event("key.created", { keyId: recoveryKeyId, purpose: "recovery" }));
    if (!recorded.ok) return abandon(door, recorded);
    await door.finish();
    // Nobody has signed in yet, so nothing stays open; but whoever has just typed the passphrase is not asked again.
    if (input.passphrase === null) await door.lock();
    return ok({ recoveryWords: [...recoveryWords], recoveryKeyId });
  };
}

async function abandon<T>(door: RecordDoor, outcome: T): Promise<T> {
  await door.abandon();
  return outcome;
}

async function findFault(users: readonly NewUser[], judgePassword: JudgePassword): Promise<AppError | null> {
  if (!users.some((user) => user.role === "clinician" || user.role === "supervisor")) return failure("setup.no-clinician");
  if (new Set(users.map((user) => user.username)).size !== users.length) return failure("setup.duplicate-username");
  return (await Promise.all(users.map(judgePassword))).find((fault) => fault !== null) ?? null;
}

async function enrolPeople(door: RecordDoor, users: readonly NewUser[]): Outcome<Account[]> {
  const accounts: Account[] = [];
  for (const { password, ...user } of users) {
    const enrolled = await door.people.enrol(user.username, password);
    if (!enrolled.ok) return enrolled;
    const id = mintId("usr", UserIdSchema);
    accounts.push({ user: { ...user, id, active: true }, secretKeyId: enrolled.value, mustChangePassword: false });
  }
  return ok(accounts);
}
