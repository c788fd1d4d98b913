import { t } from "./language.ts";
import { type Words, words } from "./say.ts";

const instead = t("Import a transcript or type the note instead; everything else works.");

/** Words for what can befall a recording and its transcription. */
export const soundWords = {
  "speech.pack-missing": words(
    t("Listening is not set up"),
    t("The files this computer listens with are not here."),
    t("Ask IT to run the set-up again. {instead}", { instead }),
  ),
  "speech.pack-tampered": words(
    t("The listening files were changed"),
    t("They are not the ones this version was made with, so they were not used."),
    t("Ask IT to run the set-up again, and give them the code. {instead}", { instead }),
  ),
  "speech.failed": words(
    t("Transcribing stopped"),
    t("What was transcribed so far is kept, and so is the recording."),
    t("Choose Transcribe again; it goes on where it stopped."),
  ),
  "speech.busy": words(
    t("Another recording is being transcribed"),
    t("This computer transcribes one at a time."),
    t("This one can start when that one is done."),
  ),
  "speech.cancelled": words(
    t("Transcribing was stopped"),
    t("What was transcribed so far is kept."),
    t("Choose Transcribe to go on where it stopped."),
  ),
  "sound.consent-needed": words(
    t("Consent to recording is needed"),
    t("The patient has not agreed to being recorded, or has taken it back."),
    t("Record the consent in the chart first; or type the note or import a transcript instead."),
  ),
  "sound.already-recording": words(t("A recording is running"), t("This computer records one session at a time."), t("Stop that one first.")),
  "sound.not-recording": words(t("Nothing is being recorded"), t("The recording has ended already."), t("Look under Recordings for what there is.")),
  "sound.no-microphone": words(
    t("No microphone"),
    t("No microphone answers on this computer."),
    t("Plug one in or allow it in the system's settings, and look again."),
  ),
  "sound.not-found": words(t("No such recording"), t("It is not in this record."), t("Go back to the chart and open the session again.")),
  "sound.elsewhere": words(
    t("This recording is at another workstation"),
    t("It was made there, and the rest of it has not come yet."),
    t("Go on with it there; once it has come, it can be transcribed anywhere."),
  ),
  "sound.destroyed": words(
    t("The sound is gone"),
    t("The transcript was confirmed and the recording destroyed, as the clinic decided."),
    t("The transcript remains."),
  ),
  "sound.damaged": words(
    t("Part of the recording cannot be read"),
    t("Its file was changed or cut after it was written."),
    t("What comes before the damage can be transcribed. Give IT the code."),
  ),
  "sound.disk-nearly-full": words(
    t("The disk is nearly full"),
    t("There is not enough room to record safely. What was recorded is kept."),
    t("Free some space, then begin again; or take notes by hand."),
  ),
  "sound.unreadable": words(
    t("That file could not be read as sound"),
    t("It is broken, or a kind this version does not know."),
    t("Choose WAV, MP3, M4A, OGG, FLAC or WebM, or play it once to see whether it is whole."),
  ),
  "sound.empty-file": words(
    t("That file is empty"),
    t("It holds nothing at all; it may not have been copied to its end."),
    t("Copy it again from the recorder, then choose it again."),
  ),
  "sound.protected": words(
    t("That file is locked by its seller"),
    t("Its sound is encrypted for one player, so no other program can read it."),
    t("Choose a recording of your own: WAV, MP3, M4A, OGG, FLAC or WebM."),
  ),
  "sound.unknown-coding": words(
    t("There is no sound in it that this program reads"),
    t("The kind of file is known, but its sound is packed in another way, as Apple Lossless is."),
    t("Save it as WAV, MP3 or M4A (AAC) in the program it comes from, then choose that file."),
  ),
  "sound.cut-short": words(
    t("That file breaks off before its end"),
    t("It was cut or damaged after it was recorded."),
    t("Copy it again from the recorder if you can, or keep what could be read."),
  ),
  "sound.too-long": words(t("That recording is too long"), t("A recording may last four hours."), t("Cut it into parts and import each.")),
  "sound.nothing-said": words(
    t("No words were found"),
    t("Nobody was heard to speak in this recording."),
    t("Play it to be sure; the microphone may have been off."),
  ),
} satisfies Readonly<Record<string, Words>>;
