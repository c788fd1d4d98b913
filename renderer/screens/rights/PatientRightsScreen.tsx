import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useRightsOfPatient } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, EmptyState, ScreenTitle } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { HoldsPart } from "./HoldsPart.tsx";
import { RecordRequest } from "./RecordRequest.tsx";
import { RequestCard } from "./RequestCard.tsx";

interface PatientRightsProps {
  readonly patientId: PatientId;
  readonly onExport: () => void;
  readonly onDone: () => void;
}

/** What one patient has asked for, how far the answer is, and what holds their record. */
export function PatientRightsScreen({ patientId, onExport, onDone }: PatientRightsProps): ReactElement | null {
  const { data, error } = useRightsOfPatient(patientId);
  const [recording, setRecording] = useState(false);
  if (data === undefined) return error === null ? null : <FailureNotice error={error} />;
  return (
    <div className="screen">
      <ScreenTitle lead={t("A copy is due in 30 days, a correction in 60; each may be extended once, by 30 days, with a reason in writing.")}>
        {t("Requests and holds")}
      </ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" onPress={() => setRecording(true)}>
          {t("Write a request down")}
        </Button>
        <Button variant="quiet" onPress={onDone}>
          {t("Back to the chart")}
        </Button>
      </div>
      <section aria-label={t("Requests")}>
        <h2 className="section-title">{t("Requests")}</h2>
        {data.requests.length === 0 ? (
          <EmptyState title={t("Nothing was asked for")}>
            {t("A patient may see and get a copy of their record, and ask to have it corrected. Write it down the day they ask.")}
          </EmptyState>
        ) : (
          data.requests.map((request) => <RequestCard key={request.id} request={request} today={data.today} onExport={onExport} />)
        )}
      </section>
      <HoldsPart patientId={patientId} holds={data.holds} />
      {recording && <RecordRequest patientId={patientId} today={data.today} onClose={() => setRecording(false)} />}
    </div>
  );
}
