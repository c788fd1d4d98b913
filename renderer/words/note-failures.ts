import { t } from "./language.ts";
import { type Words, words } from "./say.ts";

/** Words for what can go wrong with a transcript, a draft and a note. */
export const noteWords = {
  "transcript.empty": words(t("Nothing to read"), t("The file has no words in it."), t("Choose another file.")),
  "transcript.binary": words(
    t("Not a transcript"),
    t("The file holds something other than text."),
    t("Export the transcript as TXT, VTT, SRT, DOCX or JSON."),
  ),
  "transcript.too-large": words(
    t("Too large"),
    t("The file is over 10 MB; the transcript of a whole day is smaller."),
    t("Choose the transcript itself, not the recording."),
  ),
  "transcript.bad-encoding": words(
    t("The letters do not read"),
    t("The file's text is in an encoding that could not be understood."),
    t("Save it as UTF-8 and try again."),
  ),
  "transcript.unreadable": words(
    t("The file is broken"),
    t("It is not what its name says, or part of it is missing."),
    t("Export it again and try once more."),
  ),
  "transcript.unsupported-kind": words(
    t("Another kind of file"),
    t("Chartwell reads TXT, VTT, SRT, DOCX and JSON."),
    t("Export the transcript in one of these."),
  ),
  "note.not-found": words(t("No such note"), t("It may have been thrown away."), t("Go back to the session.")),
  "note.signed": words(t("Signed"), t("A signed note is final."), t("Add an addendum instead.")),
  "note.changed-elsewhere": words(
    t("Changed elsewhere"),
    t("The note was changed in another window since you opened it."),
    t("The newer one is shown now; put your change in again."),
  ),
  "note.unresolved-sentences": words(
    t("Some sentences still need you"),
    t("A note is signed when nothing in it is left open."),
    t("Press N to go to the next one."),
  ),
  "private.no-key": words(
    t("A key of your own first"),
    t("A private note is sealed under a key only you can open, and you have none yet."),
    t("Make it under Your account, and print its sheet."),
  ),
  "private.key-elsewhere": words(
    t("Your key does not open with this password"),
    t("Your password was reset since the key was made. What is sealed is not lost."),
    t("Under Your account, open your private notes again with your own printed sheet."),
  ),
  "note.awaiting-cosign": words(
    t("Waits for co-signature"),
    t("The note was handed in and stands still until the supervisor signs it or gives it back."),
    t("Take it back first, under History, if it must change."),
  ),
  "note.not-awaiting": words(
    t("Not handed in"),
    t("The note does not wait for a co-signature any more."),
    t("Open it again to see where it stands."),
  ),
  "transcript.edit-impossible": words(
    t("Nothing to change there"),
    t("The line is gone, or nothing would be left on one side of the cut."),
    t("Choose the line again."),
  ),
  "note.empty": words(t("Nothing to sign"), t("The note has no words in it."), t("Write or draft it first.")),
  "draft.already-running": words(t("Already drafting"), t("A draft of this session is being made."), t("Wait for it, or cancel it.")),
  "draft.interrupted": words(t("The draft was cut off"), t("The program ended while it was being made. Nothing was kept."), t("Draft again.")),
} satisfies Readonly<Record<string, Words>>;
