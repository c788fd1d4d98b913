import type { Finding, ReviewKind } from "../../../shared/domain/access-review.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const names: Readonly<Record<ReviewKind, { label: string; description: string }>> = {
  "own-record": { label: t("Own record"), description: t("People in a chart of their own name") },
  "same-surname": { label: t("Same surname"), description: t("People in the chart of a namesake, perhaps a relative") },
  "after-hours": { label: t("Outside hours"), description: t("Charts touched at night or at the weekend") },
  bulk: { label: t("Many charts"), description: t("More charts in a day than the work asks for") },
  "break-glass": { label: t("Emergency access"), description: t("Charts opened from outside the care team") },
};

export const reviewOptions = Object.entries(names).map(([id, words]) => ({ id, ...words }));

/** What a review is called. */
export function nameReview(kind: ReviewKind): string {
  return names[kind].label;
}

/** What was found, in one sentence. */
export function describeFindings(kind: ReviewKind, findings: readonly Finding[]): string {
  const people = new Set(findings.map(({ userId }) => userId)).size;
  if (findings.length === 0) return t("Nothing of this kind in this time.");
  const found = `${formatSome(people, t("person"), t("people"))}, ${formatSome(findings.length, t("finding"))}`;
  return kind === "own-record" || kind === "same-surname"
    ? t("{found}. A shared name may be chance; you are the one who can tell.", { found })
    : `${found}.`;
}
