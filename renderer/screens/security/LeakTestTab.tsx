import { Check, Circle } from "lucide-react";
import type { ReactElement } from "react";
import type { CanaryReport, DayStep } from "../../../shared/domain/canary.ts";
import { useRunLeakTest, useSaveLeakTest } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, ProgressLine, Stack } from "../../ui/index.ts";
import { formatBytes, formatCount, formatSome, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";

/** In the order of the day. */
const stepWords: Readonly<Record<DayStep, string>> = {
  "set-up": t("A record of its own is set up"),
  chart: t("An invented patient is registered, consents, and a session is imported"),
  agreement: t("An agreement is recorded for a server on this computer that keeps every byte"),
  "vendor-draft": t("A note is drafted through the gate, over TLS"),
  "device-draft": t("A note is drafted on this computer"),
  sign: t("The note is checked and signed"),
  export: t("The record is exported as an encrypted package"),
  backup: t("A backup is made"),
  log: t("The audit log is verified"),
  close: t("Everybody signs out and the record is closed"),
};

/** The leak test: an administrator sees, on this very computer, that what is planted is found nowhere. */
export function LeakTestTab(): ReactElement {
  const run = useRunLeakTest();
  const save = useSaveLeakTest();
  return (
    <Stack>
      <p>
        {t(
          "An invented patient lives a whole day in a record apart from yours. Then every file the program wrote, its log, the temporary folder and every byte that left are searched for the name, telephone, address, number and mail that were planted, in every encoding. The record is destroyed again.",
        )}
      </p>
      <div className="form-foot">
        <Button variant="primary" busy={run.isPending} onPress={() => run.mutate({})}>
          {run.data === undefined ? t("Run the leak test") : t("Run it again")}
        </Button>
      </div>
      {run.isPending && <ProgressLine label={t("Living the day, then searching. About ten seconds.")} />}
      <FailureNotice error={run.error ?? save.error} />
      {run.data !== undefined && <Outcome report={run.data} />}
      {run.data !== undefined && (
        <div className="form-foot">
          <Button busy={save.isPending} onPress={() => save.mutate({})}>
            {t("Save the signed report")}
          </Button>
        </div>
      )}
      {save.data !== undefined && <Notice tone="done" title={t("The report was written, with the signature of the log's key beside it.")} />}
    </Stack>
  );
}

function Outcome({ report }: { readonly report: CanaryReport }): ReactElement {
  const { verdict, found, planted, searched, steps, stoppedAt, code } = report;
  return (
    <>
      {verdict === "clean" && (
        <Notice tone="done" title={t("Nothing was found")}>
          {t(
            "{planted} in {files} ({size}) and in {wire} that left: found nowhere. The search itself was tried on what lay in the open, and found it.",
            {
              planted: formatSome(planted, t("planted identifier")),
              files: formatSome(searched.files, t("file")),
              size: formatBytes(searched.bytes),
              wire: formatBytes(searched.wireBytes),
            },
          )}
        </Notice>
      )}
      {verdict === "leaked" && (
        <Notice tone="refused" title={t("Found {count} times", { count: formatCount(found.length) })}>
          {t("In: {places}. Stop using this computer for patients, save the report and send it to support.", {
            places: [...new Set(found.map(({ where }) => where))].join(", "),
          })}
        </Notice>
      )}
      {verdict === "incomplete" && (
        <Notice tone="caution" title={t("The test did not come to its end")} code={code ?? undefined}>
          {stoppedAt === null
            ? t("The far end or the search did not work as they should.")
            : t("It stopped at: {step}.", { step: stepWords[stoppedAt] })}{" "}
          {code === null ? "" : wordsFor(code).next}
        </Notice>
      )}
      <ol className="leak-steps">
        {Object.entries(stepWords).map(([step, words]) => {
          const isDone = steps.some((taken) => taken === step);
          return (
            <li key={step} data-done={isDone}>
              {isDone ? <Check size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
              {words}
              <span className="leak-step-state">{isDone ? t("done") : t("not done")}</span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
