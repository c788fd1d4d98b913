import type { ReactNode } from "react";
import type { Section } from "../../../shared/domain/note.ts";
import type { Demographics } from "../../../shared/domain/patient.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import { t } from "../../words/language.ts";
import { describeSpan, formatDate, formatDay } from "./session-times.ts";

export interface LetterheadProps {
  readonly clinicName: string;
  readonly patient: Demographics | null;
  readonly patientName: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly clinicianName: string;
  readonly templateName: string;
  readonly sections: readonly Section[];
}

/** The note as it will stand in the record: a page, not a form. */
export function Letterhead(props: LetterheadProps): ReactNode {
  const { patient } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <article className="letter" aria-label={t("The note as it will be signed")} tabIndex={0}>
      <header>
        <p className="letter-clinic">{props.clinicName}</p>
        <p className="letter-kind">{t("{templateName} note", { templateName: props.templateName })}</p>
      </header>
      <dl className="letter-facts">
        <dt>{t("Patient")}</dt>
        <dd>{props.patientName}</dd>
        {patient !== null && (
          <>
            <dt>{t("Born")}</dt>
            <dd>{formatDate(patient.bornOn)}</dd>
            <dt>{t("MRN")}</dt>
            <dd>{patient.mrn}</dd>
          </>
        )}
        <dt>{t("Session")}</dt>
        <dd>
          {formatDay(props.startedAt)}, {describeSpan(props.startedAt, props.endedAt)}
        </dd>
        <dt>{t("Clinician")}</dt>
        <dd>{props.clinicianName}</dd>
      </dl>
      {props.sections.map((section) => (
        <section key={section.id}>
          <h3>{section.title}</h3>
          <p>{section.sentences.length === 0 ? t("Nothing written here.") : section.sentences.map((sentence) => sentence.text).join(" ")}</p>
        </section>
      ))}
    </article>
  );
}
