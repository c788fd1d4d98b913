import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useDisclosures, usePrintAccounting } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatCount, formatDay, formatMoment, formatSome, nameTask } from "../../words/index.ts";
import { namePurpose } from "./purpose-words.ts";
import { RecordDisclosure } from "./RecordDisclosure.tsx";

interface DisclosuresProps {
  readonly patientId: PatientId;
  readonly onDone: () => void;
}

/** What a patient may ask: who was told what about me, and why (164.528). */
export function DisclosuresScreen({ patientId, onDone }: DisclosuresProps): ReactElement | null {
  const { data, error } = useDisclosures(patientId);
  const print = usePrintAccounting();
  const [recording, setRecording] = useState(false);
  if (data === undefined) return error === null ? null : <FailureNotice error={error} />;
  const { disclosures, exempt, since, lastGivenOn, freeFrom } = data;
  return (
    <div className="screen">
      <ScreenTitle lead={`${formatSome(disclosures.length, "disclosure")} to account for since ${formatDay(since)}.`}>Disclosures</ScreenTitle>
      <div className="form-foot">
        <Button variant="primary" busy={print.isPending} onPress={() => print.mutate({ patientId })}>
          Write the accounting
        </Button>
        <Button variant="secondary" onPress={() => setRecording(true)}>
          Record a disclosure
        </Button>
        <Button variant="quiet" onPress={onDone}>
          Back to the chart
        </Button>
      </div>
      <p className="quiet">
        {freeFrom !== null && lastGivenOn !== null
          ? `An accounting was given on ${formatDay(lastGivenOn)}. Until ${formatDay(freeFrom)} another may cost what it costs to make, if the patient is told before.`
          : "The first accounting in twelve months is free. It is due 60 days after the patient asks."}
      </p>
      <FailureNotice error={print.error} />
      {print.data !== undefined && (
        <Notice tone="done" title={`Written: ${formatSome(print.data.entries, "entry", "entries")}.`}>
          That it was given is on record.
        </Notice>
      )}
      <section aria-label="To account for">
        <h2 className="section-title">To account for</h2>
        <DataTable
          label="Disclosures to account for"
          rows={disclosures}
          rowKey={(row) => row.id}
          empty={
            <EmptyState title="Nothing to account for">
              What went to a court, a health department or the police belongs here. Record it the day it leaves.
            </EmptyState>
          }
          columns={[
            { id: "day", header: "Day", render: (row) => <span className="nowrap">{formatDay(row.disclosedOn)}</span> },
            {
              id: "whom",
              header: "To whom",
              render: (row) => (
                <>
                  {row.content.recipient} {row.content.recipientAddress !== "" && <span className="quiet">{row.content.recipientAddress}</span>}
                </>
              ),
            },
            { id: "what", header: "What", render: (row) => row.content.what },
            {
              id: "why",
              header: "Why",
              render: (row) => (
                <>
                  {row.purpose === "breach" ? <Badge tone="refused">{namePurpose(row.purpose)}</Badge> : namePurpose(row.purpose)}{" "}
                  <span className="quiet">{row.content.basis}</span>
                </>
              ),
            },
            { id: "by", header: "Recorded by", render: (row) => row.recordedByName },
          ]}
        />
      </section>
      <section aria-label="Exempt">
        <h2 className="section-title">Needs no accounting</h2>
        <p className="quiet">Treatment, payment and operations are exempt (45 CFR 164.528(a)(1)); they are logged all the same.</p>
        <DataTable
          label="Exempt disclosures"
          rows={exempt}
          rowKey={(row) => `${row.vendorName} ${row.task}`}
          empty={<p>Nothing of this patient was sent to a vendor.</p>}
          columns={[
            { id: "whom", header: "To whom", render: (row) => row.vendorName },
            { id: "task", header: "For", render: (row) => nameTask(row.task) },
            { id: "times", header: "Times", numeric: true, render: (row) => formatCount(row.times) },
            { id: "first", header: "First", render: (row) => formatMoment(row.firstAt) },
            { id: "last", header: "Last", render: (row) => formatMoment(row.lastAt) },
          ]}
        />
      </section>
      {recording && <RecordDisclosure patientId={patientId} onClose={() => setRecording(false)} />}
    </div>
  );
}
