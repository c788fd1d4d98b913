import { type Words, words } from "./say.ts";

const backup = "Do not change the files. Ask IT to restore the latest backup, and give them the code.";

/** Words for what can befall the record, its keys and its backups. */
export const recordWords = {
  "keychain.unavailable": words(
    "No keychain answers",
    "Chartwell keeps the key to the record in this computer's keychain, and none answers. Nothing is opened without it.",
    "On Linux, sign in to a desktop with a keyring (GNOME Keyring or KWallet), or ask IT about the passphrase policy.",
  ),
  "keychain.weak-backend": words(
    "The keychain is not safe enough",
    "This computer would keep the key in a form others can read.",
    "Ask IT to set up the system's keyring.",
  ),
  "keychain.changed-backend": words(
    "The keychain has changed",
    "The key was kept in another kind of keychain than the one that answers now.",
    "Type the printed recovery key to use this one.",
  ),
  "keychain.key-missing": words(
    "The key is not in the keychain",
    "This computer's keychain no longer holds the key to the record. The record itself is untouched.",
    "Type the printed recovery key to open it again.",
  ),
  "keychain.passphrase-needed": words("Passphrase", "This record opens with the clinic's passphrase.", "Type it to go on."),
  "keychain.wrong-passphrase": words("Not the passphrase", "The record did not open.", "Check it and try again."),
  "keychain.wrong-recovery-key": words(
    "Not the recovery key",
    "A word is wrong, or two are swapped, or this sheet belongs to another record.",
    "Check every word against the printed sheet.",
  ),
  "vault.wrong-key": words(
    "The record does not open",
    "The key of this computer does not fit this record. It may have come from another computer.",
    backup,
  ),
  "vault.plain-text-file": words("Not Chartwell's file", "The file in the record's place is not encrypted. It was left alone.", backup),
  "vault.missing-file": words("The record is missing", "Its keys are here and the record is not. Nothing new was made in its place.", backup),
  "vault.missing-keys": words(
    "The record's keys are missing",
    "The record is on this computer, but the files that hold its wrapped keys are not. Nothing was overwritten.",
    backup,
  ),
  "vault.damaged-keys": words("The record's keys are damaged", "Both copies of the key file are unreadable, or they do not fit the record.", backup),
  "vault.damaged-mark": words(
    "The record's mark is damaged",
    "A small file beside the record says how far its log had come, and it has been changed. Without it nobody can tell whether entries are missing.",
    "Ask IT: restore the latest backup, or, if the audit log is known to be whole, remove the file named high-water.",
  ),
  "vault.rolled-back": words(
    "The record is older than it was",
    "Entries that were in it when it was last used are missing: the file was put back or cut off. It was not opened.",
    "Ask IT to restore the latest backup, and give them the code.",
  ),
  "vault.newer-schema": words(
    "Made by a newer Chartwell",
    "This record was written by a newer version. It was left untouched.",
    "Ask IT to install the newer version here.",
  ),
  "vault.damaged": words("The record is damaged", "Part of the record does not read as it was written.", backup),
  "vault.disk-full": words("The disk is full", "The last step was not saved. Everything before it is.", "Make room on the disk, then try again."),
  "vault.locked": words("Locked", "The record is locked.", "Sign in to go on."),
  "vault.busy": words("Busy", "Another program holds the record.", "Close it and try again."),
  "backup.no-folder": words("No folder chosen", "Backups need a place to go.", "Choose a folder, best on another disk or a network share."),
  "backup.folder-gone": words(
    "The backup folder is gone",
    "It could not be reached, or went away half way. Nothing half written counts as a backup.",
    "Connect the disk or share again; the next backup is made by itself.",
  ),
  "backup.disk-full": words(
    "No room for the backup",
    "The disk it goes to is full. What was written was removed.",
    "Make room or choose another folder.",
  ),
  "backup.already-running": words("A backup is running", "One is made at a time.", "Wait until it is done."),
  "backup.cancelled": words("Backup stopped", "Nothing half written was kept.", "Start it again when it suits."),
  "backup.damaged": words(
    "This backup is not whole",
    "What is in it differs from what was written, so nothing was restored from it.",
    "Choose an earlier backup, and tell support the code.",
  ),
  "backup.not-a-backup": words("No backup there", "The folder holds no whole Chartwell backup.", "Choose the folder your backups go to."),
  "backup.wrong-recovery-key": words(
    "These words do not open it",
    "A backup opens with the recovery sheet of its day.",
    "Look for the sheet printed on the date shown, and check each word.",
  ),
  "backup.newer-schema": words("From a newer version", "The backup was made by a newer Chartwell.", "Install that version or a later one."),
  "backup.record-in-place": words(
    "A record is in place",
    "A restore never replaces a record that opens.",
    "Sign in instead; ask IT if this computer is to be set up anew.",
  ),
  "shipping.unreachable": words(
    "The log could not be handed over",
    "The place that keeps a copy of the log does not answer.",
    "Nothing is lost; it is tried again.",
  ),
  "shipping.refused": words(
    "The log was not taken",
    "The place that keeps a copy of the log refused it.",
    "Ask IT to look at the address and the key.",
  ),
  "shipping.no-group": words("No such log group", "CloudWatch has no log group of that name.", "Ask IT to make it, with no end to what it keeps."),
  "shipping.retention-short": words(
    "The copy would be forgotten too soon",
    "The log group keeps less than six years.",
    "Ask IT to set its retention to 2,192 days or more.",
  ),
} satisfies Readonly<Record<string, Words>>;
