import { type ReactElement, useState } from "react";
import { glassMinutes, glassReasons } from "../../../shared/domain/access.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useBreakGlass } from "../../api/index.ts";
import { ProofDialog } from "../../parts/index.ts";
import { Button, Notice, RadioCards } from "../../ui/index.ts";
import { nameGlassReason, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

type Reason = (typeof glassReasons)[number];

/** A chart of somebody else's patient: why it is closed, and the way in when it cannot wait. */
export function BreakGlass({ patientId }: { readonly patientId: PatientId }): ReactElement {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  const open = useBreakGlass();
  const words = wordsFor("patient.not-on-care-team");
  return (
    <div className="screen">
      <Notice
        tone="caution"
        title={words.title}
        code="patient.not-on-care-team"
        action={<Button onPress={() => setAsking(true)}>{t("Open in an emergency")}</Button>}
      >
        {words.body} {words.next}
      </Notice>
      {asking && (
        <ProofDialog
          title={t("Open this chart in an emergency")}
          actionLabel={t("Open for {glassMinutes} minutes", { glassMinutes })}
          tone="danger"
          busy={open.isPending}
          error={open.error}
          isReady={reason !== null}
          onProve={(password) => {
            if (reason !== null) open.mutate({ patientId, reason, password }, { onSuccess: () => setAsking(false) });
          }}
          onClose={() => setAsking(false)}
        >
          <p>
            {t("The chart opens for {glassMinutes} minutes. That you opened it, and why, is recorded and reviewed by a colleague.", { glassMinutes })}
          </p>
          <RadioCards
            label={t("Reason")}
            value={reason}
            onChange={(chosen) => setReason(chosen as Reason)}
            options={glassReasons.map((id) => ({ id, label: nameGlassReason(id) }))}
          />
        </ProofDialog>
      )}
    </div>
  );
}
