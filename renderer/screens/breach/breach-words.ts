import type { AssessmentBody, BreachOutcome, BreachSource, Exposure } from "../../../shared/domain/breach.ts";
import type { AssessmentView, DutyLine } from "../../api/index.ts";
import type { BadgeTone } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

export const outcomeWords: Readonly<Record<BreachOutcome, { tone: BadgeTone; label: string; sentence: string }>> = {
  breach: { tone: "refused", label: t("Breach"), sentence: t("This counts as a breach: people must be told.") },
  "low-probability": {
    tone: "caution",
    label: t("Low probability"),
    sentence: t("A low probability of compromise: nobody must be told, and why is kept for six years."),
  },
  excluded: { tone: "neutral", label: t("Exception"), sentence: t("An exception applies: nobody must be told, and why is kept for six years.") },
  secured: { tone: "done", label: t("Secured"), sentence: t("The information was secured: nobody must be told, and why is kept for six years.") },
};

export const sourceOptions: readonly { id: BreachSource["kind"]; label: string; description: string }[] = [
  { id: "vendor", label: t("A vendor"), description: t("What was sent to it may have been seen by others") },
  { id: "person", label: t("A person here"), description: t("Somebody looked where they had no reason to") },
  { id: "computer", label: t("A lost computer"), description: t("The computer that holds the record is gone") },
  { id: "backup", label: t("A lost backup"), description: t("A drive or share with a backup is gone") },
];

export const exposureWords: Readonly<Record<Exposure, string>> = {
  "transcript-identifiers-removed": t("Sessions, identifiers replaced"),
  "transcript-identified": t("Sessions, with identifiers"),
  "chart-viewed": t("Charts that were opened"),
  "whole-record": t("The whole record"),
};

export const gapWords: Readonly<Record<AssessmentView["gaps"][number], string>> = {
  discovery: t("Write down who first knew, and when (Found out)."),
  "exclusion-rationale": t("Give the reason for the exception (Risk)."),
  "factor-level": t("Rate all four factors (Risk)."),
  "factor-rationale": t("Give a reason for each factor (Risk)."),
  "high-factor": t("A factor is rated high: that is not a low probability (Risk)."),
  "letter-words": t("Fill in all five parts of the letter (Letters)."),
};

export const factorWords: Readonly<Record<AssessmentBody["factors"][number]["factor"], { title: string; help: string }>> = {
  nature: { title: t("What it was"), help: t("The kinds of information, and how easily a person could be recognized from it") },
  recipient: { title: t("Who had it"), help: t("Somebody bound to secrecy is less of a risk than a stranger") },
  acquired: { title: t("Whether it was seen"), help: t("Actually taken or viewed, or only possible to") },
  mitigation: { title: t("What was done since"), help: t("Returned, destroyed, promised in writing") },
};

export const protectionWords: Readonly<Record<AssessmentView["protection"]["steps"][number]["question"], string>> = {
  "readable-to-recipient": t("Could whoever had it read it?"),
  "disk-encrypted": t("Was the disk encrypted?"),
  "machine-closed": t("Was the computer off or locked?"),
  "strong-login": t("Was its login strong?"),
  "key-apart": t("Were password and recovery sheet elsewhere?"),
};

/** A duty as a task. */
export function nameDuty({ kind, stateCode }: Pick<DutyLine, "kind" | "stateCode">): string {
  const names: Readonly<Record<DutyLine["kind"], string>> = {
    individuals: t("Letters to everyone"),
    media: t("Tell the media in {stateCode}", { stateCode }),
    "hhs-now": t("Report to HHS"),
    "hhs-annual": t("Enter in HHS's yearly list"),
    "state-individuals": t("Letters to residents of {stateCode}", { stateCode }),
    "state-attorney": t("Tell the attorney general of {stateCode}", { stateCode }),
    "state-agency": t("Tell the department of health of {stateCode}", { stateCode }),
  };
  return names[kind];
}

/** "12 days left", "2 days late". */
export function nameDaysLeft(days: number): string {
  if (days < 0) return t("{days} late", { days: formatSome(-days, t("day")) });
  return days === 0 ? "today" : t("{days} left", { days: formatSome(days, t("day")) });
}
