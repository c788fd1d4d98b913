import type { ErrorCode } from "../../shared/errors.ts";

/** What happened, what it means, and what to do next. */
export interface Words {
  readonly title: string;
  readonly body: string;
  readonly next: string;
}

const words = (title: string, body: string, next: string): Words => ({ title, body, next });

const onDevice = "Draft on this computer instead, or ask your privacy officer.";
const again = "Try again. If it happens twice, tell support the code.";
const backup = "Do not change the files. Ask IT to restore the latest backup, and give them the code.";

/** Words for every code; one without words does not compile. */
export const failureWords: Readonly<Record<ErrorCode, Words>> = {
  "ipc.untrusted-sender": words("Refused", "The request did not come from Chartwell's own window.", "Close the program and start it again."),
  "ipc.unknown-call": words("Refused", "The window asked for something this version does not know.", "Close the program and start it again."),
  "ipc.malformed-input": words(
    "That could not be read",
    "Something in the form is missing or not in the form expected.",
    "Look the fields over and try again.",
  ),
  "ipc.malformed-output": words("That could not be shown", "The answer was not in the form expected, so it was not shown.", again),
  "app.unexpected": words("Something went wrong", "The step was stopped and undone. Nothing was lost.", again),
  "app.not-ready": words("Not open yet", "The clinic's record is not open on this computer.", "Go back to the first screen."),
  "session.signed-out": words("Signed out", "Your session has ended.", "Sign in to go on; your work was saved."),
  "session.locked": words("Locked", "The screen is locked.", "Sign in to go on."),
  "session.wrong-credentials": words("Not signed in", "The name and the password do not fit together.", "Check both and try again."),
  "session.throttled": words(
    "Please wait",
    "There were several wrong passwords in a row, so this name must wait a little.",
    "Try again in half a minute.",
  ),
  "session.not-permitted": words("Not part of your role", "Your role does not include this.", "Ask whoever manages people at your clinic."),
  "session.reauthentication-failed": words("The password is not right", "Nothing was done.", "Type your own sign-in password and try again."),
  "session.account-disabled": words("Access has ended", "This account is no longer active.", "Ask your practice manager."),
  "session.second-factor-needed": words(
    "One more step",
    "This account signs in with a code too.",
    "Type the six digits your authenticator app shows.",
  ),
  "session.second-factor-wrong": words(
    "The code does not fit",
    "A code counts once and for half a minute.",
    "Wait for the next one, or use one of your recovery codes.",
  ),
  "session.must-change-password": words(
    "Your own password first",
    "You signed in with a start password somebody else knows.",
    "Choose one of your own to go on.",
  ),
  "session.must-enrol-second-factor": words("A second factor first", "Your clinic asks everyone for one.", "Set up an authenticator app to go on."),
  "session.second-person-needed": words(
    "Two people, please",
    "The printed recovery key takes two people who work here.",
    "Ask a colleague to type their own name and password.",
  ),
  "setup.common-password": words(
    "That password is too easily guessed",
    "It is on the list of common passwords, or close to one.",
    "Four or five unrelated words work well.",
  ),
  "setup.already-done": words("Already set up", "There is a record on this computer already.", "Sign in instead."),
  "setup.weak-password": words(
    "A longer password, please",
    "A password needs at least 15 characters, with some variety, and must not hold the user name.",
    "Four or five unrelated words work well.",
  ),
  "setup.no-clinician": words("Someone must see patients", "A clinic needs at least one clinician or supervisor.", "Give one person that role."),
  "setup.duplicate-username": words("That name is taken", "Two people cannot sign in under the same name.", "Choose another user name."),
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
  "audit.not-written": words("Not done", "The audit entry could not be written, so the step was not taken.", "Check the disk and try again."),
  "audit.chain-broken": words(
    "The audit log does not verify",
    "An entry was changed, removed or added.",
    "Tell your privacy officer at once, with the code.",
  ),
  "patient.not-found": words("No such patient", "The record may have been removed.", "Search again."),
  "patient.duplicate-mrn": words(
    "That MRN is taken",
    "Another patient already has this record number.",
    "Check the number, or open the other chart.",
  ),
  "patient.not-on-care-team": words(
    "You are not on this care team",
    "Your clinic opens a chart to the patient's own care team.",
    "Ask to be added, or open it as an emergency, which is reviewed.",
  ),
  "user.not-found": words("No such person", "There is nobody by that name with access.", "Look at the list of people again."),
  "glass.not-found": words("Already reviewed", "This emergency access is not waiting for review.", "Look at the list again."),
  "glass.own-review": words("Somebody else must look", "Nobody reviews their own emergency access.", "Ask a colleague who reviews."),
  "consent.missing": words(
    "Consent is needed",
    "The patient has not agreed to drafting with AI, or has taken it back.",
    "Record the consent in the chart, or draft on this computer.",
  ),
  "encounter.not-found": words("No such session", "It may have been removed.", "Go back to Today."),
  "encounter.has-signed-note": words("Already signed", "This session has a signed note, which is final.", "Add an addendum to it instead."),
  "transcript.empty": words("Nothing to read", "The file has no words in it.", "Choose another file."),
  "transcript.binary": words(
    "Not a transcript",
    "The file holds something other than text.",
    "Export the transcript as TXT, VTT, SRT, DOCX or JSON.",
  ),
  "transcript.too-large": words(
    "Too large",
    "The file is over 10 MB; the transcript of a whole day is smaller.",
    "Choose the transcript itself, not the recording.",
  ),
  "transcript.bad-encoding": words(
    "The letters do not read",
    "The file's text is in an encoding that could not be understood.",
    "Save it as UTF-8 and try again.",
  ),
  "transcript.unreadable": words(
    "The file is broken",
    "It is not what its name says, or part of it is missing.",
    "Export it again and try once more.",
  ),
  "transcript.unsupported-kind": words(
    "Another kind of file",
    "Chartwell reads TXT, VTT, SRT, DOCX and JSON.",
    "Export the transcript in one of these.",
  ),
  "deid.detector-failed": words("Not sent", "Identifiers could not be looked for, so nothing was sent.", onDevice),
  "deid.language-unknown": words("Not sent", "The session does not read as English, and identifiers are only found in English so far.", onDevice),
  "deid.release-not-allowed": words("Kept replaced", "Your clinic's policy does not let this identifier go.", onDevice),
  "deid.restore-incomplete": words("Names missing", "Some placeholders could not be put back.", "Check the marked sentences."),
  "deid.review-needed": words(
    "Please look first",
    "Some places may be identifiers. They are listed in the Privacy tab.",
    "Replace them or mark them as looked at, then send.",
  ),
  "gate.no-agreement": words(
    "Not sent: no agreement",
    "There is no agreement on record with this vendor, so nothing may leave the building.",
    "Draft on this computer instead, or ask your privacy officer to record the agreement.",
  ),
  "gate.agreement-expired": words(
    "Not sent: the agreement is not in force",
    "The agreement with this vendor has ended, or has not begun.",
    "Draft on this computer instead, or ask your privacy officer to renew it.",
  ),
  "gate.agreement-suspended": words("Not sent: suspended", "Your clinic has suspended the agreement with this vendor.", onDevice),
  "gate.endpoint-not-allowed": words("Not sent: another address", "The agreement does not cover this address.", onDevice),
  "gate.model-not-allowed": words("Not sent: another model", "The agreement does not cover this model.", onDevice),
  "gate.feature-not-allowed": words("Not sent: not covered", "The agreement does not cover this use.", onDevice),
  "gate.region-not-allowed": words("Not sent: another region", "The agreement does not keep the text in the United States.", onDevice),
  "gate.data-class-not-allowed": words("Not sent: not this kind of text", "The agreement does not cover this kind of text.", onDevice),
  "gate.no-credential": words(
    "Not sent: no key",
    "The vendor's key is not on record.",
    "Ask your privacy officer to record the agreement with its key.",
  ),
  "gate.clock-doubtful": words(
    "Not sent: the clock is doubtful",
    "This computer's date is earlier than one the record has already seen.",
    "Set the clock right, then try again.",
  ),
  "vendor.unreachable": words(
    "The vendor does not answer",
    "No connection could be made. Nothing was sent.",
    "Check the network, or draft on this computer.",
  ),
  "vendor.certificate-refused": words(
    "Not sent: the address could not be proven",
    "The far end could not prove that it is the vendor.",
    "Tell IT; something may stand between you and the vendor.",
  ),
  "vendor.timed-out": words("No answer in time", "The vendor did not answer in time. No note was kept.", "Try again, or draft on this computer."),
  "vendor.interrupted": words("Broken off", "The answer broke off half way, so no note was kept.", "Try again, or draft on this computer."),
  "vendor.invalid-reply": words(
    "Not a note",
    "The vendor answered with something that is not a note, so it was not kept.",
    "Try again, or draft on this computer.",
  ),
  "vendor.rate-limited": words("Too many at once", "The vendor asks to wait.", "Try again in a minute, or draft on this computer."),
  "vendor.overloaded": words("The vendor is overloaded", "It could not take the request.", "Try again in a few minutes, or draft on this computer."),
  "vendor.redirected": words(
    "Not followed",
    "The vendor pointed to another address. Chartwell does not follow.",
    "Tell IT; draft on this computer meanwhile.",
  ),
  "vendor.refused": words(
    "The vendor refused",
    "It did not accept the key or the request.",
    "Ask your privacy officer to check the agreement and its key.",
  ),
  "vendor.cancelled": words("Stopped", "You stopped the draft. No note was kept.", "Start again when you like."),
  "note.not-found": words("No such note", "It may have been thrown away.", "Go back to the session."),
  "note.signed": words("Signed", "A signed note is final.", "Add an addendum instead."),
  "note.changed-elsewhere": words(
    "Changed elsewhere",
    "The note was changed in another window since you opened it.",
    "The newer one is shown now; put your change in again.",
  ),
  "note.unresolved-sentences": words(
    "Some sentences still need you",
    "A note is signed when nothing in it is left open.",
    "Press N to go to the next one.",
  ),
  "note.empty": words("Nothing to sign", "The note has no words in it.", "Write or draft it first."),
  "draft.already-running": words("Already drafting", "A draft of this session is being made.", "Wait for it, or cancel it."),
  "draft.interrupted": words("The draft was cut off", "The program ended while it was being made. Nothing was kept.", "Draft again."),
  "agreement.not-found": words("No such agreement", "It may have been replaced.", "Look at the list again."),
  "agreement.dates-invalid": words(
    "The dates do not fit",
    "It must be signed before it takes effect, and take effect before it ends.",
    "Check the three dates.",
  ),
  "agreement.endpoint-invalid": words("Not an address to send to", "It must be a plain https address.", "Copy it from the agreement."),
  "export.cancelled": words("Not exported", "No place was chosen.", "Export again when you like."),
  "export.nothing-to-export": words("Nothing to export", "There is nothing in this record yet.", "Go back to the chart."),
  "export.destination-unwritable": words("Not written", "The package could not be written there. No half file was left.", "Choose another place."),
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
  "policy.unreadable": words(
    "The policy file cannot be read",
    "IT has set a policy for this computer and it cannot be understood, so Chartwell does not start.",
    "Ask IT to check the file.",
  ),
  "policy.untrusted-file": words(
    "The policy file is not to be trusted",
    "Others than the administrator could have changed it, so Chartwell does not start.",
    "Ask IT to set its owner and rights.",
  ),
};
