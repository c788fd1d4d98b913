import type { Role } from "../../shared/domain/people.ts";

const roleNames: Readonly<Record<Role, string>> = {
  clinician: "Clinician",
  supervisor: "Supervisor",
  "practice-manager": "Practice manager",
  "privacy-officer": "Privacy officer",
  "it-admin": "IT administrator",
  auditor: "Auditor",
};

/** A role as people say it. */
export function nameRole(role: Role): string {
  return roleNames[role];
}
