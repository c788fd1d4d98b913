/** Where each ground stands in the rules. */
export const groundCitations: Readonly<Record<string, string>> = {
  "psychotherapy-notes": "45 CFR 164.524(a)(1)(i)",
  "legal-proceeding": "45 CFR 164.524(a)(1)(ii)",
  inmate: "45 CFR 164.524(a)(2)(ii)",
  research: "45 CFR 164.524(a)(2)(iii)",
  "privacy-act": "45 CFR 164.524(a)(2)(iv)",
  "confidential-source": "45 CFR 164.524(a)(2)(v)",
  "endangers-life": "45 CFR 164.524(a)(3)(i)",
  "harms-another": "45 CFR 164.524(a)(3)(ii)",
  "representative-harms": "45 CFR 164.524(a)(3)(iii)",
  "not-created-here": "45 CFR 164.526(a)(2)(i)",
  "not-in-record": "45 CFR 164.526(a)(2)(ii)",
  "not-open-to-access": "45 CFR 164.526(a)(2)(iii)",
  "accurate-and-complete": "45 CFR 164.526(a)(2)(iv)",
};
