import type { ErrorCode } from "../../shared/errors.ts";
import { type Words, words } from "./say.ts";

type GateCode = Extract<ErrorCode, `gate.${string}` | `vendor.${string}` | `agreement.${string}` | `template.${string}` | `task.${string}`>;

const onDevice = "Draft on this computer instead, or ask your privacy officer.";

/** Words for what the gate, a vendor's far end, the registry and the note formats refuse. */
export const gateWords: Readonly<Record<GateCode, Words>> = {
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
  "gate.key-not-bound": words(
    "Not sent: whose key is it?",
    "The vendor's key does not belong to the organization the agreement covers, or nobody has asked the vendor yet.",
    "Ask your privacy officer to check the agreement under Vendors.",
  ),
  "gate.debugging-on": words(
    "Not sent: debugging is on",
    "This program was started with a setting that prints what it sends.",
    "Start it without NODE_DEBUG, or draft on this computer.",
  ),
  "gate.proof-stale": words(
    "Not sent: what the vendor keeps must be seen again",
    "Nobody has seen proof of what this vendor keeps for longer than your clinic allows.",
    "Ask your privacy officer to review the agreement under Vendors.",
  ),
  "gate.retention-changed": words(
    "Not sent: the vendor keeps more than agreed",
    "What the vendor says it keeps is not what the agreement says.",
    "Tell your privacy officer at once.",
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
  "agreement.not-found": words("No such agreement", "It may have been replaced.", "Look at the list again."),
  "agreement.dates-invalid": words(
    "The dates do not fit",
    "It must be signed before it takes effect, and take effect before it ends.",
    "Check the three dates.",
  ),
  "agreement.endpoint-invalid": words("Not an address to send to", "It must be a plain https address.", "Copy it from the agreement."),
  "agreement.credential-incomplete": words(
    "Something is missing",
    "The organization the agreement covers, or part of the vendor's key, is not filled in.",
    "Fill in every field of the key.",
  ),
  "agreement.own-approval": words("Somebody else must approve", "Nobody approves a change they proposed.", "Ask a colleague who may."),
  "agreement.not-proposed": words("Nothing to approve", "This change was approved or taken back already.", "Look at the list again."),
  "agreement.document-mismatch": words(
    "Not the same document",
    "The file's SHA-256 is not the one you typed.",
    "Choose the signed document, or leave the field empty.",
  ),
  "template.not-found": words("No such format", "It may have been taken out of use.", "Choose another kind of note."),
  "template.holds-identifiers": words(
    "A name or a date is in it",
    "The words of a format leave with every draft, so they must name nobody.",
    "Take names, dates and numbers out, and save it again.",
  ),
  "template.name-taken": words("That name is taken", "There is a format of this name.", "Choose another name, or change the one there is."),
  "task.no-goals": words("No goals yet", "There is no treatment plan with goals in this chart.", "Write a treatment plan first."),
};
