import { type AssessmentBody, factorNames } from "../../shared/domain/breach.ts";

/** An invented assessment, filled in to the end. */
export function buildAssessment(changes: Partial<AssessmentBody> = {}): AssessmentBody {
  return {
    title: "Vendor incident of November",
    source: { kind: "vendor", vendorId: "anthropic", dataClasses: ["identifiers-removed", "identified"] },
    stretch: { fromAt: "2026-11-01T00:00:00.000Z", toAt: "2026-12-01T00:00:00.000Z" },
    notice: null,
    knowledge: [{ on: "2026-11-20", by: "workforce", how: "A call to the front desk" }],
    protection: { diskEncrypted: "yes", machineState: "locked", strongLogin: "yes", keyApart: "yes" },
    exclusion: null,
    factors: factorNames.map((factor) => ({ factor, level: "low", rationale: "Identifiers had been replaced before anything was sent." })),
    conclusion: "notify",
    hold: null,
    licensedInCalifornia: false,
    words: {
      happened: "A company that helps us draft notes told us that one of its servers could be read by somebody outside.",
      involved: "Parts of what was said in your sessions. Names and addresses had been replaced.",
      patientSteps: "You need not do anything. If you receive unexpected calls about your care, tell us.",
      clinicSteps: "We have stopped sending to this company until it has shown that the fault is mended.",
      contact: "Per Lindqvist, privacy officer, 800-555-0100 (toll-free), privacy@larkspur.example",
      signer: "Per Lindqvist, Privacy Officer",
      recipient: "Anthropic PBC",
      returnedLetters: 0,
    },
    ...changes,
  };
}
