import { type ReactElement, useEffect, useState } from "react";
import type { ExportFormat, ExportJobLine } from "../../../shared/domain/export.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useBeginExport, useCancelExport, useExportFormats, useExports, usePauseExport, useResumeExport } from "../../api/index.ts";
import { FailureNotice, FormatChoice, ProofDialog } from "../../parts/index.ts";
import { Badge, Button, EmptyState, Notice, Panel, ProgressLine, Stack } from "../../ui/index.ts";
import { formatBytes, formatCount, formatMoment, formatSome, formatWords, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { PickPatients } from "./PickPatients.tsx";

const pollMs = 700;

/** Hands over many records at once, a package to a patient; it can be paused, and goes on after a crash. */
export function ExportsTab(): ReactElement {
  const { data, error, refetch } = useExports();
  const begin = useBeginExport();
  const [asking, setAsking] = useState<"all" | "some" | null>(null);
  const running = data?.jobs.some(({ state }) => state === "running") === true;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void refetch(), pollMs);
    return () => clearInterval(timer);
  }, [running, refetch]);
  return (
    <Stack>
      <p className="quiet">
        {t(
          "Every patient's record as a package of its own in a folder you choose, with an index that says whose is whose. For a move to another system, or when the practice closes.",
        )}
      </p>
      <div className="form-foot">
        <Button variant="primary" isDisabled={running} onPress={() => setAsking("all")}>
          {t("Hand over the whole practice")}
        </Button>
        <Button variant="secondary" isDisabled={running} onPress={() => setAsking("some")}>
          {t("Hand over some patients")}
        </Button>
      </div>
      <FailureNotice error={error} />
      {begin.data !== undefined && begin.data.passphrase !== "" && (
        <>
          <Notice tone="caution" title={t("The passphrase is shown this once.")}>
            {t("Tell it to the recipient by another way than the files: by telephone, or in a sealed letter.")}
          </Notice>
          <output className="passphrase" aria-label={t("Passphrase")}>
            {begin.data.passphrase}
          </output>
        </>
      )}
      {data !== undefined && data.jobs.length === 0 && (
        <EmptyState title={t("Nothing was handed over yet")}>{t("One patient's record is exported from their chart.")}</EmptyState>
      )}
      {data?.jobs.map((job) => (
        <Job key={job.id} job={job} />
      ))}
      {asking !== null && <BeginDialog whose={asking} begin={begin} onClose={() => setAsking(null)} />}
    </Stack>
  );
}

interface BeginProps {
  readonly whose: "all" | "some";
  readonly begin: ReturnType<typeof useBeginExport>;
  readonly onClose: () => void;
}

function BeginDialog({ whose, begin, onClose }: BeginProps): ReactElement {
  const [chosen, setChosen] = useState<ReadonlyMap<PatientId, string>>(new Map());
  const patientIds = whose === "all" ? null : [...chosen.keys()];
  const formats = useExportFormats().data?.formats ?? [];
  const [format, setFormat] = useState<ExportFormat>("zip");
  const [warned, setWarned] = useState(false);
  return (
    <ProofDialog
      title={whose === "all" ? t("Hand over the whole practice") : t("Hand over some patients")}
      actionLabel={t("Choose a folder and begin")}
      busy={begin.isPending}
      error={begin.error}
      isReady={(format !== "plain" || warned) && (patientIds === null || patientIds.length > 0)}
      onProve={(password) => begin.mutate({ patientIds, format, warned, password }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{t("Each record leaves in full. The log names every patient whose record was handed over.")}</p>
      {whose === "some" && <PickPatients chosen={chosen} onChosen={setChosen} />}
      <FormatChoice formats={formats} format={format} onFormat={setFormat} warned={warned} onWarned={setWarned} />
    </ProofDialog>
  );
}

function Job({ job }: { readonly job: ExportJobLine }): ReactElement {
  const pause = usePauseExport();
  const resume = useResumeExport();
  const cancel = useCancelExport();
  const { id, state, total, done, bytes, stoppedBy, msLeft } = job;
  const why = stoppedBy === null ? null : wordsFor(stoppedBy);
  return (
    <Panel title={t("Begun {at}, {name}", { at: formatMoment(job.startedAt), name: job.startedByName })} actions={<JobState state={state} />}>
      {state === "running" && (
        <ProgressLine
          label={t("{done} of {total} records", { done: formatCount(done), total: formatCount(total) })}
          value={done / Math.max(1, total)}
        />
      )}
      <p>
        {t("{records}, {size}, {format}.", {
          records: formatSome(done, t("record")),
          size: formatBytes(bytes),
          format: formatWords[job.format].label,
        })}{" "}
        {state === "running" &&
          msLeft !== null &&
          t("About {minutes} left.", { minutes: formatSome(Math.max(1, Math.round(msLeft / 60_000)), t("minute")) })}
      </p>
      {why !== null && state === "paused" && stoppedBy !== null && (
        <Notice tone="refused" title={why.title} code={stoppedBy}>
          {why.body} {why.next}
        </Notice>
      )}
      <FailureNotice error={pause.error ?? resume.error ?? cancel.error} />
      <div className="form-foot">
        {state === "running" && (
          <Button busy={pause.isPending} onPress={() => pause.mutate({ id })}>
            {t("Pause")}
          </Button>
        )}
        {state === "paused" && (
          <Button variant="primary" busy={resume.isPending} onPress={() => resume.mutate({ id })}>
            {t("Go on")}
          </Button>
        )}
        {(state === "running" || state === "paused") && (
          <Button variant="quiet" busy={cancel.isPending} onPress={() => cancel.mutate({ id })}>
            {t("Give it up")}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function JobState({ state }: { readonly state: ExportJobLine["state"] }): ReactElement {
  if (state === "done") return <Badge tone="done">{t("Complete")}</Badge>;
  if (state === "cancelled") return <Badge tone="neutral">{t("Given up")}</Badge>;
  return state === "running" ? <Badge tone="neutral">{t("Running")}</Badge> : <Badge tone="caution">{t("Paused")}</Badge>;
}
