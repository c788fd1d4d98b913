import type { IntakeField, RowFault } from "../../../shared/domain/intake.ts";
import { t } from "../../words/language.ts";

export const fieldWords: Readonly<Record<IntakeField, string>> = {
  familyName: t("Family name"),
  givenName: t("Given name"),
  preferredName: t("Called"),
  pronouns: t("Pronouns"),
  bornOn: t("Born on"),
  mrn: t("MRN"),
  phone: t("Phone"),
  email: t("E-mail"),
  address: t("Address"),
  stateCode: t("State of residence"),
  alerts: t("Alerts and allergies"),
};

const why: Readonly<Record<RowFault["why"], string>> = {
  "field-missing": t("Missing or not in the form expected"),
  "date-unreadable": t("There is no such day, or the year has two digits"),
  "field-too-long": t("Too long"),
  "state-unknown": t("Not a State of the United States"),
  "row-unreadable": t("Not a patient as the program knows one"),
  "mrn-taken": t("Somebody here has this record number"),
  "same-name-and-birth": t("Somebody here has the same name and birth date"),
  "twice-in-file": t("The record number stands in the file twice"),
  "destroyed-here": t("Destroyed here"),
};

/** Why a row was not taken, with the field it is about. */
export function describeFault({ why: reason, field }: RowFault): string {
  return field === null ? why[reason] : `${fieldWords[field]}: ${why[reason]}`;
}
