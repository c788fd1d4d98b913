import { UserIdSchema } from "../../shared/domain/ids.ts";
import { minimumPasswordLength, type NewUser } from "../../shared/domain/people.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { insertClinic } from "../vault/stores/clinic.ts";
import { type Account, insertUser } from "../vault/stores/users.ts";
import type { Passwords } from "./passwords.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** Makes the record, writes the clinic and its first people, and gives the recovery words once. */
export function createClinic(parts: { door: RecordDoor; clock: Clock; passwords: Passwords }): OpenWorkflow<"setup.createClinic"> {
  const { door, clock, passwords } = parts;
  return async (input) => {
    const fault = findFault(input.users);
    if (fault !== null) return err(fault);
    const accounts = await makeAccounts(input.users, passwords);
    const created = await door.create(input.passphrase);
    if (!created.ok) return created;
    const { recoveryWords, recoveryKeyId, keychainBackend } = created.value;
    const founded = event("clinic.created", { userCount: accounts.length, keychain: keychainBackend });
    const written = await door.vault.write(systemActor, founded, async (tx) => {
      await insertClinic(tx, input.clinic);
      const createdAt = clock.now();
      for (const account of accounts) await insertUser(tx, account, createdAt);
      return ok(null);
    });
    if (!written.ok) {
      door.abandon();
      return written;
    }
    await door.vault.record(systemActor, event("key.created", { keyId: recoveryKeyId, purpose: "recovery" }));
    return ok({ recoveryWords: [...recoveryWords], recoveryKeyId });
  };
}

function findFault(users: readonly NewUser[]): AppError | null {
  if (!users.some((user) => user.role === "clinician" || user.role === "supervisor")) return failure("setup.no-clinician");
  if (new Set(users.map((user) => user.username)).size !== users.length) return failure("setup.duplicate-username");
  return users.every(isPasswordStrong) ? null : failure("setup.weak-password", { minimumLength: minimumPasswordLength });
}

/** NIST SP 800-63B-4: length decides; a password that holds the user name is refused too. */
export function isPasswordStrong(user: Pick<NewUser, "password" | "username">): boolean {
  const folded = user.password.toLowerCase();
  return user.password.length >= minimumPasswordLength && !folded.includes(user.username) && new Set(folded).size >= 5;
}

async function makeAccounts(users: readonly NewUser[], passwords: Passwords): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const { password, ...user } of users) {
    accounts.push({ user: { ...user, id: mintId("usr", UserIdSchema), active: true }, passwordHash: await passwords.hash(password) });
  }
  return accounts;
}
