import { UserIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import { nameActor, type Sessions } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { deactivateUser, findAccount, insertUser, listAccounts, readAccount, setSecret } from "../vault/stores/users.ts";
import type { Outcome } from "../vault/vault.ts";
import type { JudgePassword } from "./password-rules.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface PeopleParts {
  readonly door: RecordDoor;
  readonly sessions: Sessions;
  readonly judgePassword: JudgePassword;
  readonly reauthenticate: Reauthenticate;
}

/** Lists everyone who works with this record. */
export function listPeople({ door }: Pick<PeopleParts, "door">): Workflow<"users.list"> {
  return (_input, { session }) =>
    door.vault.read(nameActor(session), event("users.listed", {}), async (tx) =>
      ok({ users: (await listAccounts(tx)).map((account) => account.user) }),
    );
}

/** Adds a person under an id that is never used again (164.312(a)(2)(i)); their start password is theirs to replace. */
export function addUser({ door, judgePassword }: Pick<PeopleParts, "door" | "judgePassword">): Workflow<"users.add"> {
  return async ({ password, ...details }, { session }) => {
    const fault = await judgePassword({ ...details, password });
    if (fault !== null) return err(fault);
    const by = nameActor(session);
    const taken = await door.vault.read(by, event("users.listed", {}), async (tx) => ok((await findAccount(tx, details.username)) !== null));
    if (!taken.ok) return taken;
    if (taken.value) return err(failure("setup.duplicate-username"));
    const user = { ...details, id: mintId("usr", UserIdSchema), active: true };
    const enrolled = await door.people.enrol(user.username, password);
    if (!enrolled.ok) return enrolled;
    const added = await door.vault.write(by, event("user.added", { userId: user.id, newRole: user.role }), async (tx) => {
      if ((await findAccount(tx, user.username)) !== null) return err(failure("setup.duplicate-username"));
      await insertUser(tx, { user, secretKeyId: enrolled.value, mustChangePassword: true });
      return ok(user);
    });
    const kept = await keepCurrentSecrets(door, by);
    return kept.ok ? added : kept;
  };
}

/** Gives a colleague a new start password, as when theirs is forgotten; they must replace it. */
export function resetPassword({ door, judgePassword, reauthenticate, sessions }: PeopleParts): Workflow<"users.resetPassword"> {
  return async ({ userId, startPassword, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const by = nameActor(session);
    const found = await door.vault.read(by, event("users.listed", {}), async (tx) => ok(await readAccount(tx, userId)));
    if (!found.ok) return found;
    if (found.value === null || !found.value.user.active || userId === session.user.id) return err(failure("user.not-found"));
    const fault = await judgePassword({ ...found.value.user, password: startPassword });
    if (fault !== null) return err(fault);
    const enrolled = await door.people.enrol(found.value.user.username, startPassword);
    if (!enrolled.ok) return enrolled;
    const keyId = enrolled.value;
    const written = await door.vault.write(by, event("password.reset", { userId, keyId }), async (tx) => {
      return (await setSecret(tx, userId, keyId, true)) ? ok({}) : err(failure("user.not-found"));
    });
    if (written.ok) sessions.endOfUser(userId);
    const kept = await keepCurrentSecrets(door, by);
    return kept.ok ? written : kept;
  };
}

/** Ends a person's access in one act: the account, their secret, and every session they have open (164.308(a)(3)(ii)(C)). */
export function endAccess({ door, sessions }: Pick<PeopleParts, "door" | "sessions">): Workflow<"users.deactivate"> {
  return async ({ userId }, { session }) => {
    if (userId === session.user.id) return err(failure("session.not-permitted"));
    const by = nameActor(session);
    const ended = await door.vault.write(by, event("user.deactivated", { userId }), async (tx) => {
      return (await deactivateUser(tx, userId)) ? ok({}) : err(failure("session.account-disabled"));
    });
    if (!ended.ok) return ended;
    sessions.endOfUser(userId);
    const kept = await keepCurrentSecrets(door, by);
    return kept.ok ? ended : kept;
  };
}

/** Leaves in the key envelope only the secrets of people who work here, as the record names them. */
export async function keepCurrentSecrets(door: RecordDoor, by: Actor): Outcome<null> {
  const found = await door.vault.read(by, event("users.listed", {}), async (tx) => ok(await listAccounts(tx)));
  if (!found.ok) return found;
  door.people.keepOnly(found.value.filter((account) => account.user.active).map((account) => account.secretKeyId));
  return ok(null);
}
