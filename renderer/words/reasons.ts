import type { destructionReasons, glassReasons } from "../../shared/domain/access.ts";
import { t } from "./language.ts";

const glass: Readonly<Record<(typeof glassReasons)[number], string>> = {
  "emergency-treatment": t("Emergency treatment"),
  "crisis-call": t("Crisis call"),
  "covering-colleague": t("Covering for a colleague"),
  "patient-request": t("The patient asked"),
};

const destruction: Readonly<Record<(typeof destructionReasons)[number], string>> = {
  "retention-ended": t("The retention period has ended"),
  "patient-request": t("The patient asked and the clinic agreed"),
  "entered-in-error": t("Registered in error"),
  "court-order": t("Ordered by a court"),
};

/** Why a chart was opened in an emergency, in words. */
export function nameGlassReason(reason: keyof typeof glass): string {
  return glass[reason];
}

/** Why a record is destroyed, in words. */
export function nameDestructionReason(reason: keyof typeof destruction): string {
  return destruction[reason];
}
