import { type ReactElement, useState } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import { largestTranscriptBytes, type TranscriptWarning } from "../../../shared/domain/transcript.ts";
import { AskError, useImportTranscript } from "../../api/index.ts";
import { Button, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatSome, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { beginTimes, checkTimes, toInstants } from "./check-times.ts";
import { FileDrop } from "./FileDrop.tsx";
import { SessionTimes } from "./SessionTimes.tsx";

interface SessionProps {
  readonly patientId: PatientId;
  readonly onDone: (id: EncounterId) => void;
  readonly onLeave: () => void;
}

const warningWords: Readonly<Record<TranscriptWarning, string>> = {
  "no-speakers": t("It has no speaker labels. You can say who is speaking beside each line."),
  "one-speaker": t("Only one speaker is named. Check the lines that are not the client's."),
  "no-times": t("It has no times, so lines are numbered only."),
  recoded: t("It was in an older encoding; look at accents and quotation marks."),
  "very-long": t("It is very long; a session usually has a few hundred lines."),
};

/** Brings a session in: when it was, and its transcript. */
export function SessionScreen({ patientId, onDone, onLeave }: SessionProps): ReactElement {
  const [times, setTimes] = useState(beginTimes);
  const bring = useImportTranscript();
  const code = bring.error instanceof AskError ? bring.error.code : null;
  const wrongTimes = checkTimes(times, t("Give the day and both times; then choose the transcript."));

  async function choose(file: File): Promise<void> {
    if (wrongTimes !== null) return;
    // A file over the limit is cut one byte past it: enough for main to refuse it on record.
    const bytes = new Uint8Array(await file.slice(0, largestTranscriptBytes + 1).arrayBuffer());
    const kindHint = (/\.([a-z0-9]{1,12})$/i.exec(file.name)?.[1] ?? "").toLowerCase();
    bring.mutate({ patientId, bytes, kindHint, ...toInstants(times) });
  }

  if (bring.data !== undefined) {
    const { encounterId, turnCount, warnings } = bring.data;
    return (
      <div className="screen screen-narrow">
        <ScreenTitle lead={t("{turnCount} read and sealed in the record.", { turnCount: formatSome(turnCount, t("line")) })}>
          {t("Session imported")}
        </ScreenTitle>
        {warnings.map((warning) => (
          <Notice key={warning} tone="caution" title={warningWords[warning]} />
        ))}
        <div className="form-foot">
          <Button variant="primary" autoFocus onPress={() => onDone(encounterId)}>
            {t("Go to the note")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="screen screen-narrow">
      <ScreenTitle lead={t("The transcript is read on this computer and sealed in the record. The file itself is left where it is.")}>
        {t("Import transcript")}
      </ScreenTitle>
      <SessionTimes times={times} onChange={setTimes} />
      {wrongTimes === null ? <FileDrop busy={bring.isPending} onFile={(file) => void choose(file)} /> : <Notice tone="caution" title={wrongTimes} />}
      {code !== null && (
        <Notice tone="refused" title={wordsFor(code).title} code={code}>
          {wordsFor(code).body} {wordsFor(code).next}
        </Notice>
      )}
      <div className="form-foot">
        <Button variant="quiet" onPress={onLeave}>
          {t("Back to the chart")}
        </Button>
      </div>
    </div>
  );
}
