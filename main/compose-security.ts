import type { Clock } from "./clock.ts";
import type { Handlers } from "./ipc/guard.ts";
import type { Policy } from "./policy/index.ts";
import type { Sessions } from "./session.ts";
import type { Keychain } from "./vault/keychain.ts";
import type { RecordDoor } from "./vault/record-door.ts";
import type { Vault } from "./vault/vault.ts";
import { breakGlass, changeCareTeam, listEmergencies, readCareTeam, reviewEmergency } from "./workflows/break-glass.ts";
import { changePassword, createOwnAuthorKey, readOwnAuthorKey, recoverOwnAuthorKey } from "./workflows/change-password.ts";
import type { Backups } from "./workflows/keep-backups.ts";
import { listKeys, rekey, renewSheet } from "./workflows/keep-keys.ts";
import { resetPassword } from "./workflows/manage-users.ts";
import type { JudgePassword } from "./workflows/password-rules.ts";
import type { Reauthenticate } from "./workflows/reauthenticate.ts";
import { drillRestore, offerBackups, restoreRecord } from "./workflows/restore-record.ts";
import { beginSecondFactor, confirmFactor, removeSecondFactor } from "./workflows/second-factor.ts";

interface SecurityParts {
  readonly door: RecordDoor;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly judgePassword: JudgePassword;
  readonly reauthenticate: Reauthenticate;
  readonly keychain: Keychain;
  readonly policy: Policy | null;
  readonly backups: Backups;
  chooseFolder(): Promise<string | null>;
  quiet(): Promise<void>;
}

/** The part of the composition root for people's secrets, keys, backups and access in an emergency. */
export function composeSecurity(parts: SecurityParts) {
  const { door, vault, clock, keychain, policy, sessions, reauthenticate, backups, chooseFolder } = parts;
  const people = { door, clock, sessions, judgePassword: parts.judgePassword, reauthenticate };
  const factors = { vault, clock, reauthenticate, sessions, policy };
  const keyRoom = { door, clock, keychain, policy, backups, reauthenticate, quiet: parts.quiet };
  const restore = { door, clock, keychain, policy, chooseFolder, offered: new Map() };
  return {
    "session.changePassword": changePassword(people),
    "users.resetPassword": resetPassword(people),
    "secondFactor.begin": beginSecondFactor(factors),
    "secondFactor.confirm": confirmFactor(factors),
    "secondFactor.remove": removeSecondFactor(factors),
    "authorKey.state": readOwnAuthorKey(people),
    "authorKey.create": createOwnAuthorKey(people),
    "authorKey.recover": recoverOwnAuthorKey(people),
    "keys.list": listKeys(keyRoom),
    "keys.renewSheet": renewSheet(keyRoom),
    "keys.rekey": rekey(keyRoom),
    "backups.status": backups.status,
    "backups.configure": backups.configure,
    "backups.run": backups.run,
    "backups.cancel": backups.cancel,
    "backups.drill": drillRestore({ door, clock }),
    "setup.findBackups": offerBackups(restore),
    "setup.restore": restoreRecord(restore),
    "glass.break": breakGlass({ vault, clock, reauthenticate }),
    "glass.list": listEmergencies({ vault }),
    "glass.review": reviewEmergency({ vault }),
    "careTeam.list": readCareTeam({ vault }),
    "careTeam.change": changeCareTeam({ vault }),
  } satisfies Partial<Handlers>;
}
