import type { ErrorCode } from "../../shared/errors.ts";
import { gateWords } from "./gate-failures.ts";
import { recordWords } from "./record-failures.ts";
import { type Words, words } from "./say.ts";

const onDevice = "Draft on this computer instead, or ask your privacy officer.";
const again = "Try again. If it happens twice, tell support the code.";

/** Words for every code; one without words does not compile. */
export const failureWords: Readonly<Record<ErrorCode, Words>> = {
  ...recordWords,
  ...gateWords,
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
  "audit.not-written": words("Not done", "The audit entry could not be written, so the step was not taken.", "Check the disk and try again."),
  "anchor.folder-gone": words(
    "The folder for checkpoints is gone",
    "It could not be reached.",
    "Connect the disk or share; it is tried again by itself.",
  ),
  "anchor.folder-unwritable": words(
    "Checkpoints cannot be written",
    "The folder takes no new files.",
    "Ask IT to let Chartwell add files there; it is tried again by itself.",
  ),
  "anchor.conflict": words(
    "Two histories of the log",
    "The folder holds another checkpoint for the same position: the record was copied or put back, and both went on.",
    "Change nothing. Call your privacy officer, and give them the code.",
  ),
  "anchor.timestamp-unreachable": words(
    "No time stamp",
    "The time-stamping authority could not be reached.",
    "Check the network; it is tried again by itself.",
  ),
  "anchor.timestamp-refused": words(
    "No time stamp",
    "The time-stamping authority refused the request.",
    "Ask IT to check the authority named in the policy.",
  ),
  "anchor.timestamp-invalid": words(
    "A time stamp that does not hold",
    "The authority's answer was not signed by the one the policy names, or was about something else.",
    "Ask IT to check the authority named in the policy, and give them the code.",
  ),
  "shipping.no-key": words(
    "No key for the log server",
    "The policy names a log server, and this record has no certificate for it.",
    "Ask IT to set the certificate and its key.",
  ),
  "shipping.key-invalid": words("Not a certificate and its key", "They do not read, or do not belong together.", "Choose the two files again."),
  "shipping.unreachable": words(
    "The log server cannot be reached",
    "What it has not got is kept and sent later.",
    "Check the network; it is tried again by itself.",
  ),
  "shipping.certificate-refused": words(
    "The log server is not who the policy names",
    "Its certificate was not issued by the policy's authority, so nothing was sent.",
    "Ask IT to check the server's certificate and the policy.",
  ),
  "shipping.interrupted": words("The log server broke off", "What may not have arrived is sent again.", "It is tried again by itself."),
  "retention.nothing-due": words(
    "Nothing may go yet",
    "No whole part of the log is older than its retention, or less of it than was asked for.",
    "Look again at what may go.",
  ),
  "retention.no-proposal": words(
    "Nothing was proposed",
    "Another officer's proposal for just this part is needed first.",
    "Ask another officer to propose it.",
  ),
  "audit.no-checkpoint": words(
    "Nothing signed yet",
    "The log has no signed checkpoint yet.",
    "Wait a quarter of an hour, or sign out and in, then try again.",
  ),
  "audit.not-anchored": words(
    "Outside the signed log",
    "No signed checkpoint covers that position, or its entry was removed at the end of its retention.",
    "Choose a position inside the log.",
  ),
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
  "send.not-found": words("No such send", "There is no send under that id.", "Look at the list of what left again."),
  "review.own": words("Somebody else must sign", "One of the findings is your own access.", "Ask a colleague who reviews to sign this one."),
  "review.too-long": words("A shorter time, please", "A review looks over a quarter of a year at the most.", "Choose a shorter time and sign each."),
  "breach.not-found": words("No such assessment", "There is no breach assessment or duty under that id.", "Look at the list again."),
  "breach.concluded": words("Already concluded", "A concluded assessment is final.", "Begin another if something new has come to light."),
  "breach.changed-elsewhere": words(
    "Changed meanwhile",
    "Somebody else filled it in, or more patients are affected now.",
    "Open it again and look it over.",
  ),
  "breach.incomplete": words("Not complete yet", "Something needed to conclude it is still missing.", "The list beside the button says what."),
  "breach.own-access": words("Somebody else must assess this", "It is about your own access.", "Ask the other officer to open it."),
  "disclosure.in-future": words("That day has not come", "A disclosure is written down after it was made.", "Look at the date again."),
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
  "deid.pack-refused": words(
    "Not sent",
    "The additional detection model on this machine is missing or not the one that was installed, so nothing was sent.",
    "Ask the administrator of this machine to install it again.",
  ),
  "deid.release-not-allowed": words("Kept replaced", "Your clinic's policy does not let this identifier go.", onDevice),
  "deid.restore-incomplete": words("Names missing", "Some placeholders could not be put back.", "Check the marked sentences."),
  "deid.review-needed": words(
    "Please look first",
    "Some places may be identifiers. They are listed in the Privacy tab.",
    "Replace them or mark them as looked at, then send.",
  ),
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
  "export.cancelled": words("Not exported", "No place was chosen.", "Export again when you like."),
  "export.nothing-to-export": words("Nothing to export", "There is nothing in this record yet.", "Go back to the chart."),
  "export.destination-unwritable": words("Not written", "The package could not be written there. No half file was left.", "Choose another place."),
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
