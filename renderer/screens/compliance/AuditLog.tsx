import { type ReactElement, useCallback, useState } from "react";
import type { UserId } from "../../../shared/domain/ids.ts";
import type { PatientSummary } from "../../../shared/domain/patient.ts";
import { type AuditFilter, useAuditFind, useUsers } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { Badge, Checkbox, EmptyState, LongTable, SelectField } from "../../ui/index.ts";
import { formatCount, formatMoment } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { listEventWords, nameEvent } from "./event-words.ts";
import { PatientPicker } from "./PatientPicker.tsx";

const defaultDays = 90;
const anyone = { id: "anyone", label: t("Anyone") };
const anything = { id: "anything", label: t("Anything") };
const acts = [anything, ...listEventWords().map(([id, label]) => ({ id, label }))];

/** The log by patient, person, act and time, as long as it is. */
export function AuditLog({ named }: { readonly named: boolean }): ReactElement {
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const [userId, setUserId] = useState(anyone.id);
  const [act, setAct] = useState(anything.id);
  const [refusedOnly, setRefusedOnly] = useState(false);
  const [days, setDays] = useState<Days>(() => lastDays(defaultDays));
  const people = (useUsers().data?.users ?? []).map(({ id, displayName }) => ({ id: id as string, label: displayName }));
  const filter: AuditFilter = {
    patientId: patient?.id ?? null,
    userId: userId === anyone.id ? null : (userId as UserId),
    events: act === anything.id ? [] : [act],
    refusedOnly,
    stretch: toStretch(days),
  };
  return (
    <div className="ui-stack" data-gap={4}>
      <div className="filter-row">
        {named && <PatientPicker chosen={patient} onChoose={setPatient} />}
        <SelectField label={t("Person")} options={[anyone, ...people]} value={userId} onChange={setUserId} />
        <SelectField label={t("What they did")} options={acts} value={act} onChange={setAct} />
        <StretchField days={days} onChange={setDays} />
      </div>
      <Checkbox isSelected={refusedOnly} onChange={setRefusedOnly}>
        {t("Only what was refused or failed")}
      </Checkbox>
      <Found filter={filter} named={named} />
    </div>
  );
}

function Found({ filter, named }: { readonly filter: AuditFilter; readonly named: boolean }): ReactElement {
  const pages = useAuditFind(filter);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <FailureNotice error={pages.error} />
      <LongTable
        label={t("Audit log")}
        rows={rows}
        rowKey={(row) => String(row.seq)}
        onNearEnd={more}
        empty={
          pages.isPending ? null : (
            <EmptyState title={t("No such entry")}>{t("Nothing in the log fits all of this. Widen the time, or clear a field.")}</EmptyState>
          )
        }
        columns={[
          { id: "seq", header: t("No."), numeric: true, render: (row) => formatCount(row.seq) },
          { id: "at", header: t("When"), render: (row) => formatMoment(row.at) },
          {
            id: "event",
            header: t("What"),
            render: (row) => (
              <>
                {nameEvent(row.event)} {row.outcome > 0 && <Badge tone="refused">{row.code ?? "failed"}</Badge>}
                {typeof row.fields["code"] === "string" && <span className="quiet">{row.fields["code"]}</span>}
              </>
            ),
          },
          { id: "actor", header: t("Who"), render: (row) => row.actorName },
          {
            id: "subject",
            header: named ? t("Whose chart") : t("Patient token"),
            render: (row) => (named ? (row.patientName ?? "") : (row.subject?.slice(0, 10) ?? "")),
          },
        ]}
      />
    </>
  );
}
