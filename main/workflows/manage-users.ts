import { UserIdSchema } from "../../shared/domain/ids.ts";
import { minimumPasswordLength } from "../../shared/domain/people.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor, type Sessions } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import { deactivateUser, findAccount, insertUser, listUsers } from "../vault/stores/users.ts";
import type { Vault } from "../vault/vault.ts";
import { isPasswordStrong } from "./create-clinic.ts";
import type { Passwords } from "./passwords.ts";
import type { Workflow } from "./workflow.ts";

/** Lists everyone who works with this record. */
export function listPeople({ vault }: { vault: Vault }): Workflow<"users.list"> {
  return (_input, { session }) => vault.read(nameActor(session), event("users.listed", {}), async (tx) => ok({ users: await listUsers(tx) }));
}

/** Adds a person under an id that is never used again (164.312(a)(2)(i)). */
export function addUser({ vault, clock, passwords }: { vault: Vault; clock: Clock; passwords: Passwords }): Workflow<"users.add"> {
  return async ({ password, ...details }, { session }) => {
    if (!isPasswordStrong({ password, username: details.username })) {
      return err(failure("setup.weak-password", { minimumLength: minimumPasswordLength }));
    }
    const user = { ...details, id: mintId("usr", UserIdSchema), active: true };
    const passwordHash = await passwords.hash(password);
    return vault.write(nameActor(session), event("user.added", { userId: user.id, newRole: user.role }), async (tx) => {
      if ((await findAccount(tx, user.username)) !== null) return err(failure("setup.duplicate-username"));
      await insertUser(tx, { user, passwordHash }, clock.now());
      return ok(user);
    });
  };
}

/** Ends a person's access in one act: the account and every session they have open (164.308(a)(3)(ii)(C)). */
export function endAccess({ vault, sessions }: { vault: Vault; sessions: Sessions }): Workflow<"users.deactivate"> {
  return async ({ userId }, { session }) => {
    if (userId === session.user.id) return err(failure("session.not-permitted"));
    const ended = await vault.write(nameActor(session), event("user.deactivated", { userId }), async (tx) => {
      return (await deactivateUser(tx, userId)) ? ok({}) : err(failure("session.account-disabled"));
    });
    if (ended.ok) sessions.endOfUser(userId);
    return ended;
  };
}
