import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useDisclosures, usePrintAccounting } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatCount, formatDay, formatMoment, formatSome, nameTask } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { namePurpose } from "./purpose-words.ts";
import { RecordDisclosure } from "./RecordDisclosure.tsx";

interface DisclosuresProps {
  readonly patientId: PatientId;
  /** The record is gone; what was disclosed of it is not. */
  readonly isDestroyed?: boolean | undefined;
  readonly onDone: () => void;
}

/** What a patient may ask: who was told what about me, and why (164.528). */
export function DisclosuresScreen({ patientId, isDestroyed = false, onDone }: DisclosuresProps): ReactElement | null {
  const { data, error } = useDisclosures(patientId);
  const print = usePrintAccounting();
  const [recording, setRecording] = useState(false);
  if (data === undefined) return error === null ? null : <FailureNotice error={error} />;
  const { disclosures, exempt, since, lastGivenOn, freeFrom } = data;
  return (
    <div className="screen">
      <ScreenTitle
        lead={t("{disclosures} to account for since {since}.", {
          disclosures: formatSome(disclosures.length, t("disclosure")),
          since: formatDay(since),
        })}
      >
        {t("Disclosures")}
      </ScreenTitle>
      <div className="form-foot">
        {!isDestroyed && (
          <>
            <Button variant="primary" busy={print.isPending} onPress={() => print.mutate({ patientId })}>
              {t("Write the accounting")}
            </Button>
            <Button variant="secondary" onPress={() => setRecording(true)}>
              {t("Record a disclosure")}
            </Button>
          </>
        )}
        <Button variant="quiet" onPress={onDone}>
          {isDestroyed ? t("Back to the certificates") : t("Back to the chart")}
        </Button>
      </div>
      <p className="quiet">
        {freeFrom !== null && lastGivenOn !== null
          ? t("An accounting was given on {lastGivenOn}. Until {freeFrom} another may cost what it costs to make, if the patient is told before.", {
              lastGivenOn: formatDay(lastGivenOn),
              freeFrom: formatDay(freeFrom),
            })
          : t("The first accounting in twelve months is free. It is due 60 days after the patient asks.")}
      </p>
      <FailureNotice error={print.error} />
      {print.data !== undefined && (
        <Notice tone="done" title={t("Written: {print}.", { print: formatSome(print.data.entries, t("entry"), t("entries")) })}>
          {t("That it was given is on record.")}
        </Notice>
      )}
      <section aria-label={t("To account for")}>
        <h2 className="section-title">{t("To account for")}</h2>
        <DataTable
          label={t("Disclosures to account for")}
          rows={disclosures}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title={t("Nothing to account for")}>
              {t("What went to a court, a health department or the police belongs here. Record it the day it leaves.")}
            </EmptyState>
          }
          columns={[
            { id: "day", header: t("Day"), render: (row) => <span className="nowrap">{formatDay(row.disclosedOn)}</span> },
            {
              id: "whom",
              header: t("To whom"),
              render: (row) => (
                <>
                  {row.content.recipient} {row.content.recipientAddress !== "" && <span className="quiet">{row.content.recipientAddress}</span>}
                </>
              ),
            },
            { id: "what", header: t("What"), render: (row) => row.content.what },
            {
              id: "why",
              header: t("Why"),
              render: (row) => (
                <>
                  {row.purpose === "breach" ? <Badge tone="refused">{namePurpose(row.purpose)}</Badge> : namePurpose(row.purpose)}{" "}
                  <span className="quiet">{row.content.basis}</span>
                </>
              ),
            },
            { id: "by", header: t("Recorded by"), render: (row) => row.recordedByName },
          ]}
        />
      </section>
      <section aria-label={t("Exempt")}>
        <h2 className="section-title">{t("Needs no accounting")}</h2>
        <p className="quiet">{t("Treatment, payment and operations are exempt (45 CFR 164.528(a)(1)); they are logged all the same.")}</p>
        <DataTable
          label={t("Exempt disclosures")}
          rows={exempt}
          rowKey={(row) => `${row.vendorName} ${row.task}`}
          empty={<p>{t("Nothing of this patient was sent to a vendor.")}</p>}
          columns={[
            { id: "whom", header: t("To whom"), render: (row) => row.vendorName },
            { id: "task", header: t("For"), render: (row) => nameTask(row.task) },
            { id: "times", header: t("Times"), numeric: true, render: (row) => formatCount(row.times) },
            { id: "first", header: t("First"), render: (row) => formatMoment(row.firstAt) },
            { id: "last", header: t("Last"), render: (row) => formatMoment(row.lastAt) },
          ]}
        />
      </section>
      {recording && <RecordDisclosure patientId={patientId} onClose={() => setRecording(false)} />}
    </div>
  );
}
