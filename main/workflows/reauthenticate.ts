import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import { nameActor, type Session } from "../session.ts";
import type { Throttle } from "../throttle.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { readAccount } from "../vault/stores/users.ts";

/** Asks the person at the keyboard to prove again who they are, before an act that binds them. */
export type Reauthenticate = (session: Session, password: string) => Promise<Result<null, AppError>>;

/** Makes the check used before signing, exporting, destroying, and changing agreements or keys (164.312(d)). */
export function createReauthenticate({ door, throttle }: { door: RecordDoor; throttle: Throttle }): Reauthenticate {
  const { vault, people } = door;
  return async (session, password) => {
    const name = session.user.username;
    const waitMs = throttle.waitMs(name);
    if (waitMs > 0) return err(failure("session.throttled", { waitSeconds: Math.ceil(waitMs / 1000) }));
    const by = nameActor(session);
    const found = await vault.read(by, event("users.listed", {}), async (tx) => ok(await readAccount(tx, session.user.id)));
    if (!found.ok) return found;
    const proved = await people.prove(name, password);
    if (proved !== null && found.value?.user.active === true && found.value.secretKeyId === proved) {
      throttle.clear(name);
      return vault.record(by, event("user.reauthenticated", {}));
    }
    throttle.fail(name);
    const refused = await vault.record(by, event("user.sign-in-refused", { code: "session.reauthentication-failed" }));
    return refused.ok ? err(failure("session.reauthentication-failed")) : refused;
  };
}
