import type { Role } from "../../shared/domain/people.ts";
import { t } from "./language.ts";

const roleNames: Readonly<Record<Role, string>> = {
  clinician: t("Clinician"),
  supervisor: t("Supervisor"),
  "practice-manager": t("Practice manager"),
  "privacy-officer": t("Privacy officer"),
  "it-admin": t("IT administrator"),
  auditor: t("Auditor"),
};

/** A role as people say it. */
export function nameRole(role: Role): string {
  return roleNames[role];
}
