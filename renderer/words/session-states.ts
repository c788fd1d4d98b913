import type { EncounterSummary } from "../../shared/contract/patients.ts";
import { t } from "./language.ts";

/** Where a session's note stands, in two words. */
export const sessionStates: Readonly<Record<EncounterSummary["state"], string>> = {
  "to-draft": t("To draft"),
  drafting: t("Drafting"),
  interrupted: t("Cut off"),
  "to-review": t("To review"),
  returned: t("Returned"),
  "to-cosign": t("To co-sign"),
  "awaiting-cosign": t("Awaiting co-signature"),
  signed: t("Signed"),
};
