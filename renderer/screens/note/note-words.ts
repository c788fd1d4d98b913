import type { Drafter, Sentence, SentenceSource } from "../../../shared/domain/note.ts";
import type { DetectionReason, DoubtfulSpan, IdentifierType, ReleaseReason } from "../../../shared/domain/privacy.ts";
import type { SpeakerRole } from "../../../shared/domain/transcript.ts";
import type { retentionModes } from "../../../shared/domain/vendor.ts";

/* The words of this screen, beside the codes they stand for; a new code does not compile without them. */

export const sourceWords: Readonly<Record<SentenceSource, string>> = {
  said: "Said in session",
  typed: "Typed by clinician",
  "carried-forward": "Carried forward",
  unsupported: "No source",
  "not-assessed": "Not assessed",
};

export const doubtWords: Readonly<Record<Sentence["doubts"][number], string>> = {
  "no-line": "No line of the transcript is given for it.",
  "line-missing": "It cites a line this transcript does not have.",
  negation: "It says no, or says it is normal, and no line it cites says so.",
  number: "A number in it is not in the lines it cites.",
  medication: "A medicine or dose in it is not in the lines it cites.",
  speaker: "The lines it cites were spoken by somebody else than it says.",
  overlap: "Hardly a word of it is in the lines it cites.",
  instruction: "A line it cites sounds like an order to the program, not like a session.",
  quote: "It quotes words that are not in the transcript as they stand.",
};

/** Why a sentence waits for a person, one reason a line. */
export function explainSentence(sentence: Sentence): string[] {
  const reasons = sentence.doubts.map((doubt) => doubtWords[doubt]);
  if (sentence.source === "not-assessed") return ["Nobody spoke of it in the session. Confirm that, or type what you found.", ...reasons];
  if (sentence.source === "unsupported" && reasons.length === 0) return ["No line of the transcript supports it."];
  return reasons;
}

/** Where a sentence comes from and whether a person has looked, for people who hear the page. */
export function describeSentence(sentence: Sentence): string {
  const lines = sentence.lines.length === 0 ? "" : `, ${nameLines(sentence.lines)}`;
  const review = sentence.review === "accepted" ? ", accepted" : "";
  return `${sourceWords[sentence.source]}${lines}${review}`;
}

/** "line 4", "lines 4, 7–9": the fewest words for a set of lines. */
export function nameLines(lines: readonly number[]): string {
  return `${lines.length === 1 ? "line" : "lines"} ${formatLines(lines)}`;
}

/** "4, 7–9". */
export function formatLines(lines: readonly number[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const line of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

export const identifierWords: Readonly<Record<IdentifierType, { one: string; many: string }>> = {
  NAME: { one: "name", many: "names" },
  DATE: { one: "date", many: "dates" },
  AGE90: { one: "age over 89", many: "ages over 89" },
  LOCATION: { one: "place", many: "places" },
  ORG: { one: "organization", many: "organizations" },
  PHONE: { one: "phone number", many: "phone numbers" },
  FAX: { one: "fax number", many: "fax numbers" },
  EMAIL: { one: "e-mail address", many: "e-mail addresses" },
  URL: { one: "web address", many: "web addresses" },
  IP: { one: "IP address", many: "IP addresses" },
  SSN: { one: "social security number", many: "social security numbers" },
  MRN: { one: "record number", many: "record numbers" },
  HEALTHPLAN: { one: "health-plan number", many: "health-plan numbers" },
  ACCOUNT: { one: "account number", many: "account numbers" },
  LICENSE: { one: "license number", many: "license numbers" },
  VEHICLE: { one: "vehicle number", many: "vehicle numbers" },
  DEVICE: { one: "device number", many: "device numbers" },
  BIOMETRIC: { one: "biometric mark", many: "biometric marks" },
  ID: { one: "other number", many: "other numbers" },
};

/** "12 names", "1 date". */
export function countIdentifiers(type: IdentifierType, count: number): string {
  return `${count} ${count === 1 ? identifierWords[type].one : identifierWords[type].many}`;
}

export const reasonWords: Readonly<Record<DetectionReason, string>> = {
  "known-identifier": "Known from this chart",
  pattern: "Pattern",
  "spoken-pattern": "Pattern, spoken out",
  "context-word": "The words around it",
  lexicon: "In a list of names and places",
  tagger: "Recognized by how it is said",
  pack: "Found by the additional model",
  propagated: "Same words replaced elsewhere",
  "added-by-person": "Added by you",
};

export const releaseWords: Readonly<Record<ReleaseReason, string>> = {
  "not-an-identifier": "It identifies nobody",
  "public-knowledge": "It is public knowledge",
  "needed-for-care": "The note needs it",
};

export const doubtfulWords: Readonly<Record<DoubtfulSpan["why"], string>> = {
  "name-like": "Looks like a name",
  "number-like": "Looks like a number that could identify",
  "unique-role": "A role that may fit one person only",
};

export const retentionWords: Readonly<Record<(typeof retentionModes)[number], string>> = {
  none: "Nothing is kept",
  "zero-data-retention": "Zero data retention: nothing is kept after the reply",
  "hipaa-ready": "Kept under the vendor's HIPAA-ready terms",
  "limited-days": "Kept for a limited number of days",
};

export const speakerWords: Readonly<Record<SpeakerRole, { name: string; mark: string }>> = {
  clinician: { name: "Clinician", mark: "T" },
  client: { name: "Client", mark: "C" },
  other: { name: "Someone else", mark: "O" },
  unknown: { name: "Not known yet", mark: "?" },
};

/** The steps of a draft in the order they happen. */
export const draftSteps = [
  { id: "removing-identifiers", words: "Removing identifiers", vendorOnly: false },
  { id: "checking-agreement", words: "Checking the agreement", vendorOnly: true },
  { id: "recording", words: "Writing the audit entry", vendorOnly: false },
  { id: "waiting", words: "Waiting for the reply", vendorOnly: true },
  { id: "receiving", words: "Receiving sentences", vendorOnly: false },
  { id: "checking-sentences", words: "Checking every sentence against its lines", vendorOnly: false },
  { id: "saving", words: "Saving the draft", vendorOnly: false },
] as const;

export type DraftStep = (typeof draftSteps)[number]["id"];

/** Who drafted the note, as printed under it. */
export function nameDrafter(drafter: Drafter): string {
  if (drafter.kind === "device") return "Drafted on this computer";
  if (drafter.kind === "vendor") return `Drafted by ${drafter.vendorName}, ${drafter.modelId}`;
  return "Written by hand";
}
