import { groundCitations } from "../../shared/domain/grounds.ts";
import type { Block, ScopePart } from "../../shared/domain/rights.ts";
import { formatDay, formatSome } from "./format.ts";
import { t } from "./language.ts";

const parts: Readonly<Record<ScopePart, readonly [one: string, many: string]>> = {
  sessions: [t("session"), t("sessions")],
  "transcript-lines": [t("line of transcript"), t("lines of transcript")],
  recordings: [t("recording"), t("recordings")],
  drafts: [t("unsigned draft"), t("unsigned drafts")],
  "signed-notes": [t("signed note"), t("signed notes")],
  addenda: [t("addendum"), t("addenda")],
  "note-versions": [t("earlier version of a note"), t("earlier versions of notes")],
  "private-notes": [t("private note"), t("private notes")],
  codes: [t("session with billing codes"), t("sessions with billing codes")],
  consents: [t("consent"), t("consents")],
  requests: [t("request"), t("requests")],
  "search-entries": [t("entry of the search index"), t("entries of the search index")],
};

/** "3 signed notes". */
export function formatScopePart(part: ScopePart, count: number): string {
  return formatSome(count, ...parts[part]);
}

/** What stands in the way of a destruction, in a sentence. */
export function describeBlock(block: Block): string {
  switch (block.kind) {
    case "hold":
      return t("A legal hold stands on this record. Lift it under Requests and holds when the matter is over.");
    case "request-open":
      return t("A request of the patient still runs. Answer it first.");
    case "note-unsigned":
      return t("There is an unsigned note. Its author signs it or throws it away.");
    case "recording-running":
      return t("A recording is being made or heard. Let it end first.");
    case "breach-open":
      return t("A breach assessment is open, and it may turn out to be about this patient. Conclude it first.");
    case "retention":
      return t("The record must be kept until {until} ({citation}).", { until: formatDay(block.until), citation: block.citation });
    case "retention-unknown":
      return t(
        "Nobody has told the program how long {state} asks for records to be kept, so it may not go. IT can put the State's rule into the policy.",
        {
          state: block.stateCode,
        },
      );
  }
}

const grounds: Readonly<Record<string, string>> = {
  "psychotherapy-notes": t("A psychotherapy note, kept apart"),
  "legal-proceeding": t("Put together for a legal proceeding"),
  inmate: t("An inmate's copy would endanger somebody"),
  research: t("Research in progress, as agreed"),
  "privacy-act": t("Withheld under the Privacy Act"),
  "confidential-source": t("Told in confidence by somebody else"),
  "endangers-life": t("Likely to endanger life or physical safety"),
  "harms-another": t("Likely to harm another person named in it"),
  "representative-harms": t("Likely to cause harm if given to the representative"),
  "not-created-here": t("Not created here"),
  "not-in-record": t("Not part of the record"),
  "not-open-to-access": t("Of a kind not open to inspection"),
  "accurate-and-complete": t("Accurate and complete as it is"),
};

/** A ground of denial with where it stands. */
export function nameGround(ground: string): { readonly label: string; readonly citation: string } {
  return { label: grounds[ground] ?? ground, citation: groundCitations[ground] ?? "" };
}

/** How a package is closed. */
export const formatWords = {
  zip: {
    label: t("Encrypted ZIP"),
    description: t("AES-256. Opens with 7-Zip on Windows, with Keka or The Unarchiver on a Mac, and with the passphrase."),
  },
  age: { label: t("Encrypted with age"), description: t("For a recipient whose IT uses age. Opens with the passphrase.") },
  plain: { label: t("Not encrypted"), description: t("Whoever finds the file can read it. Only when the patient knows that and asks for it.") },
} as const;

export const requestWords = {
  kinds: { access: t("Access"), amendment: t("Amendment") },
  states: { open: t("Waiting for an answer"), accepted: t("Granted"), denied: t("Denied"), withdrawn: t("Taken back") },
  channels: {
    "in-person": t("In person"),
    letter: t("By letter"),
    email: t("By e-mail"),
    telephone: t("By telephone"),
    portal: t("Through a portal"),
  },
  requesters: { patient: t("The patient"), representative: t("A personal representative"), "third-party": t("Somebody the patient named") },
  holds: {
    litigation: t("Litigation"),
    subpoena: t("Subpoena"),
    "board-complaint": t("Complaint to a board"),
    audit: t("Audit"),
    investigation: t("Investigation"),
    other: t("Another reason"),
  },
} as const;
