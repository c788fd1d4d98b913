import type { SpeakerRole } from "../../shared/domain/transcript.ts";

const clinicianWords =
  /^(t|th|therapist|doctor|dr|doc|physician|provider|clinician|counsell?or|psychologist|psychiatrist|nurse|np|pa|interviewer|social worker|coach|facilitator)\b/;
const clientWords = /^(c|p|pt|cl|client|patient|caller|member|interviewee|consumer)\b/;
const otherWords =
  /^(mother|mom|mum|father|dad|husband|wife|partner|spouse|son|daughter|brother|sister|parent|guardian|caregiver|friend|guest|interpreter|teacher|group)\b/;
const clinicalNames = /^dr\.?\s|,\s*(md|do|phd|psyd|lcsw|lmft|lpc|lpcc|np|pmhnp)\b|\b(md|lcsw|lmft|psyd|phd)$/i;

/** Guesses the part a label plays; a bare name or number stays unknown until a person says who it is. */
export function guessRole(label: string): SpeakerRole {
  const folded = label
    .toLowerCase()
    .replace(/[[\]().:#*_]/g, " ")
    .trim();
  if (folded === "") return "unknown";
  if (clinicianWords.test(folded) || clinicalNames.test(label.trim())) return "clinician";
  if (clientWords.test(folded)) return "client";
  return otherWords.test(folded) ? "other" : "unknown";
}
