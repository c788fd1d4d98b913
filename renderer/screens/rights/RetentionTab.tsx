import type { ReactElement } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { Lapse } from "../../../shared/domain/rights.ts";
import { useRetentionPreview } from "../../api/index.ts";
import { FailureNotice, PolicyMark } from "../../parts/index.ts";
import { DataTable, Notice, Stack } from "../../ui/index.ts";
import { formatDay, formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** What goes by its own clock, before it goes: sound, transcripts, whole records. */
export function RetentionTab({ onOpen }: { readonly onOpen: (patientId: PatientId) => void }): ReactElement {
  const { data, error } = useRetentionPreview();
  if (data === undefined) return <FailureNotice error={error} />;
  const transcriptClock =
    data.transcriptDays === null
      ? t("Transcripts are kept as long as their notes.")
      : t("A transcript goes {days} after its note is signed.", { days: formatSome(data.transcriptDays, t("day")) });
  return (
    <Stack>
      <PolicyMark settings={["retention"]} />
      {data.unknownStates.length > 0 && (
        <Notice tone="caution" title={t("No rule for {states}", { states: data.unknownStates.join(", ") })}>
          {t("Records of these States are kept for good until IT puts the State's rule into the policy.")}
        </Notice>
      )}
      <LapseTable
        title={t("Records whose retention has ended")}
        lead={t("These may go; none goes by itself. Open the chart and propose it.")}
        rows={data.records}
        onOpen={onOpen}
        ofHeader={t("Last seen")}
        onHeader={t("May go since")}
      />
      <LapseTable
        title={t("Transcripts")}
        lead={`${transcriptClock} ${t("They go without asking; a legal hold or a request that runs stops the clock.")}`}
        rows={data.transcripts}
        onOpen={onOpen}
        ofHeader={t("Signed")}
        onHeader={t("Goes on")}
      />
      <LapseTable
        title={t("Sound")}
        lead={
          data.soundDays === 0
            ? t("Sound goes as soon as its transcript is confirmed.")
            : t("Sound goes {days} after its transcript is confirmed.", { days: formatSome(data.soundDays, t("day")) })
        }
        rows={data.sound}
        onOpen={onOpen}
        ofHeader={t("Confirmed")}
        onHeader={t("Goes on")}
      />
      {data.recordsMore && <p className="quiet">{t("There are more records than are shown here.")}</p>}
    </Stack>
  );
}

interface LapseTableProps {
  readonly title: string;
  readonly lead: string;
  readonly rows: readonly (Lapse & { readonly citation?: string })[];
  readonly onOpen: (patientId: PatientId) => void;
  readonly ofHeader: string;
  readonly onHeader: string;
}

function LapseTable({ title, lead, rows, onOpen, ofHeader, onHeader }: LapseTableProps): ReactElement {
  return (
    <section aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <p className="quiet">{lead}</p>
      <DataTable
        label={title}
        rows={rows}
        rowKey={(row) => `${row.patientId} ${row.of}`}
        onRowAction={(row) => onOpen(row.patientId)}
        empty={<p>{t("Nothing at present.")}</p>}
        columns={[
          { id: "patient", header: t("Patient"), render: (row) => row.patientName },
          { id: "of", header: ofHeader, render: (row) => <span className="nowrap">{formatDay(row.of)}</span> },
          { id: "on", header: onHeader, render: (row) => <span className="nowrap">{formatDay(row.on)}</span> },
          { id: "rule", header: t("Rule"), render: (row) => row.citation ?? t("The clinic's policy") },
        ]}
      />
    </section>
  );
}
