import type { ErrorCode } from "../../shared/errors.ts";
import { t } from "./language.ts";
import { type Words, words } from "./say.ts";

type GateCode = Extract<ErrorCode, `gate.${string}` | `vendor.${string}` | `agreement.${string}` | `template.${string}` | `task.${string}`>;

const onDevice = t("Draft on this computer instead, or ask your privacy officer.");

/** Words for what the gate, a vendor's far end, the registry and the note formats refuse. */
export const gateWords: Readonly<Record<GateCode, Words>> = {
  "gate.no-agreement": words(
    t("Not sent: no agreement"),
    t("There is no agreement on record with this vendor, so nothing may leave the building."),
    t("Draft on this computer instead, or ask your privacy officer to record the agreement."),
  ),
  "gate.agreement-expired": words(
    t("Not sent: the agreement is not in force"),
    t("The agreement with this vendor has ended, or has not begun."),
    t("Draft on this computer instead, or ask your privacy officer to renew it."),
  ),
  "gate.agreement-suspended": words(t("Not sent: suspended"), t("Your clinic has suspended the agreement with this vendor."), onDevice),
  "gate.endpoint-not-allowed": words(t("Not sent: another address"), t("The agreement does not cover this address."), onDevice),
  "gate.model-not-allowed": words(t("Not sent: another model"), t("The agreement does not cover this model."), onDevice),
  "gate.feature-not-allowed": words(t("Not sent: not covered"), t("The agreement does not cover this use."), onDevice),
  "gate.region-not-allowed": words(t("Not sent: another region"), t("The agreement does not keep the text in the United States."), onDevice),
  "gate.data-class-not-allowed": words(t("Not sent: not this kind of text"), t("The agreement does not cover this kind of text."), onDevice),
  "gate.no-credential": words(
    t("Not sent: no key"),
    t("The vendor's key is not on record."),
    t("Ask your privacy officer to record the agreement with its key."),
  ),
  "gate.clock-doubtful": words(
    t("Not sent: the clock is doubtful"),
    t("This computer's date is earlier than one the record has already seen."),
    t("Set the clock right, then try again."),
  ),
  "gate.key-not-bound": words(
    t("Not sent: whose key is it?"),
    t("The vendor's key does not belong to the organization the agreement covers, or nobody has asked the vendor yet."),
    t("Ask your privacy officer to check the agreement under Vendors."),
  ),
  "gate.debugging-on": words(
    t("Not sent: debugging is on"),
    t("This program was started with a setting that prints what it sends."),
    t("Start it without NODE_DEBUG, or draft on this computer."),
  ),
  "gate.proof-stale": words(
    t("Not sent: what the vendor keeps must be seen again"),
    t("Nobody has seen proof of what this vendor keeps for longer than your clinic allows."),
    t("Ask your privacy officer to review the agreement under Vendors."),
  ),
  "gate.retention-changed": words(
    t("Not sent: the vendor keeps more than agreed"),
    t("What the vendor says it keeps is not what the agreement says."),
    t("Tell your privacy officer at once."),
  ),
  "gate.vendor-locked": words(
    t("Not sent: your clinic's policy closes this vendor"),
    t("Whatever an agreement says, IT's policy does not name it."),
    t("Draft on this computer instead, or ask IT."),
  ),
  "gate.model-locked": words(
    t("Not sent: your clinic's policy closes this model"),
    t("The policy names other models of this vendor."),
    t("Ask whoever keeps the agreements to name one of them."),
  ),
  "gate.region-locked": words(
    t("Not sent: your clinic's policy closes this region"),
    t("The policy names other regions of this vendor."),
    t("Ask whoever keeps the agreements to name one of them."),
  ),
  "vendor.unreachable": words(
    t("The vendor does not answer"),
    t("No connection could be made. Nothing was sent."),
    t("Check the network, or draft on this computer."),
  ),
  "vendor.certificate-refused": words(
    t("Not sent: the address could not be proven"),
    t("The far end could not prove that it is the vendor."),
    t("Tell IT; something may stand between you and the vendor."),
  ),
  "vendor.timed-out": words(
    t("No answer in time"),
    t("The vendor did not answer in time. No note was kept."),
    t("Try again, or draft on this computer."),
  ),
  "vendor.interrupted": words(t("Broken off"), t("The answer broke off half way, so no note was kept."), t("Try again, or draft on this computer.")),
  "vendor.invalid-reply": words(
    t("Not a note"),
    t("The vendor answered with something that is not a note, so it was not kept."),
    t("Try again, or draft on this computer."),
  ),
  "vendor.rate-limited": words(t("Too many at once"), t("The vendor asks to wait."), t("Try again in a minute, or draft on this computer.")),
  "vendor.overloaded": words(
    t("The vendor is overloaded"),
    t("It could not take the request."),
    t("Try again in a few minutes, or draft on this computer."),
  ),
  "vendor.redirected": words(
    t("Not followed"),
    t("The vendor pointed to another address. Chartwell does not follow."),
    t("Tell IT; draft on this computer meanwhile."),
  ),
  "vendor.refused": words(
    t("The vendor refused"),
    t("It did not accept the key or the request."),
    t("Ask your privacy officer to check the agreement and its key."),
  ),
  "vendor.cancelled": words(t("Stopped"), t("You stopped the draft. No note was kept."), t("Start again when you like.")),
  "agreement.not-found": words(t("No such agreement"), t("It may have been replaced."), t("Look at the list again.")),
  "agreement.dates-invalid": words(
    t("The dates do not fit"),
    t("It must be signed before it takes effect, and take effect before it ends."),
    t("Check the three dates."),
  ),
  "agreement.endpoint-invalid": words(t("Not an address to send to"), t("It must be a plain https address."), t("Copy it from the agreement.")),
  "agreement.credential-incomplete": words(
    t("Something is missing"),
    t("The organization the agreement covers, or part of the vendor's key, is not filled in."),
    t("Fill in every field of the key."),
  ),
  "agreement.own-approval": words(t("Somebody else must approve"), t("Nobody approves a change they proposed."), t("Ask a colleague who may.")),
  "agreement.not-proposed": words(t("Nothing to approve"), t("This change was approved or taken back already."), t("Look at the list again.")),
  "agreement.document-mismatch": words(
    t("Not the same document"),
    t("The file's SHA-256 is not the one you typed."),
    t("Choose the signed document, or leave the field empty."),
  ),
  "template.not-found": words(t("No such format"), t("It may have been taken out of use."), t("Choose another kind of note.")),
  "template.holds-identifiers": words(
    t("A name or a date is in it"),
    t("The words of a format leave with every draft, so they must name nobody."),
    t("Take names, dates and numbers out, and save it again."),
  ),
  "template.name-taken": words(t("That name is taken"), t("There is a format of this name."), t("Choose another name, or change the one there is.")),
  "task.no-goals": words(t("No goals yet"), t("There is no treatment plan with goals in this chart."), t("Write a treatment plan first.")),
};
