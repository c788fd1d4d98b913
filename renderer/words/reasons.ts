import type { destructionReasons, glassReasons } from "../../shared/domain/access.ts";

const glass: Readonly<Record<(typeof glassReasons)[number], string>> = {
  "emergency-treatment": "Emergency treatment",
  "crisis-call": "Crisis call",
  "covering-colleague": "Covering for a colleague",
  "patient-request": "The patient asked",
};

const destruction: Readonly<Record<(typeof destructionReasons)[number], string>> = {
  "retention-ended": "The retention period has ended",
  "patient-request": "The patient asked and the clinic agreed",
  "entered-in-error": "Registered in error",
  "court-order": "Ordered by a court",
};

/** Why a chart was opened in an emergency, in words. */
export function nameGlassReason(reason: keyof typeof glass): string {
  return glass[reason];
}

/** Why a record is destroyed, in words. */
export function nameDestructionReason(reason: keyof typeof destruction): string {
  return destruction[reason];
}
