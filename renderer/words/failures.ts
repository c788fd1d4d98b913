import type { ErrorCode } from "../../shared/errors.ts";
import { gateWords } from "./gate-failures.ts";
import { t } from "./language.ts";
import { noteWords } from "./note-failures.ts";
import { recordWords } from "./record-failures.ts";
import { rightsWords } from "./rights-failures.ts";
import { type Words, words } from "./say.ts";
import { serverWords } from "./server-failures.ts";
import { soundWords } from "./sound-failures.ts";
import { stationWords } from "./station-failures.ts";

const onDevice = t("Draft on this computer instead, or ask your privacy officer.");
const again = t("Try again. If it happens twice, tell support the code.");

/** Words for every code; one without words does not compile. */
export const failureWords: Readonly<Record<ErrorCode, Words>> = {
  ...recordWords,
  ...gateWords,
  ...noteWords,
  ...rightsWords,
  ...serverWords,
  ...soundWords,
  ...stationWords,
  "ipc.untrusted-sender": words(t("Refused"), t("The request did not come from Chartwell's own window."), t("Close the program and start it again.")),
  "ipc.unknown-call": words(
    t("Refused"),
    t("The window asked for something this version does not know."),
    t("Close the program and start it again."),
  ),
  "ipc.malformed-input": words(
    t("That could not be read"),
    t("Something in the form is missing or not in the form expected."),
    t("Look the fields over and try again."),
  ),
  "ipc.malformed-output": words(t("That could not be shown"), t("The answer was not in the form expected, so it was not shown."), again),
  "app.unexpected": words(t("Something went wrong"), t("The step was stopped and undone. Nothing was lost."), again),
  "app.not-ready": words(t("Not open yet"), t("The clinic's record is not open on this computer."), t("Go back to the first screen.")),
  "session.signed-out": words(t("Signed out"), t("Your session has ended."), t("Sign in to go on; your work was saved.")),
  "session.locked": words(t("Locked"), t("The screen is locked."), t("Sign in to go on.")),
  "session.wrong-credentials": words(t("Not signed in"), t("The name and the password do not fit together."), t("Check both and try again.")),
  "session.throttled": words(
    t("Please wait"),
    t("There were several wrong passwords in a row, so this name must wait a little."),
    t("Try again in half a minute."),
  ),
  "session.not-permitted": words(t("Not part of your role"), t("Your role does not include this."), t("Ask whoever manages people at your clinic.")),
  "session.reauthentication-failed": words(
    t("The password is not right"),
    t("Nothing was done."),
    t("Type your own sign-in password and try again."),
  ),
  "session.account-disabled": words(t("Access has ended"), t("This account is no longer active."), t("Ask your practice manager.")),
  "session.second-factor-needed": words(
    t("One more step"),
    t("This account signs in with a code too."),
    t("Type the six digits your authenticator app shows."),
  ),
  "session.second-factor-wrong": words(
    t("The code does not fit"),
    t("A code counts once and for half a minute."),
    t("Wait for the next one, or use one of your recovery codes."),
  ),
  "session.must-change-password": words(
    t("Your own password first"),
    t("You signed in with a start password somebody else knows."),
    t("Choose one of your own to go on."),
  ),
  "session.must-enrol-second-factor": words(
    t("A second factor first"),
    t("Your clinic asks everyone for one."),
    t("Set up an authenticator app to go on."),
  ),
  "session.second-person-needed": words(
    t("Two people, please"),
    t("The printed recovery key takes two people who work here."),
    t("Ask a colleague to type their own name and password."),
  ),
  "setup.common-password": words(
    t("That password is too easily guessed"),
    t("It is on the list of common passwords, or close to one."),
    t("Four or five unrelated words work well."),
  ),
  "setup.already-done": words(t("Already set up"), t("There is a record on this computer already."), t("Sign in instead.")),
  "setup.weak-password": words(
    t("A longer password, please"),
    t("A password needs at least 15 characters, with some variety, and must not hold the user name."),
    t("Four or five unrelated words work well."),
  ),
  "setup.no-clinician": words(
    t("Someone must see patients"),
    t("A clinic needs at least one clinician or supervisor."),
    t("Give one person that role."),
  ),
  "setup.duplicate-username": words(t("That name is taken"), t("Two people cannot sign in under the same name."), t("Choose another user name.")),
  "audit.not-written": words(
    t("Not done"),
    t("The audit entry could not be written, so the step was not taken."),
    t("Check the disk and try again."),
  ),
  "anchor.folder-gone": words(
    t("The folder for checkpoints is gone"),
    t("It could not be reached."),
    t("Connect the disk or share; it is tried again by itself."),
  ),
  "anchor.folder-unwritable": words(
    t("Checkpoints cannot be written"),
    t("The folder takes no new files."),
    t("Ask IT to let Chartwell add files there; it is tried again by itself."),
  ),
  "anchor.conflict": words(
    t("Two histories of the log"),
    t("The folder holds another checkpoint for the same position: the record was copied or put back, and both went on."),
    t("Change nothing. Call your privacy officer, and give them the code."),
  ),
  "anchor.timestamp-unreachable": words(
    t("No time stamp"),
    t("The time-stamping authority could not be reached."),
    t("Check the network; it is tried again by itself."),
  ),
  "anchor.timestamp-refused": words(
    t("No time stamp"),
    t("The time-stamping authority refused the request."),
    t("Ask IT to check the authority named in the policy."),
  ),
  "anchor.timestamp-invalid": words(
    t("A time stamp that does not hold"),
    t("The authority's answer was not signed by the one the policy names, or was about something else."),
    t("Ask IT to check the authority named in the policy, and give them the code."),
  ),
  "shipping.no-key": words(
    t("No key for the log server"),
    t("The policy names a log server, and this record has no certificate for it."),
    t("Ask IT to set the certificate and its key."),
  ),
  "shipping.key-invalid": words(
    t("Not a certificate and its key"),
    t("They do not read, or do not belong together."),
    t("Choose the two files again."),
  ),
  "shipping.unreachable": words(
    t("The log server cannot be reached"),
    t("What it has not got is kept and sent later."),
    t("Check the network; it is tried again by itself."),
  ),
  "shipping.certificate-refused": words(
    t("The log server is not who the policy names"),
    t("Its certificate was not issued by the policy's authority, so nothing was sent."),
    t("Ask IT to check the server's certificate and the policy."),
  ),
  "shipping.interrupted": words(t("The log server broke off"), t("What may not have arrived is sent again."), t("It is tried again by itself.")),
  "retention.nothing-due": words(
    t("Nothing may go yet"),
    t("No whole part of the log is older than its retention, or less of it than was asked for."),
    t("Look again at what may go."),
  ),
  "retention.no-proposal": words(
    t("Nothing was proposed"),
    t("Another officer's proposal for just this part is needed first."),
    t("Ask another officer to propose it."),
  ),
  "audit.no-checkpoint": words(
    t("Nothing signed yet"),
    t("The log has no signed checkpoint yet."),
    t("Wait a quarter of an hour, or sign out and in, then try again."),
  ),
  "audit.not-anchored": words(
    t("Outside the signed log"),
    t("No signed checkpoint covers that position, or its entry was removed at the end of its retention."),
    t("Choose a position inside the log."),
  ),
  "audit.chain-broken": words(
    t("The audit log does not verify"),
    t("An entry was changed, removed or added."),
    t("Tell your privacy officer at once, with the code."),
  ),
  "patient.not-found": words(t("No such patient"), t("The record may have been removed."), t("Search again.")),
  "patient.duplicate-mrn": words(
    t("That MRN is taken"),
    t("Another patient already has this record number."),
    t("Check the number, or open the other chart."),
  ),
  "patient.not-on-care-team": words(
    t("You are not on this care team"),
    t("Your clinic opens a chart to the patient's own care team."),
    t("Ask to be added, or open it as an emergency, which is reviewed."),
  ),
  "user.not-found": words(t("No such person"), t("There is nobody by that name with access."), t("Look at the list of people again.")),
  "glass.not-found": words(t("Already reviewed"), t("This emergency access is not waiting for review."), t("Look at the list again.")),
  "glass.own-review": words(t("Somebody else must look"), t("Nobody reviews their own emergency access."), t("Ask a colleague who reviews.")),
  "send.not-found": words(t("No such send"), t("There is no send under that id."), t("Look at the list of what left again.")),
  "review.own": words(t("Somebody else must sign"), t("One of the findings is your own access."), t("Ask a colleague who reviews to sign this one.")),
  "review.too-long": words(
    t("A shorter time, please"),
    t("A review looks over a quarter of a year at the most."),
    t("Choose a shorter time and sign each."),
  ),
  "breach.not-found": words(t("No such assessment"), t("There is no breach assessment or duty under that id."), t("Look at the list again.")),
  "breach.concluded": words(t("Already concluded"), t("A concluded assessment is final."), t("Begin another if something new has come to light.")),
  "breach.changed-elsewhere": words(
    t("Changed meanwhile"),
    t("Somebody else filled it in, or more patients are affected now."),
    t("Open it again and look it over."),
  ),
  "breach.incomplete": words(
    t("Not complete yet"),
    t("Something needed to conclude it is still missing."),
    t("The list beside the button says what."),
  ),
  "breach.own-access": words(t("Somebody else must assess this"), t("It is about your own access."), t("Ask the other officer to open it.")),
  "disclosure.in-future": words(t("That day has not come"), t("A disclosure is written down after it was made."), t("Look at the date again.")),
  "consent.missing": words(
    t("Consent is needed"),
    t("The patient has not agreed to drafting with AI, or has taken it back."),
    t("Record the consent in the chart, or draft on this computer."),
  ),
  "encounter.not-found": words(t("No such session"), t("It may have been removed."), t("Go back to Today.")),
  "encounter.has-signed-note": words(t("Already signed"), t("This session has a signed note, which is final."), t("Add an addendum to it instead.")),
  "deid.detector-failed": words(t("Not sent"), t("Identifiers could not be looked for, so nothing was sent."), onDevice),
  "deid.language-unknown": words(
    t("Not sent"),
    t("The session does not read as English, and identifiers are only found in English so far."),
    onDevice,
  ),
  "deid.pack-refused": words(
    t("Not sent"),
    t("The additional detection model on this computer is missing or not the one that was installed, so nothing was sent."),
    t("Ask IT to install it again."),
  ),
  "deid.release-not-allowed": words(t("Kept replaced"), t("Your clinic's policy does not let this identifier go."), onDevice),
  "deid.restore-incomplete": words(t("Names missing"), t("Some placeholders could not be put back."), t("Check the marked sentences.")),
  "deid.review-needed": words(
    t("Please look first"),
    t("Some places may be identifiers. They are listed in the Privacy tab."),
    t("Replace them or mark them as looked at, then send."),
  ),
  "export.cancelled": words(t("Not exported"), t("No place was chosen."), t("Export again when you like.")),
  "export.nothing-to-export": words(t("Nothing to export"), t("There is nothing in this record yet."), t("Go back to the chart.")),
  "export.destination-unwritable": words(
    t("Not written"),
    t("The package could not be written there. No half file was left."),
    t("Choose another place."),
  ),
  "policy.unreadable": words(
    t("The policy file cannot be read"),
    t("IT has set a policy for this computer and it cannot be understood, so Chartwell does not start."),
    t("Ask IT to check the file."),
  ),
  "policy.untrusted-file": words(
    t("The policy file is not to be trusted"),
    t("Others than the administrator could have changed it, so Chartwell does not start."),
    t("Ask IT to set its owner and rights."),
  ),
  "policy.unsigned": words(
    t("The policy is not signed"),
    t("IT has set a policy for this computer without its signature, so Chartwell does not start."),
    t("Ask IT to sign it and lay the signature beside it."),
  ),
  "policy.no-key": words(
    t("Nothing to check the policy by"),
    t("The key that checks the policy's signature is missing or is no such key, so Chartwell does not start."),
    t("Ask IT to lay policy-key.pem beside the policy."),
  ),
  "policy.bad-signature": words(
    t("The policy was changed after it was signed"),
    t("Its signature does not fit, so Chartwell does not start."),
    t("Tell IT: somebody or something altered the file, or it was signed with another key."),
  ),
  "policy.missing": words(
    t("The policy is gone"),
    t("This computer has the key of a policy and no policy, so Chartwell does not start."),
    t("Ask IT to put it back, or to take its key away too."),
  ),
  "policy.newer-version": words(
    t("The policy is newer than this program"),
    t("It may lock things this version does not know, so Chartwell does not start."),
    t("Ask IT to update Chartwell on this computer."),
  ),
  "policy.expired": words(
    t("The policy has ended"),
    t("Its last day is over, so nobody can sign in."),
    t("Ask IT for the next one, and look at this computer's clock."),
  ),
  "policy.two-sources": words(
    t("Two policies at once"),
    t("A policy file and Group Policy both set this computer, so Chartwell does not start."),
    t("Ask IT to keep one of them."),
  ),
};
