import type { AssessmentBody, BreachOutcome, BreachSource, Exposure } from "../../../shared/domain/breach.ts";
import type { AssessmentView, DutyLine } from "../../api/index.ts";
import type { BadgeTone } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";

export const outcomeWords: Readonly<Record<BreachOutcome, { tone: BadgeTone; label: string; sentence: string }>> = {
  breach: { tone: "refused", label: "Breach", sentence: "This counts as a breach: people must be told." },
  "low-probability": {
    tone: "caution",
    label: "Low probability",
    sentence: "A low probability of compromise: nobody must be told, and why is kept for six years.",
  },
  excluded: { tone: "neutral", label: "Exception", sentence: "An exception applies: nobody must be told, and why is kept for six years." },
  secured: { tone: "done", label: "Secured", sentence: "The information was secured: nobody must be told, and why is kept for six years." },
};

export const sourceOptions: readonly { id: BreachSource["kind"]; label: string; description: string }[] = [
  { id: "vendor", label: "A vendor", description: "What was sent to it may have been seen by others" },
  { id: "person", label: "A person here", description: "Somebody looked where they had no reason to" },
  { id: "computer", label: "A lost computer", description: "The computer that holds the record is gone" },
  { id: "backup", label: "A lost backup", description: "A drive or share with a backup is gone" },
];

export const exposureWords: Readonly<Record<Exposure, string>> = {
  "transcript-identifiers-removed": "Sessions, identifiers replaced",
  "transcript-identified": "Sessions, with identifiers",
  "chart-viewed": "Charts that were opened",
  "whole-record": "The whole record",
};

export const gapWords: Readonly<Record<AssessmentView["gaps"][number], string>> = {
  discovery: "Write down who first knew, and when (Found out).",
  "exclusion-rationale": "Give the reason for the exception (Risk).",
  "factor-level": "Rate all four factors (Risk).",
  "factor-rationale": "Give a reason for each factor (Risk).",
  "high-factor": "A factor is rated high: that is not a low probability (Risk).",
  "letter-words": "Fill in all five parts of the letter (Letters).",
};

export const factorWords: Readonly<Record<AssessmentBody["factors"][number]["factor"], { title: string; help: string }>> = {
  nature: { title: "What it was", help: "The kinds of information, and how easily a person could be recognized from it" },
  recipient: { title: "Who had it", help: "Somebody bound to secrecy is less of a risk than a stranger" },
  acquired: { title: "Whether it was seen", help: "Actually taken or viewed, or only possible to" },
  mitigation: { title: "What was done since", help: "Returned, destroyed, promised in writing" },
};

export const protectionWords: Readonly<Record<AssessmentView["protection"]["steps"][number]["question"], string>> = {
  "readable-to-recipient": "Could whoever had it read it?",
  "disk-encrypted": "Was the disk encrypted?",
  "machine-closed": "Was the computer off or locked?",
  "strong-login": "Was its login strong?",
  "key-apart": "Were password and recovery sheet elsewhere?",
};

/** A duty as a task. */
export function nameDuty({ kind, stateCode }: Pick<DutyLine, "kind" | "stateCode">): string {
  const names: Readonly<Record<DutyLine["kind"], string>> = {
    individuals: "Letters to everyone",
    media: `Tell the media in ${stateCode}`,
    "hhs-now": "Report to HHS",
    "hhs-annual": "Enter in HHS's yearly list",
    "state-individuals": `Letters to residents of ${stateCode}`,
    "state-attorney": `Tell the attorney general of ${stateCode}`,
    "state-agency": `Tell the department of health of ${stateCode}`,
  };
  return names[kind];
}

/** "12 days left", "2 days late". */
export function nameDaysLeft(days: number): string {
  if (days < 0) return `${formatSome(-days, "day")} late`;
  return days === 0 ? "today" : `${formatSome(days, "day")} left`;
}
