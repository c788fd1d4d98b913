import { t } from "./language.ts";
import { type Words, words } from "./say.ts";

const backup = t("Do not change the files. Ask IT to restore the latest backup, and give them the code.");

/** Words for what can befall the record, its keys and its backups. */
export const recordWords = {
  "keychain.unavailable": words(
    t("No keychain answers"),
    t("Chartwell keeps the key to the record in this computer's keychain, and none answers. Nothing is opened without it."),
    t("On Linux, sign in to a desktop with a keyring (GNOME Keyring or KWallet), or ask IT about the passphrase policy."),
  ),
  "keychain.weak-backend": words(
    t("The keychain is not safe enough"),
    t("This computer would keep the key in a form others can read."),
    t("Ask IT to set up the system's keyring."),
  ),
  "keychain.changed-backend": words(
    t("The keychain has changed"),
    t("The key was kept in another kind of keychain than the one that answers now."),
    t("Type the printed recovery key to use this one."),
  ),
  "keychain.key-missing": words(
    t("The key is not in the keychain"),
    t("This computer's keychain no longer holds the key to the record. The record itself is untouched."),
    t("Type the printed recovery key to open it again."),
  ),
  "keychain.passphrase-needed": words(t("Passphrase"), t("This record opens with the clinic's passphrase."), t("Type it to go on.")),
  "keychain.wrong-passphrase": words(t("Not the passphrase"), t("The record did not open."), t("Check it and try again.")),
  "keychain.wrong-recovery-key": words(
    t("Not the recovery key"),
    t("A word is wrong, or two are swapped, or this sheet belongs to another record."),
    t("Check every word against the printed sheet."),
  ),
  "vault.wrong-key": words(
    t("The record does not open"),
    t("The key of this computer does not fit this record. It may have come from another computer."),
    backup,
  ),
  "vault.plain-text-file": words(t("Not Chartwell's file"), t("The file in the record's place is not encrypted. It was left alone."), backup),
  "vault.missing-file": words(t("The record is missing"), t("Its keys are here and the record is not. Nothing new was made in its place."), backup),
  "vault.missing-keys": words(
    t("The record's keys are missing"),
    t("The record is on this computer, but the files that hold its wrapped keys are not. Nothing was overwritten."),
    backup,
  ),
  "vault.damaged-keys": words(
    t("The record's keys are damaged"),
    t("Both copies of the key file are unreadable, or they do not fit the record."),
    backup,
  ),
  "vault.damaged-mark": words(
    t("The record's mark is damaged"),
    t(
      "A small file beside the record says how far its log had come, and it has been changed. Without it nobody can tell whether entries are missing.",
    ),
    t("Ask IT: restore the latest backup, or, if the audit log is known to be whole, remove the file named high-water."),
  ),
  "vault.rolled-back": words(
    t("The record is older than it was"),
    t("Entries that were in it when it was last used are missing: the file was put back or cut off. It was not opened."),
    t("Ask IT to restore the latest backup, and give them the code."),
  ),
  "vault.newer-schema": words(
    t("Made by a newer Chartwell"),
    t("This record was written by a newer version. It was left untouched."),
    t("Ask IT to install the newer version here."),
  ),
  "vault.damaged": words(t("The record is damaged"), t("Part of the record does not read as it was written."), backup),
  "vault.disk-full": words(
    t("The disk is full"),
    t("The last step was not saved. Everything before it is."),
    t("Make room on the disk, then try again."),
  ),
  "vault.locked": words(t("Locked"), t("The record is locked."), t("Sign in to go on.")),
  "vault.busy": words(t("Busy"), t("Another program holds the record."), t("Close it and try again.")),
  "backup.no-folder": words(t("No folder chosen"), t("Backups need a place to go."), t("Choose a folder, best on another disk or a network share.")),
  "backup.folder-gone": words(
    t("The backup folder is gone"),
    t("It could not be reached, or went away half way. Nothing half written counts as a backup."),
    t("Connect the disk or share again; the next backup is made by itself."),
  ),
  "backup.disk-full": words(
    t("No room for the backup"),
    t("The disk it goes to is full. What was written was removed."),
    t("Make room or choose another folder."),
  ),
  "backup.already-running": words(t("A backup is running"), t("One is made at a time."), t("Wait until it is done.")),
  "backup.cancelled": words(t("Backup stopped"), t("Nothing half written was kept."), t("Start it again when it suits.")),
  "backup.damaged": words(
    t("This backup is not whole"),
    t("What is in it differs from what was written, so nothing was restored from it."),
    t("Choose an earlier backup, and tell support the code."),
  ),
  "backup.not-a-backup": words(t("No backup there"), t("The folder holds no whole Chartwell backup."), t("Choose the folder your backups go to.")),
  "backup.wrong-recovery-key": words(
    t("These words do not open it"),
    t("A backup opens with the recovery sheet of its day."),
    t("Look for the sheet printed on the date shown, and check each word."),
  ),
  "backup.newer-schema": words(t("From a newer version"), t("The backup was made by a newer Chartwell."), t("Install that version or a later one.")),
  "backup.record-in-place": words(
    t("A record is in place"),
    t("A restore never replaces a record that opens."),
    t("Sign in instead; ask IT if this computer is to be set up anew."),
  ),
  "backup.host-folder": words(
    t("The host has no folder for backups yet"),
    t("The host writes backups itself, so they go where IT says, not into a folder of this workstation."),
    t("Ask IT to name one: backupFolder in the host's host.json, or backupFolders in the policy."),
  ),
  "backup.folder-locked": words(
    t("Not in that folder"),
    t("Your clinic's policy names the folders backups may lie in, and this is none of them."),
    t("Choose another folder, or ask IT which."),
  ),
  "update.unreachable": words(
    t("The update server does not answer"),
    t("Nothing was changed; this version goes on."),
    t("Ask IT whether the server is up and its certificate is one the policy names."),
  ),
  "update.not-there": words(
    t("Nothing on the update server for this computer"),
    t("The list of versions, or the file it names, is not there."),
    t("Ask IT to publish it."),
  ),
  "update.bad-signature": words(
    t("The list of versions is not signed by the clinic's key"),
    t("It was refused and nothing was fetched."),
    t("Tell IT at once: the server, or somebody on the way, may be offering a false program."),
  ),
  "update.unreadable": words(
    t("The list of versions cannot be read"),
    t("It is not one for this channel, or not in the form expected. Nothing was fetched."),
    t("Ask IT to publish it again."),
  ),
  "update.older": words(
    t("The server offers an older version"),
    t("A program never goes back to one whose faults are known. Nothing was fetched."),
    t("Ask IT why the server lists it."),
  ),
  "update.failed-before": words(
    t("That version did not start here"),
    t("It was tried once, gave way to this one, and is not tried again."),
    t("IT can publish a newer one."),
  ),
  "update.truncated": words(
    t("The new version came incomplete"),
    t("What arrived was thrown away; this version goes on."),
    t("It is tried again tomorrow, or check once more now."),
  ),
  "update.damaged": words(
    t("The new version is not what was signed"),
    t("What arrived was thrown away; this version goes on."),
    t("Tell IT at once: the file on the server was changed, or damaged."),
  ),
  "update.no-room": words(
    t("No room for the new version"),
    t("It could not be written beside this one; this version goes on."),
    t("Ask IT to free some disk, or to look at the folder's rights."),
  ),
  "canary.already-running": words(t("A leak test is running"), t("One runs at a time."), t("Wait for it to end.")),
  "shipping.unreachable": words(
    t("The log could not be handed over"),
    t("The place that keeps a copy of the log does not answer."),
    t("Nothing is lost; it is tried again."),
  ),
  "shipping.refused": words(
    t("The log was not taken"),
    t("The place that keeps a copy of the log refused it."),
    t("Ask IT to look at the address and the key."),
  ),
  "shipping.no-group": words(
    t("No such log group"),
    t("CloudWatch has no log group of that name."),
    t("Ask IT to make it, with no end to what it keeps."),
  ),
  "shipping.retention-short": words(
    t("The copy would be forgotten too soon"),
    t("The log group keeps less than six years."),
    t("Ask IT to set its retention to 2,192 days or more."),
  ),
} satisfies Readonly<Record<string, Words>>;
