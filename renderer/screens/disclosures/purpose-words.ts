import type { DisclosurePurpose } from "../../../shared/domain/disclosure.ts";
import { t } from "../../words/language.ts";

const purposes: Readonly<Record<DisclosurePurpose, string>> = {
  "court-order": t("Court order or subpoena"),
  "abuse-report": t("Report of abuse or neglect"),
  "serious-threat": t("To avert a serious threat"),
  "public-health": t("Public health"),
  "health-oversight": t("Health oversight"),
  "law-enforcement": t("Law enforcement"),
  coroner: t("Coroner or medical examiner"),
  research: t("Research without authorization"),
  "required-by-law": t("Otherwise required by law"),
  breach: t("Not permitted: a breach"),
};

/** Why something was disclosed, in words. */
export function namePurpose(purpose: DisclosurePurpose): string {
  return purposes[purpose];
}

/** What a person can write down; a breach writes itself down when it is concluded. */
export const purposeOptions = Object.entries(purposes)
  .filter(([id]) => id !== "breach")
  .map(([id, label]) => ({ id, label }));
