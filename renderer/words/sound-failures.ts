import { type Words, words } from "./say.ts";

const instead = "Import a transcript or type the note instead; everything else works.";

/** Words for what can befall a recording and its transcription. */
export const soundWords = {
  "speech.pack-missing": words(
    "Listening is not set up",
    "The files this computer listens with are not here.",
    `Ask IT to run the set-up again. ${instead}`,
  ),
  "speech.pack-tampered": words(
    "The listening files were changed",
    "They are not the ones this version was made with, so they were not used.",
    `Ask IT to run the set-up again, and give them the code. ${instead}`,
  ),
  "speech.failed": words(
    "Transcribing stopped",
    "What was transcribed so far is kept, and so is the recording.",
    "Choose Transcribe again; it goes on where it stopped.",
  ),
  "speech.busy": words(
    "Another recording is being transcribed",
    "This computer transcribes one at a time.",
    "This one can start when that one is done.",
  ),
  "speech.cancelled": words("Transcribing was stopped", "What was transcribed so far is kept.", "Choose Transcribe to go on where it stopped."),
  "sound.consent-needed": words(
    "Consent to recording is needed",
    "The patient has not agreed to being recorded, or has taken it back.",
    "Record the consent in the chart first; or type the note or import a transcript instead.",
  ),
  "sound.already-recording": words("A recording is running", "This computer records one session at a time.", "Stop that one first."),
  "sound.not-recording": words("Nothing is being recorded", "The recording has ended already.", "Look under Recordings for what there is."),
  "sound.no-microphone": words(
    "No microphone",
    "No microphone answers on this computer.",
    "Plug one in or allow it in the system's settings, and look again.",
  ),
  "sound.not-found": words("No such recording", "It is not in this record.", "Go back to the chart and open the session again."),
  "sound.destroyed": words(
    "The sound is gone",
    "The transcript was confirmed and the recording destroyed, as the clinic decided.",
    "The transcript remains.",
  ),
  "sound.damaged": words(
    "Part of the recording cannot be read",
    "Its file was changed or cut after it was written.",
    "What comes before the damage can be transcribed. Give IT the code.",
  ),
  "sound.disk-nearly-full": words(
    "The disk is nearly full",
    "There is not enough room to record safely. What was recorded is kept.",
    "Free some space, then begin again; or take notes by hand.",
  ),
  "sound.unreadable": words(
    "That file could not be read as sound",
    "It is broken, or a kind this version does not know.",
    "Choose WAV, MP3, M4A, OGG, FLAC or WebM, or play it once to see whether it is whole.",
  ),
  "sound.too-long": words("That recording is too long", "A recording may last four hours.", "Cut it into parts and import each."),
  "sound.nothing-said": words(
    "No words were found",
    "Nobody was heard to speak in this recording.",
    "Play it to be sure; the microphone may have been off.",
  ),
} satisfies Readonly<Record<string, Words>>;
