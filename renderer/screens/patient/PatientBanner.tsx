import type { ReactElement } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { Patient } from "../../../shared/domain/patient.ts";
import { usePatient } from "../../api/index.ts";
import { formatBorn } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** Who this is; it never scrolls away. */
export function PatientBanner({ patient }: { readonly patient: Patient }): ReactElement {
  const { familyName, givenName, preferredName, pronouns, bornOn, mrn, alerts } = patient.demographics;
  return (
    <section className="banner" aria-label={t("Patient")}>
      <span className="banner-name">
        {familyName}, {givenName}
        {preferredName === "" ? "" : ` (${preferredName})`}
      </span>
      <span className="banner-fact">{formatBorn(bornOn)}</span>
      {pronouns !== "" && <span className="banner-fact">{pronouns}</span>}
      <span className="banner-fact">{t("MRN {mrn}", { mrn })}</span>
      {alerts !== "" && <span className="banner-fact">⚠ {alerts}</span>}
    </section>
  );
}

/** The banner where only the id is at hand: nothing is added to a chart without saying whose it is. */
export function PatientBannerFor({ patientId }: { readonly patientId: PatientId }): ReactElement | null {
  const { data } = usePatient(patientId);
  return data === undefined ? null : <PatientBanner patient={data.patient} />;
}
