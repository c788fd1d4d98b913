import { type ReactElement, useCallback } from "react";
import { vendorNames } from "../../../shared/domain/vendor.ts";
import { type AffectedPerson, useAffected } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Checkbox, DataTable, EmptyState, LongTable, Notice } from "../../ui/index.ts";
import { formatCount, formatDay, formatMoment, formatSome, localDay } from "../../words/index.ts";
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
          Count sessions whose identifiers were replaced, too
        </Checkbox>
      )}
      <Stated view={view} />
      {affected.destroyed > 0 && (
        <Notice tone="caution" title={`${formatSome(affected.destroyed, "record")} destroyed since.`}>
          They count, because what had left was not destroyed with them; nobody is left to write to.
        </Notice>
      )}
      <div className="breach-pair">
        <DataTable
          label="By state of residence"
          rows={affected.perState}
          rowKey={(row) => row.stateCode}
          empty={<EmptyState title="Nobody is affected">Nothing in this time fits. Widen the time if that surprises you.</EmptyState>}
          columns={[
            { id: "state", header: "State", render: (row) => (row.stateCode === "" ? "Not known" : row.stateCode) },
            { id: "patients", header: "Patients", numeric: true, render: (row) => formatCount(row.patients) },
          ]}
        />
        <DataTable
          label="What was in reach"
          rows={affected.perExposure}
          rowKey={(row) => row.exposure}
          empty={null}
          columns={[
            { id: "what", header: "What was in reach", render: (row) => exposureWords[row.exposure] },
            { id: "patients", header: "Patients", numeric: true, render: (row) => formatCount(row.patients) },
          ]}
        />
      </div>
      <People id={view.id} />
      <Notice
        tone={agree ? "info" : "caution"}
        title={agree ? "The record and the audit log count the same." : "The record and the audit log count differently."}
      >
        {`In this time the record counts ${formatSome(evidence.sendsInRecord, "send")}, the log ${formatCount(evidence.sendsInLog)}. A signed checkpoint covers ${formatCount(evidence.covered)} of ${formatSome(evidence.lastSeq + 1, "entry", "entries")}. Verify the log before you rely on this.`}
      </Notice>
    </>
  );
}

function answer({ view: { affected }, body: { stretch, source } }: Pick<StepProps, "view" | "body">): string {
  const days = `Between ${formatDay(localDay(new Date(stretch.fromAt)))} and ${formatDay(localDay(new Date(Date.parse(stretch.toAt) - 1)))}`;
  const patients = formatSome(affected.patients, "patient");
  const minors = affected.minors === 0 ? "" : ` ${formatSome(affected.minors, "of them is a minor", "of them are minors")}.`;
  const what = {
    vendor: () =>
      `sessions of ${patients} went to ${source.kind === "vendor" ? vendorNames[source.vendorId] : ""}, in ${formatSome(affected.times, "send")}.`,
    person: () => `this person touched the charts of ${patients}.`,
    computer: () => `this computer held the records of ${patients}.`,
    backup: () => `the backup held the records of ${patients}.`,
  };
  return source.kind === "backup" ? `T${what.backup().slice(1)}${minors}` : `${days}, ${what[source.kind]()}${minors}`;
}

/** What the vendor says beside what we count: the larger list is the safe one to look into. */
function Stated({ view: { affected, body } }: Pick<StepProps, "view">): ReactElement | null {
  const stated = body.notice?.statedPatients ?? null;
  if (stated === null || stated === affected.patients) return null;
  return (
    <Notice tone="caution" title={`The vendor names ${formatSome(stated, "patient")}, we count ${formatCount(affected.patients)}.`}>
      {stated > affected.patients
        ? "More than we sent in this time: widen the time, or ask the vendor for its list."
        : "Fewer than we sent in this time: ask the vendor how it knows that the others are not affected."}
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
        label="Affected patients"
        rows={people}
        rowKey={(row) => row.patientId}
        onNearEnd={more}
        empty={null}
        columns={[
          { id: "name", header: "Patient", render: (row: AffectedPerson) => row.name ?? <span className="quiet">Record destroyed</span> },
          { id: "state", header: "State", render: (row) => row.stateCode },
          { id: "flags", header: "Note", render: renderFlags },
          { id: "times", header: "Times", numeric: true, render: (row) => formatCount(row.times) },
          { id: "first", header: "First", render: (row) => formatMoment(row.firstAt) },
          { id: "last", header: "Last", render: (row) => formatMoment(row.lastAt) },
        ]}
      />
    </>
  );
}

function renderFlags({ minor, hasAddress, name }: AffectedPerson): ReactElement {
  return (
    <>
      {minor && <Badge tone="caution">Minor</Badge>} {!hasAddress && name !== null && <Badge tone="caution">No address</Badge>}
    </>
  );
}
