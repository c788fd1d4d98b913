import { type ReactElement, useEffect, useState } from "react";
import type { BackupLine, BackupStatus, DrillReport } from "../../../shared/domain/backup.ts";
import { useBackups, useCancelBackup, useConfigureBackups, useDrill, useRunBackup } from "../../api/index.ts";
import { FailureNotice, PolicyMark } from "../../parts/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, Panel, ProgressLine, SelectField, Stack } from "../../ui/index.ts";
import { formatBytes, formatCount, formatMoment, formatSome, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

const pollMs = 500;
const rhythms = [
  { id: "4", label: t("Every 4 hours") },
  { id: "12", label: t("Every 12 hours") },
  { id: "24", label: t("Every day") },
  { id: "48", label: t("Every two days") },
];
const keeps = [7, 14, 30, 60, 90].map((count) => ({ id: String(count), label: t("The last {count}", { count }) }));

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
            {t("Back up now")}
          </Button>
          {busy && (
            <Button variant="quiet" onPress={() => cancel.mutate({})}>
              {t("Stop")}
            </Button>
          )}
        </div>
      )}
      {busy && <Running running={data?.running ?? null} />}
      <FailureNotice error={run.error ?? drill.error} />
      {drill.data !== undefined && <Report report={drill.data} />}
      <DataTable
        label={t("Backups")}
        rows={data?.backups ?? []}
        rowKey={(line) => line.id}
        empty={<EmptyState title={t("No backup yet")}>{t("The first one is made as soon as a folder is chosen.")}</EmptyState>}
        columns={[
          { id: "when", header: t("Made"), render: (line) => formatMoment(line.madeAt) },
          { id: "size", header: t("Size"), numeric: true, render: (line) => formatBytes(line.bytes) },
          { id: "patients", header: t("Patients"), numeric: true, render: (line) => formatCount(line.patients) },
          { id: "state", header: t("State"), render: (line) => <State line={line} /> },
          {
            id: "drill",
            header: t("Restore drill"),
            render: (line) =>
              line.removedAt !== null || !tends ? null : (
                <Button
                  variant="quiet"
                  busy={drill.isPending && drill.variables?.backupId === line.id}
                  onPress={() => drill.mutate({ backupId: line.id })}
                >
                  {line.drilledAt === null ? t("Try a restore") : t("Try again")}
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
      <Notice tone="caution" title={t("Backups are not set up")}>
        {t("Choose a folder on another disk or a network share. Until then a broken disk loses the record.")}
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
  if (latest === undefined) return <Notice tone="info" title={t("The first backup is on its way")} />;
  return (
    <Notice tone="done" title={t("The last backup was made {latest} and read back whole.", { latest: formatMoment(latest.madeAt) })}>
      {status.dueAt !== null && t("The next one is due {status}.", { status: formatMoment(status.dueAt) })}
    </Notice>
  );
}

function PlanPanel({ status }: { readonly status: BackupStatus }): ReactElement {
  const configure = useConfigureBackups();
  const [everyHours, setEveryHours] = useState(String(status.plan?.everyHours ?? 24));
  const [keepCount, setKeepCount] = useState(String(status.plan?.keepCount ?? 30));
  const save = (chooseNew: boolean) => configure.mutate({ everyHours: Number(everyHours), keepCount: Number(keepCount), chooseNew });
  return (
    <Panel title={t("Plan")}>
      <p className="mono">{status.plan?.folder ?? t("No folder chosen")}</p>
      <PolicyMark settings={["backupFolders"]} />
      <div className="pair">
        <SelectField label={t("How often")} options={rhythms} value={everyHours} onChange={setEveryHours} />
        <SelectField label={t("How many are kept")} options={keeps} value={keepCount} onChange={setKeepCount} />
      </div>
      <FailureNotice error={configure.error} />
      <div className="form-foot">
        <Button variant={status.plan === null ? "primary" : "secondary"} busy={configure.isPending} onPress={() => save(true)}>
          {status.plan === null ? t("Choose a folder") : t("Choose another folder")}
        </Button>
        {status.plan !== null && (
          <Button busy={configure.isPending} onPress={() => save(false)}>
            {t("Save")}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Running({ running }: { readonly running: BackupStatus["running"] }): ReactElement {
  if (running === null || running.total === 0) return <ProgressLine label={t("Starting")} />;
  const label = running.step === "copying" ? t("Copying the record") : t("Reading it back");
  return running.step === "copying" ? <ProgressLine label={label} value={running.done / running.total} /> : <ProgressLine label={label} />;
}

function State({ line }: { readonly line: BackupLine }): ReactElement {
  if (line.removedAt !== null) return <Badge tone="neutral">{t("Removed")}</Badge>;
  if (line.drillVerdict === "damaged") return <Badge tone="refused">{t("Damaged")}</Badge>;
  if (line.drilledAt !== null)
    return <Badge tone="done">{t("Restored in a drill, {max} s", { max: Math.max(1, Math.round((line.drillMs ?? 0) / 1000)) })}</Badge>;
  return <Badge tone="done">{t("Read back whole")}</Badge>;
}

function Report({ report }: { readonly report: DrillReport }): ReactElement {
  if (report.verdict === "damaged") {
    return (
      <Notice tone="refused" title={t("This backup does not restore")} code="backup.damaged">
        {t("Make a new one now, and keep this one for IT to look at.")}
      </Notice>
    );
  }
  return (
    <Notice
      tone="done"
      title={t("Restored beside the record in {max}, and thrown away again.", {
        max: formatSome(Math.max(1, Math.round(report.durationMs / 1000)), t("second")),
      })}
    >
      {t("{report}, {report2}, {report3} verified; {report4}, made {report5}.", {
        report: formatSome(report.patients, t("patient")),
        report2: formatSome(report.notes, t("note")),
        report3: formatSome(report.auditEntries, t("audit entry"), t("audit entries")),
        report4: formatBytes(report.bytes),
        report5: formatMoment(report.backupMadeAt),
      })}
    </Notice>
  );
}
