import type { ReactElement } from "react";
import { type AssessmentBody, exclusionKinds } from "../../../shared/domain/breach.ts";
import { RadioCards, SelectField, TextField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { factorWords } from "./breach-words.ts";
import type { StepProps } from "./use-draft.ts";

type Factor = AssessmentBody["factors"][number];
type Exclusion = (typeof exclusionKinds)[number];

const exceptions = [
  { id: "none", label: t("None"), description: t("The usual case") },
  { id: "good-faith", label: t("Good faith"), description: t("A colleague looked by mistake, within their work, and it went no further") },
  { id: "between-authorized", label: t("Between authorized people"), description: t("Told by mistake to somebody here who may know such things") },
  { id: "not-retainable", label: t("Could not be kept"), description: t("Whoever had it could not have held on to it") },
] as const;
const levels = [
  { id: "low", label: t("Low") },
  { id: "medium", label: t("Medium") },
  { id: "high", label: t("High") },
] as const;
const conclusions = [
  { id: "notify", label: t("Tell people"), description: t("Always allowed, with or without rating the factors") },
  { id: "low-probability", label: t("Low probability of compromise"), description: t("Needs all four factors rated, each with its reason") },
] as const;

/** The exceptions and the four factors (164.402): a breach is presumed until they show otherwise. */
export function RiskStep({ body, change, isFinal }: StepProps): ReactElement {
  const { exclusion, factors, conclusion } = body;
  const setFactor = (name: Factor["factor"], part: Partial<Factor>) =>
    change({ factors: factors.map((factor) => (factor.factor === name ? { ...factor, ...part } : factor)) });
  return (
    <>
      <p>{t("The rule presumes a breach. You may find otherwise, in writing, on these four questions; or tell people without asking them.")}</p>
      <RadioCards
        label={t("Does an exception apply?")}
        options={exceptions}
        value={exclusion?.kind ?? "none"}
        onChange={(kind) => change({ exclusion: kind === "none" ? null : { kind: kind as Exclusion, rationale: exclusion?.rationale ?? "" } })}
        isDisabled={isFinal}
      />
      {exclusion !== null && (
        <TextField
          label={t("Why it applies")}
          value={exclusion.rationale}
          onChange={(rationale) => change({ exclusion: { ...exclusion, rationale } })}
          multiline
          rows={2}
          isDisabled={isFinal}
        />
      )}
      {factors.map(({ factor, level, rationale }, index) => (
        <fieldset key={factor} className="breach-factor">
          <legend>
            <h3>{`${index + 1}. ${factorWords[factor].title}`}</h3>
            <span className="quiet">{factorWords[factor].help}</span>
          </legend>
          <SelectField
            label={t("Risk")}
            options={levels}
            value={level}
            onChange={(id) => setFactor(factor, { level: id as Factor["level"] })}
            isDisabled={isFinal}
          />
          <TextField
            label={t("Reason")}
            value={rationale}
            onChange={(text) => setFactor(factor, { rationale: text })}
            multiline
            rows={2}
            isDisabled={isFinal}
          />
        </fieldset>
      ))}
      <RadioCards
        label={t("What follows")}
        options={conclusions}
        value={conclusion === "presumed" ? null : conclusion}
        onChange={(id) => change({ conclusion: id as AssessmentBody["conclusion"] })}
        isDisabled={isFinal}
      />
    </>
  );
}
