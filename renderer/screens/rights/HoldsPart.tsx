import { type ReactElement, useState } from "react";
import type { HoldId, PatientId } from "../../../shared/domain/ids.ts";
import { holdReasons, type LegalHold } from "../../../shared/domain/rights.ts";
import { useLiftHold, usePlaceHold } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, DataTable, Dialog, SelectField, TextField } from "../../ui/index.ts";
import { formatMoment, requestWords } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** What keeps this record from being destroyed, whatever its clock says. */
export function HoldsPart({ patientId, holds }: { readonly patientId: PatientId; readonly holds: readonly LegalHold[] }): ReactElement {
  const [placing, setPlacing] = useState(false);
  const [lifting, setLifting] = useState<HoldId | null>(null);
  const lift = useLiftHold();
  return (
    <section aria-label={t("Legal holds")} className="form-stack">
      <h2 className="section-title">{t("Legal holds")}</h2>
      <p className="quiet">{t("While a hold stands, nothing of this record is destroyed, not by its clock and not by hand.")}</p>
      <DataTable
        label={t("Legal holds")}
        rows={holds}
        rowKey={(row) => row.id}
        empty={<p>{t("No hold stands.")}</p>}
        columns={[
          { id: "reason", header: t("Reason"), render: (row) => requestWords.holds[row.reason] },
          { id: "matter", header: t("Matter"), render: (row) => row.matter },
          { id: "placed", header: t("Placed"), render: (row) => `${formatMoment(row.placedAt)}, ${row.placedByName}` },
          {
            id: "state",
            header: t("State"),
            render: (row) =>
              row.liftedAt === null ? (
                <Button variant="quiet" onPress={() => setLifting(row.id)}>
                  {t("Lift")}
                </Button>
              ) : (
                <Badge tone="neutral">{t("Lifted {day}", { day: formatMoment(row.liftedAt) })}</Badge>
              ),
          },
        ]}
      />
      <div className="form-foot">
        <Button variant="secondary" onPress={() => setPlacing(true)}>
          {t("Place a hold")}
        </Button>
      </div>
      {placing && <PlaceHold patientId={patientId} onClose={() => setPlacing(false)} />}
      {lifting !== null && (
        <ProofDialog
          title={t("Lift the hold")}
          actionLabel={t("Lift")}
          busy={lift.isPending}
          error={lift.error}
          onProve={(password) => lift.mutate({ id: lifting, password }, { onSuccess: () => setLifting(null) })}
          onClose={() => setLifting(null)}
        >
          <p>{t("From here on the record may go when its retention ends. Lift it only when the matter is over.")}</p>
        </ProofDialog>
      )}
    </section>
  );
}

function PlaceHold({ patientId, onClose }: { readonly patientId: PatientId; readonly onClose: () => void }): ReactElement {
  const [reason, setReason] = useState<string>("litigation");
  const [matter, setMatter] = useState("");
  const place = usePlaceHold();
  return (
    <Dialog
      title={t("Place a hold")}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t("Cancel")}
          </Button>
          <Button
            variant="primary"
            busy={place.isPending}
            isDisabled={matter.trim() === ""}
            onPress={() => place.mutate({ patientId, reason: reason as (typeof holdReasons)[number], matter }, { onSuccess: onClose })}
          >
            {t("Place it")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("Reason")}
        value={reason}
        onChange={setReason}
        options={holdReasons.map((id) => ({ id, label: requestWords.holds[id] }))}
      />
      <TextField
        label={t("Matter")}
        description={t("So that whoever comes after you knows when it is over")}
        value={matter}
        onChange={setMatter}
        isRequired
        maxLength={400}
      />
      <FailureNotice error={place.error} />
    </Dialog>
  );
}
