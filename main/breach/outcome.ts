import type { AssessmentBody, BreachOutcome } from "../../shared/domain/breach.ts";
import { settleDiscovery } from "./discovery.ts";
import { examineProtection } from "./protection.ts";

/** What is still to be filled in before an assessment can be concluded. */
export type Gap = "discovery" | "exclusion-rationale" | "factor-level" | "factor-rationale" | "high-factor" | "letter-words";

/** How it stands: what it comes to as filled in, and what is missing to conclude it so. */
export interface Standing {
  readonly outcome: BreachOutcome;
  readonly gaps: readonly Gap[];
}

/**
 * What an assessment comes to (164.402): secured information and the three exceptions are no breach;
 * otherwise a breach is presumed unless all four factors, each with its reason, show a low
 * probability of compromise. Notifying without an assessment is allowed; not notifying without one is not.
 */
export function judge(body: AssessmentBody): Standing {
  const gaps: Gap[] = settleDiscovery(body) === null ? ["discovery"] : [];
  if (examineProtection(body.source.kind, body.protection).secured) return { outcome: "secured", gaps };
  if (body.exclusion !== null) {
    return { outcome: "excluded", gaps: body.exclusion.rationale.trim() === "" ? [...gaps, "exclusion-rationale"] : gaps };
  }
  if (body.conclusion === "low-probability") return { outcome: "low-probability", gaps: [...gaps, ...examineFactors(body)] };
  const { happened, involved, patientSteps, clinicSteps, contact } = body.words;
  const spoken = [happened, involved, patientSteps, clinicSteps, contact].every((text) => text.trim() !== "");
  return { outcome: "breach", gaps: spoken ? gaps : [...gaps, "letter-words"] };
}

function examineFactors({ factors }: AssessmentBody): Gap[] {
  const gaps: Gap[] = [];
  if (factors.some(({ level }) => level === null)) gaps.push("factor-level");
  if (factors.some(({ rationale }) => rationale.trim() === "")) gaps.push("factor-rationale");
  // One high factor and a low probability of compromise contradict each other.
  if (factors.some(({ level }) => level === "high")) gaps.push("high-factor");
  return gaps;
}
