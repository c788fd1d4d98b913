import { type ReactElement, useEffect, useState } from "react";
import type { BackupLine, BackupStatus, DrillReport } from "../../../shared/domain/backup.ts";
import { useBackups, useCancelBackup, useConfigureBackups, useDrill, useRunBackup } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, Panel, ProgressLine, SelectField, Stack } from "../../ui/index.ts";
import { formatBytes, formatCount, formatMoment, formatSome, wordsFor } from "../../words/index.ts";

const pollMs = 500;
const rhythms = [
  { id: "4", label: "Every 4 hours" },
  { id: "12", label: "Every 12 hours" },
  { id: "24", label: "Every day" },
  { id: "48", label: "Every two days" },
];
const keeps = [7, 14, 30, 60, 90].map((count) => ({ id: String(count), label: `The last ${count}` }));

/** Where backups go, whether the last one is whole, and proof that it can be restored. */
export function BackupsTab({ tends }: { readonly tends: boolean }): ReactElement {
  const { data, error, refetch } = useBackups();
  const run = useRunBackup();
  const cancel = useCancelBackup();
  const drill = useDrill();
  const busy = run.isPending || data?.running != null;
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void refetch(), pollMs);
    return () => clearInterval(timer);
  }, [busy, refetch]);
  const made = (data?.backups ?? []).filter((line) => line.removedAt === null);
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && <Standing status={data} latest={made[0]} />}
      {data !== undefined && tends && <PlanPanel status={data} />}
      {data?.plan != null && tends && (
        <div className="form-foot">
          <Button variant="primary" busy={busy} onPress={() => run.mutate({})}>
            Back up now
          </Button>
          {busy && (
            <Button variant="quiet" onPress={() => cancel.mutate({})}>
              Stop
            </Button>
          )}
        </div>
      )}
      {busy && <Running running={data?.running ?? null} />}
      <FailureNotice error={run.error ?? drill.error} />
      {drill.data !== undefined && <Report report={drill.data} />}
      <DataTable
        label="Backups"
        rows={data?.backups ?? []}
        rowKey={(line) => line.id}
        empty={<EmptyState title="No backup yet">The first one is made as soon as a folder is chosen.</EmptyState>}
        columns={[
          { id: "when", header: "Made", render: (line) => formatMoment(line.madeAt) },
          { id: "size", header: "Size", numeric: true, render: (line) => formatBytes(line.bytes) },
          { id: "patients", header: "Patients", numeric: true, render: (line) => formatCount(line.patients) },
          { id: "state", header: "State", render: (line) => <State line={line} /> },
          {
            id: "drill",
            header: "Restore drill",
            render: (line) =>
              line.removedAt !== null || !tends ? null : (
                <Button
                  variant="quiet"
                  busy={drill.isPending && drill.variables?.backupId === line.id}
                  onPress={() => drill.mutate({ backupId: line.id })}
                >
                  {line.drilledAt === null ? "Try a restore" : "Try again"}
                </Button>
              ),
          },
        ]}
      />
    </Stack>
  );
}

function Standing({ status, latest }: { readonly status: BackupStatus; readonly latest: BackupLine | undefined }): ReactElement {
  if (status.plan === null) {
    return (
      <Notice tone="caution" title="Backups are not set up">
        Choose a folder on another disk or a network share. Until then a broken disk loses the record.
      </Notice>
    );
  }
  if (status.lastFailure !== null) {
    const words = wordsFor(status.lastFailure);
    return (
      <Notice tone="refused" title={words.title} code={status.lastFailure}>
        {words.body} {words.next}
      </Notice>
    );
  }
  if (latest === undefined) return <Notice tone="info" title="The first backup is on its way" />;
  return (
    <Notice tone="done" title={`The last backup was made ${formatMoment(latest.madeAt)} and read back whole.`}>
      {status.dueAt !== null && `The next one is due ${formatMoment(status.dueAt)}.`}
    </Notice>
  );
}

function PlanPanel({ status }: { readonly status: BackupStatus }): ReactElement {
  const configure = useConfigureBackups();
  const [everyHours, setEveryHours] = useState(String(status.plan?.everyHours ?? 24));
  const [keepCount, setKeepCount] = useState(String(status.plan?.keepCount ?? 30));
  const save = (chooseNew: boolean) => configure.mutate({ everyHours: Number(everyHours), keepCount: Number(keepCount), chooseNew });
  return (
    <Panel title="Plan">
      <p className="mono">{status.plan?.folder ?? "No folder chosen"}</p>
      <div className="pair">
        <SelectField label="How often" options={rhythms} value={everyHours} onChange={setEveryHours} />
        <SelectField label="How many are kept" options={keeps} value={keepCount} onChange={setKeepCount} />
      </div>
      <FailureNotice error={configure.error} />
      <div className="form-foot">
        <Button variant={status.plan === null ? "primary" : "secondary"} busy={configure.isPending} onPress={() => save(true)}>
          {status.plan === null ? "Choose a folder" : "Choose another folder"}
        </Button>
        {status.plan !== null && (
          <Button busy={configure.isPending} onPress={() => save(false)}>
            Save
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Running({ running }: { readonly running: BackupStatus["running"] }): ReactElement {
  if (running === null || running.total === 0) return <ProgressLine label="Starting" />;
  const label = running.step === "copying" ? "Copying the record" : "Reading it back";
  return running.step === "copying" ? <ProgressLine label={label} value={running.done / running.total} /> : <ProgressLine label={label} />;
}

function State({ line }: { readonly line: BackupLine }): ReactElement {
  if (line.removedAt !== null) return <Badge tone="neutral">Removed</Badge>;
  if (line.drillVerdict === "damaged") return <Badge tone="refused">Damaged</Badge>;
  if (line.drilledAt !== null) return <Badge tone="done">Restored in a drill, {Math.max(1, Math.round((line.drillMs ?? 0) / 1000))} s</Badge>;
  return <Badge tone="done">Read back whole</Badge>;
}

function Report({ report }: { readonly report: DrillReport }): ReactElement {
  if (report.verdict === "damaged") {
    return (
      <Notice tone="refused" title="This backup does not restore" code="backup.damaged">
        Make a new one now, and keep this one for IT to look at.
      </Notice>
    );
  }
  return (
    <Notice
      tone="done"
      title={`Restored beside the record in ${formatSome(Math.max(1, Math.round(report.durationMs / 1000)), "second")}, and thrown away again.`}
    >
      {formatSome(report.patients, "patient")}, {formatSome(report.notes, "note")}, {formatSome(report.auditEntries, "audit entry", "audit entries")}{" "}
      verified; {formatBytes(report.bytes)}, made {formatMoment(report.backupMadeAt)}.
    </Notice>
  );
}
