import type { Drafter, Sentence, SentenceSource } from "../../../shared/domain/note.ts";
import type { DetectionReason, DoubtfulSpan, IdentifierType, ReleaseReason } from "../../../shared/domain/privacy.ts";
import type { SpeakerRole } from "../../../shared/domain/transcript.ts";
import type { retentionModes } from "../../../shared/domain/vendor.ts";
import { t } from "../../words/language.ts";

/* The words of this screen, beside the codes they stand for; a new code does not compile without them. */

export const sourceWords: Readonly<Record<SentenceSource, string>> = {
  said: t("Said in session"),
  typed: t("Typed by clinician"),
  "carried-forward": t("Carried forward"),
  unsupported: t("No source"),
  "not-assessed": t("Not assessed"),
};

export const doubtWords: Readonly<Record<Sentence["doubts"][number], string>> = {
  "no-line": t("No line of the transcript is given for it."),
  "line-missing": t("It cites a line this transcript does not have."),
  negation: t("It says no, or says it is normal, and no line it cites says so."),
  number: t("A number in it is not in the lines it cites."),
  medication: t("A medicine or dose in it is not in the lines it cites."),
  speaker: t("The lines it cites were spoken by somebody else than it says."),
  overlap: t("Hardly a word of it is in the lines it cites."),
  instruction: t("A line it cites sounds like an order to the program, not like a session."),
  quote: t("It quotes words that are not in the transcript as they stand."),
  "two-windows": t("Two windows changed this sentence. The other one's words stand above; keep what is right and remove the rest."),
};

/** Why a sentence waits for a person, one reason a line. */
export function explainSentence(sentence: Sentence): string[] {
  const reasons = sentence.doubts.map((doubt) => doubtWords[doubt]);
  if (sentence.source === "not-assessed") return [t("Nobody spoke of it in the session. Confirm that, or type what you found."), ...reasons];
  if (sentence.source === "unsupported" && reasons.length === 0) return [t("No line of the transcript supports it.")];
  return reasons;
}

/** Where a sentence comes from and whether a person has looked, for people who hear the page. */
export function describeSentence(sentence: Sentence): string {
  const lines = sentence.lines.length === 0 ? "" : `, ${nameLines(sentence.lines)}`;
  const review = sentence.review === "accepted" ? `, ${t("accepted")}` : "";
  return `${sourceWords[sentence.source]}${lines}${review}`;
}

/** "line 4", "lines 4, 7–9": the fewest words for a set of lines. */
export function nameLines(lines: readonly number[]): string {
  return `${lines.length === 1 ? t("line") : t("lines")} ${formatLines(lines)}`;
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
  AGE90: { one: t("age over 89"), many: t("ages over 89") },
  LOCATION: { one: "place", many: "places" },
  ORG: { one: "organization", many: "organizations" },
  PHONE: { one: t("phone number"), many: t("phone numbers") },
  FAX: { one: t("fax number"), many: t("fax numbers") },
  EMAIL: { one: t("e-mail address"), many: t("e-mail addresses") },
  URL: { one: t("web address"), many: t("web addresses") },
  IP: { one: t("IP address"), many: t("IP addresses") },
  SSN: { one: t("social security number"), many: t("social security numbers") },
  MRN: { one: t("record number"), many: t("record numbers") },
  HEALTHPLAN: { one: t("health-plan number"), many: t("health-plan numbers") },
  ACCOUNT: { one: t("account number"), many: t("account numbers") },
  LICENSE: { one: t("license number"), many: t("license numbers") },
  VEHICLE: { one: t("vehicle number"), many: t("vehicle numbers") },
  DEVICE: { one: t("device number"), many: t("device numbers") },
  BIOMETRIC: { one: t("biometric mark"), many: t("biometric marks") },
  ID: { one: t("other number"), many: t("other numbers") },
};

/** "12 names", "1 date". */
export function countIdentifiers(type: IdentifierType, count: number): string {
  return `${count} ${count === 1 ? identifierWords[type].one : identifierWords[type].many}`;
}

export const reasonWords: Readonly<Record<DetectionReason, string>> = {
  "known-identifier": t("Known from this chart"),
  pattern: t("Pattern"),
  "spoken-pattern": t("Pattern, spoken out"),
  "context-word": t("The words around it"),
  lexicon: t("In a list of names and places"),
  tagger: t("Recognized by how it is said"),
  pack: t("Found by the additional model"),
  propagated: t("Same words replaced elsewhere"),
  "added-by-person": t("Added by you"),
};

export const releaseWords: Readonly<Record<ReleaseReason, string>> = {
  "not-an-identifier": t("It identifies nobody"),
  "public-knowledge": t("It is public knowledge"),
  "needed-for-care": t("The note needs it"),
};

export const doubtfulWords: Readonly<Record<DoubtfulSpan["why"], string>> = {
  "name-like": t("Looks like a name"),
  "number-like": t("Looks like a number that could identify"),
  "unique-role": t("A role that may fit one person only"),
};

export const retentionWords: Readonly<Record<(typeof retentionModes)[number], string>> = {
  none: t("Nothing is kept"),
  "zero-data-retention": t("Zero data retention: nothing is kept after the reply"),
  "hipaa-ready": t("Kept under the vendor's HIPAA-ready terms"),
  "limited-days": t("Kept for a limited number of days"),
};

export const speakerWords: Readonly<Record<SpeakerRole, { name: string; mark: string }>> = {
  clinician: { name: t("Clinician"), mark: "T" },
  client: { name: t("Client"), mark: "C" },
  other: { name: t("Someone else"), mark: "O" },
  unknown: { name: t("Not known yet"), mark: "?" },
};

/** The steps of a draft in the order they happen. */
export const draftSteps = [
  { id: "removing-identifiers", words: t("Removing identifiers"), vendorOnly: false },
  { id: "checking-agreement", words: t("Checking the agreement"), vendorOnly: true },
  { id: "recording", words: t("Writing the audit entry"), vendorOnly: false },
  { id: "waiting", words: t("Waiting for the reply"), vendorOnly: true },
  { id: "receiving", words: t("Receiving sentences"), vendorOnly: false },
  { id: "checking-sentences", words: t("Checking every sentence against its lines"), vendorOnly: false },
  { id: "saving", words: t("Saving the draft"), vendorOnly: false },
] as const;

export type DraftStep = (typeof draftSteps)[number]["id"];

/** Who drafted the note, as printed under it. */
export function nameDrafter(drafter: Drafter): string {
  if (drafter.kind === "device") return t("Drafted on this computer");
  if (drafter.kind === "vendor") return t("Drafted by {vendorName}, {modelId}", { vendorName: drafter.vendorName, modelId: drafter.modelId });
  return t("Written by hand");
}
