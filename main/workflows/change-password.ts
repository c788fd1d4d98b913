import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor, type Session, type Sessions } from "../session.ts";
import { type AuthorKey, createAuthorKey, openAuthorKey, openAuthorKeyByWords, renewAuthorKey } from "../vault/author-keys.ts";
import { wipe } from "../vault/keys/seal.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readAuthorKey, writeAuthorKey } from "../vault/stores/author-keys.ts";
import { setSecret } from "../vault/stores/users.ts";
import type { Outcome } from "../vault/vault.ts";
import { keepCurrentSecrets } from "./manage-users.ts";
import type { JudgePassword } from "./password-rules.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

interface ChangeParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly judgePassword: JudgePassword;
  readonly reauthenticate: Reauthenticate;
}

/**
 * Replaces one's own password. The new secret is in the key envelope before the record names it, and
 * the old one leaves only afterwards, so that a crash at any moment leaves exactly one that opens.
 */
export function changePassword({ door, sessions, judgePassword, reauthenticate }: ChangeParts): Workflow<"session.changePassword"> {
  return async ({ current, next }, asking) => {
    const { session } = asking;
    const { user } = session;
    const proved = await reauthenticate(session, current);
    if (!proved.ok) return proved;
    const fault = current === next ? failure("setup.common-password") : await judgePassword({ ...user, password: next });
    if (fault !== null) return err(fault);
    const authorKey = await renewForAuthor(door, session, current, next);
    if (!authorKey.ok) return authorKey;
    const enrolled = await door.people.enrol(user.username, next);
    if (!enrolled.ok) return enrolled;
    const by = nameActor(session);
    const written = await door.vault.write(by, event("password.changed", { keyId: enrolled.value }), async (tx) => {
      if (!(await setSecret(tx, user.id, enrolled.value, false))) return err(failure("user.not-found"));
      if (authorKey.value !== null) await writeAuthorKey(tx, authorKey.value);
      return ok({});
    });
    if (written.ok) sessions.settle(asking.callerId, "password");
    const kept = await keepCurrentSecrets(door, by);
    return kept.ok ? written : kept;
  };
}

/** The author's key sealed under the new password; null when there is none, or it needs the author's words. */
async function renewForAuthor(door: RecordDoor, session: Session, current: string, next: string): Outcome<AuthorKey | null> {
  const found = await door.vault.read(nameActor(session), event("keys.viewed", {}), async (tx) => ok(await readAuthorKey(tx, session.user.id)));
  if (!found.ok || found.value === null) return found;
  const key = await openAuthorKey(found.value, current);
  if (key === null) return ok(null);
  const renewed = await renewAuthorKey(found.value, key, next);
  wipe(key);
  return ok(renewed);
}

/** Makes an author's own key for psychotherapy notes, and gives the author's words, this once. */
export function createOwnAuthorKey({ door, clock, reauthenticate }: ChangeParts): Workflow<"authorKey.create"> {
  return async ({ password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const { kept, words } = await createAuthorKey(session.user.id, password, clock.now());
    const created = event("key.created", { keyId: kept.keyId, purpose: "psychotherapy-notes" });
    const written = await door.vault.write(nameActor(session), created, async (tx) => {
      if ((await readAuthorKey(tx, session.user.id)) !== null) return err(failure("session.not-permitted"));
      await writeAuthorKey(tx, kept);
      return ok(null);
    });
    return written.ok ? ok({ words }) : written;
  };
}

/** Brings an author's key under a password that was reset, with the author's printed words. */
export function recoverOwnAuthorKey({ door, reauthenticate }: ChangeParts): Workflow<"authorKey.recover"> {
  return async ({ words, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const by = nameActor(session);
    const found = await door.vault.read(by, event("keys.viewed", {}), async (tx) => ok(await readAuthorKey(tx, session.user.id)));
    if (!found.ok) return found;
    const key = found.value === null ? null : openAuthorKeyByWords(found.value, words);
    if (found.value === null || key === null) return err(failure("keychain.wrong-recovery-key"));
    const renewed = await renewAuthorKey(found.value, key, password);
    wipe(key);
    return door.vault.write(by, event("key.renewed", { keyId: renewed.keyId, purpose: "psychotherapy-notes" }), async (tx) => {
      await writeAuthorKey(tx, renewed);
      return ok({});
    });
  };
}

/** Whether the asking author has a key, and whether it opens with the password they have now is theirs to find out. */
export function readOwnAuthorKey({ door }: Pick<ChangeParts, "door">): Workflow<"authorKey.state"> {
  return (_input, { session }) =>
    door.vault.read(nameActor(session), event("keys.viewed", {}), async (tx) => {
      const kept = await readAuthorKey(tx, session.user.id);
      return ok({ createdAt: kept?.createdAt ?? null });
    });
}
