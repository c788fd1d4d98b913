import type { Finding, ReviewKind } from "../../../shared/domain/access-review.ts";
import { formatSome } from "../../words/index.ts";

const names: Readonly<Record<ReviewKind, { label: string; description: string }>> = {
  "own-record": { label: "Own record", description: "People in a chart of their own name" },
  "same-surname": { label: "Same surname", description: "People in the chart of a namesake, perhaps a relative" },
  "after-hours": { label: "Outside hours", description: "Charts touched at night or at the weekend" },
  bulk: { label: "Many charts", description: "More charts in a day than the work asks for" },
  "break-glass": { label: "Emergency access", description: "Charts opened from outside the care team" },
};

export const reviewOptions = Object.entries(names).map(([id, words]) => ({ id, ...words }));

/** What a review is called. */
export function nameReview(kind: ReviewKind): string {
  return names[kind].label;
}

/** What was found, in one sentence. */
export function describeFindings(kind: ReviewKind, findings: readonly Finding[]): string {
  const people = new Set(findings.map(({ userId }) => userId)).size;
  if (findings.length === 0) return "Nothing of this kind in this time.";
  const found = `${formatSome(people, "person", "people")}, ${formatSome(findings.length, "finding")}`;
  return kind === "own-record" || kind === "same-surname" ? `${found}. A shared name may be chance; you are the one who can tell.` : `${found}.`;
}
