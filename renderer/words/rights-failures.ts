import { t } from "./language.ts";
import { type Words, words } from "./say.ts";

/** Words for what can go wrong with a patient's requests, a hold, a destruction. */
export const rightsWords = {
  "rights.not-found": words(t("No such request"), t("It may have gone with its record."), t("Go back to the list.")),
  "rights.closed": words(t("Decided already"), t("This request is closed."), t("Write a new one down if the patient asks again.")),
  "rights.already-extended": words(
    t("Extended already"),
    t("The rules allow one extension, and this request has had it."),
    t("Answer it by its day."),
  ),
  "rights.wrong-ground": words(
    t("Not a ground for this"),
    t("That ground belongs to another kind of request."),
    t("Choose one of the grounds listed, or grant the request."),
  ),
  "rights.professional-needed": words(
    t("A professional must judge this"),
    t("This ground counts only when a licensed professional has judged it."),
    t("Write down who judged, or choose another ground."),
  ),
  "rights.nothing-to-write": words(t("Nothing to write yet"), t("There are no words for this."), t("Fill in the text, or decide the request first.")),
  "rights.in-future": words(t("That day is still to come"), t("A request cannot have been received after today."), t("Check the date.")),
  "rights.not-denied": words(
    t("Not denied"),
    t("Statements belong to an amendment that was denied; a rebuttal answers a statement."),
    t("Decide the request first."),
  ),
  "hold.not-found": words(t("No such hold"), t("It may have been lifted."), t("Go back to the list.")),
  "destruction.blocked": words(
    t("The record may not go"),
    t("Something stands in the way of destroying it."),
    t("Look at what stands in the way, and settle it first."),
  ),
  "destruction.already-proposed": words(
    t("Proposed already"),
    t("Somebody has proposed to destroy this record."),
    t("Another person can approve it under Rights."),
  ),
  "destruction.not-found": words(t("No such proposal"), t("It may have been taken back or carried out."), t("Go back to the list.")),
  "destruction.too-early": words(
    t("Too early"),
    t("The waiting time has not passed. Until then it can be taken back."),
    t("Come back on the day shown."),
  ),
  "import.unreadable": words(
    t("That file cannot be read"),
    t("It is no table with a heading, no FHIR file, and no package of this program."),
    t("Export it again as CSV with a heading row, or as a FHIR Bundle."),
  ),
  "import.nobody": words(t("Nobody in it"), t("The file has no patient in it."), t("Choose another file.")),
  "import.nothing-held": words(t("Choose the file again"), t("Nothing waits to be imported."), t("Choose the file once more.")),
  "import.already-here": words(t("Here already"), t("This patient, or their record number, is in your record."), t("Look the patient up.")),
  "import.destroyed-here": words(
    t("Destroyed here"),
    t("This record was destroyed in your clinic, and its ledger keeps it from coming back."),
    t("Register the patient anew if they return."),
  ),
  "export.format-not-allowed": words(
    t("Not this way"),
    t("Your clinic's policy does not allow records to be handed over like this."),
    t("Choose another way."),
  ),
  "export.warning-needed": words(
    t("The warning comes first"),
    t("An unencrypted copy can be read by whoever finds it. The patient must know that and want it all the same."),
    t("Say so in the form, or choose an encrypted way."),
  ),
  "export.already-running": words(t("An export is running"), t("One export of many records runs at a time."), t("Wait for it, or pause it.")),
  "export.not-found": words(t("No such export"), t("It is finished or was cancelled."), t("Begin a new one.")),
} satisfies Readonly<Record<string, Words>>;
