/** When a state's clock begins: at discovery, or when the letters go out. */
type From = "discovery" | "letters";

/** A state's duty that is stricter than the federal one, or that the federal rule does not know. */
export interface StateClock {
  readonly stateCode: string;
  readonly kind: "state-individuals" | "state-attorney" | "state-agency";
  readonly days: number;
  readonly counts: "calendar" | "working";
  readonly from: From;
  /** From how many residents on it applies. */
  readonly atLeast: number;
  /** Applies only to a clinic licensed in California (H&S 1204). */
  readonly licensedOnly: boolean;
  readonly rule: string;
}

const clock = (stateCode: string, kind: StateClock["kind"], days: number, rule: string, more: Partial<StateClock> = {}): StateClock => ({
  ...{ stateCode, kind, days, counts: "calendar", from: "discovery", atLeast: 1, licensedOnly: false, rule },
  ...more,
});

/**
 * States with a clock of their own, as of January 2026. Others have general "without unreasonable
 * delay" laws that the federal 60 days satisfy; counsel checks the list before it is relied on.
 */
export const stateClocks: readonly StateClock[] = [
  clock("CA", "state-individuals", 30, "Cal. Civ. Code 1798.82 (SB 446)"),
  clock("CA", "state-attorney", 15, "Cal. Civ. Code 1798.82(f)", { from: "letters", atLeast: 501 }),
  clock("CA", "state-individuals", 15, "Cal. Health & Safety Code 1280.15(b)", { counts: "working", licensedOnly: true }),
  clock("CA", "state-agency", 15, "Cal. Health & Safety Code 1280.15(a)", { counts: "working", licensedOnly: true }),
  clock("NY", "state-individuals", 30, "N.Y. Gen. Bus. Law 899-aa(2)"),
  clock("NY", "state-attorney", 30, "N.Y. Gen. Bus. Law 899-aa(8)"),
  clock("CO", "state-individuals", 30, "Colo. Rev. Stat. 6-1-716(2)"),
  clock("CO", "state-attorney", 30, "Colo. Rev. Stat. 6-1-716(2)(f)", { atLeast: 500 }),
  clock("FL", "state-individuals", 30, "Fla. Stat. 501.171(4)"),
  clock("FL", "state-attorney", 30, "Fla. Stat. 501.171(3)", { atLeast: 500 }),
  clock("TX", "state-attorney", 30, "Tex. Bus. & Com. Code 521.053(i)", { atLeast: 250 }),
];
