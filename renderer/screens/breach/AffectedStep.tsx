import { type ReactElement, useCallback } from "react";
import { vendorNames } from "../../../shared/domain/vendor.ts";
import { type AffectedPerson, useAffected } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Checkbox, DataTable, EmptyState, LongTable, Notice } from "../../ui/index.ts";
import { formatCount, formatDay, formatMoment, formatSome, localDay } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { exposureWords } from "./breach-words.ts";
import type { StepProps } from "./use-draft.ts";

/** Who is affected, where they live, and how far the count can be relied on. */
export function AffectedStep({ view, body, change, isFinal }: StepProps): ReactElement {
  const { affected, evidence } = view;
  const { source } = body;
  const agree = evidence.sendsInRecord === evidence.sendsInLog;
  return (
    <>
      <p className="answer">{answer({ view, body })}</p>
      {source.kind === "vendor" && !isFinal && (
        <Checkbox
          isSelected={source.dataClasses.includes("identifiers-removed")}
          onChange={(counts) => change({ source: { ...source, dataClasses: counts ? ["identifiers-removed", "identified"] : ["identified"] } })}
        >
          {t("Count sessions whose identifiers were replaced, too")}
        </Checkbox>
      )}
      <Stated view={view} />
      {affected.destroyed > 0 && (
        <Notice tone="caution" title={t("{affected} destroyed since.", { affected: formatSome(affected.destroyed, t("record")) })}>
          {t("They count, because what had left was not destroyed with them; nobody is left to write to.")}
        </Notice>
      )}
      <div className="breach-pair">
        <DataTable
          label={t("By state of residence")}
          rows={affected.perState}
          rowKey={(row) => row.stateCode}
          empty={<EmptyState title={t("Nobody is affected")}>{t("Nothing in this time fits. Widen the time if that surprises you.")}</EmptyState>}
          columns={[
            { id: "state", header: t("State"), render: (row) => (row.stateCode === "" ? t("Not known") : row.stateCode) },
            { id: "patients", header: t("Patients"), numeric: true, render: (row) => formatCount(row.patients) },
          ]}
        />
        <DataTable
          label={t("What was in reach")}
          rows={affected.perExposure}
          rowKey={(row) => row.exposure}
          empty={null}
          columns={[
            { id: "what", header: t("What was in reach"), render: (row) => exposureWords[row.exposure] },
            { id: "patients", header: t("Patients"), numeric: true, render: (row) => formatCount(row.patients) },
          ]}
        />
      </div>
      <People id={view.id} />
      <Notice
        tone={agree ? "info" : "caution"}
        title={agree ? t("The record and the audit log count the same.") : t("The record and the audit log count differently.")}
      >
        {t(
          "In this time the record counts {evidence}, the log {evidence2}. A signed checkpoint covers {evidence3} of {evidence4}. Verify the log before you rely on this.",
          {
            evidence: formatSome(evidence.sendsInRecord, t("send")),
            evidence2: formatCount(evidence.sendsInLog),
            evidence3: formatCount(evidence.covered),
            evidence4: formatSome(evidence.lastSeq + 1, t("entry"), t("entries")),
          },
        )}
      </Notice>
    </>
  );
}

function answer({ view: { affected }, body: { stretch, source } }: Pick<StepProps, "view" | "body">): string {
  const days = t("Between {localDay} and {localDay2}", {
    localDay: formatDay(localDay(new Date(stretch.fromAt))),
    localDay2: formatDay(localDay(new Date(Date.parse(stretch.toAt) - 1))),
  });
  const patients = formatSome(affected.patients, t("patient"));
  const minors = affected.minors === 0 ? "" : ` ${formatSome(affected.minors, t("of them is a minor"), t("of them are minors"))}.`;
  const what = {
    vendor: () =>
      t("sessions of {patients} went to {vendorId}, in {affected}.", {
        patients,
        vendorId: source.kind === "vendor" ? vendorNames[source.vendorId] : "",
        affected: formatSome(affected.times, t("send")),
      }),
    person: () => t("this person touched the charts of {patients}.", { patients }),
    computer: () => t("this computer held the records of {patients}.", { patients }),
    backup: () => t("the backup held the records of {patients}.", { patients }),
  };
  return source.kind === "backup"
    ? t("T{what}{minors}", { what: what.backup().slice(1), minors })
    : t("{days}, {what}{minors}", { days, what: what[source.kind](), minors });
}

/** What the vendor says beside what we count: the larger list is the safe one to look into. */
function Stated({ view: { affected, body } }: Pick<StepProps, "view">): ReactElement | null {
  const stated = body.notice?.statedPatients ?? null;
  if (stated === null || stated === affected.patients) return null;
  return (
    <Notice
      tone="caution"
      title={t("The vendor names {stated}, we count {affected}.", {
        stated: formatSome(stated, t("patient")),
        affected: formatCount(affected.patients),
      })}
    >
      {stated > affected.patients
        ? t("More than we sent in this time: widen the time, or ask the vendor for its list.")
        : t("Fewer than we sent in this time: ask the vendor how it knows that the others are not affected.")}
    </Notice>
  );
}

function People({ id }: { readonly id: StepProps["view"]["id"] }): ReactElement {
  const pages = useAffected(id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const people = pages.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <>
      <FailureNotice error={pages.error} />
      <LongTable
        label={t("Affected patients")}
        rows={people}
        rowKey={(row) => row.patientId}
        onNearEnd={more}
        empty={null}
        columns={[
          { id: "name", header: t("Patient"), render: (row: AffectedPerson) => row.name ?? <span className="quiet">{t("Record destroyed")}</span> },
          { id: "state", header: t("State"), render: (row) => row.stateCode },
          { id: "flags", header: t("Note"), render: renderFlags },
          { id: "times", header: t("Times"), numeric: true, render: (row) => formatCount(row.times) },
          { id: "first", header: t("First"), render: (row) => formatMoment(row.firstAt) },
          { id: "last", header: t("Last"), render: (row) => formatMoment(row.lastAt) },
        ]}
      />
    </>
  );
}

function renderFlags({ minor, hasAddress, name }: AffectedPerson): ReactElement {
  return (
    <>
      {minor && <Badge tone="caution">{t("Minor")}</Badge>} {!hasAddress && name !== null && <Badge tone="caution">{t("No address")}</Badge>}
    </>
  );
}
