import type { SpeakerRole } from "../../shared/domain/transcript.ts";

const clinician =
  "t|th|therapist|psychotherapist|doctor|dr|doc|physician|provider|clinician|counsell?or|psychologist|psychiatrist|nurse(?: practitioner)?|np|pa|interviewer|social worker|coach|facilitator";
const client = "c|p|pt|cl|client|patient|caller|member|interviewee|consumer";
const other =
  "mother|mom|mum|father|dad|husband|wife|partner|spouse|boyfriend|girlfriend|fianc[eé]e?|son|daughter|child|brother|sister|sibling|parent|guardian|caregiver|carer|grandmother|grandfather|aunt|uncle|friend|guest|interpreter|translator|teacher|group|visitor";

const clinicianWords = new RegExp(String.raw`^(?:${clinician})\d{0,2}\b`);
const clientWords = new RegExp(String.raw`^(?:${client})\d{0,2}\b`);
const otherWords = new RegExp(String.raw`^(?:${other})\b`);
/** "Patient's mother", "Client mother", "Mother of the patient": a third person, however they are named. */
const relation = new RegExp(String.raw`^(?:the )?(?:${client})(?:['’]?s['’]?)? (?:${other})\b|\b(?:${other}) of\b`);
const clinicalNames = /^dr\.?\s|,\s*(md|do|phd|psyd|lcsw|lmft|lpc|lpcc|np|pmhnp)\b|\b(md|lcsw|lmft|psyd|phd)$/i;
const plainRole = new RegExp(String.raw`^(?:${clinician}|${client}|${other}|(?:${client})['’]s (?:${other}))(?: ?\d{1,2})?$`);

/** Guesses the part a label plays; a bare name or number stays unknown until a person says who it is. */
export function guessRole(label: string): SpeakerRole {
  const folded = foldLabel(label);
  if (folded === "") return "unknown";
  if (relation.test(folded)) return "other";
  if (clinicianWords.test(folded) || clinicalNames.test(label.trim())) return "clinician";
  if (clientWords.test(folded)) return "client";
  return otherWords.test(folded) ? "other" : "unknown";
}

/** Whether a label is a part and nothing more ("Client 2", "Mother"), so that one mention is enough to believe it. */
export function isPlainRole(label: string): boolean {
  return plainRole.test(foldLabel(label));
}

function foldLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/[[\]().:#*_]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
