import { type ReactElement, useEffect, useEffectEvent, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { Button, Checkbox, Notice, ProgressLine, TextField } from "../../ui/index.ts";
import { formatLength, localDay, soundScreenWords as say, wordsFor } from "../../words/index.ts";
import { answerCutShort, cancelImport, forgetImport, type ImportState, importSound, useImportRun } from "./import-run.ts";

/** Takes in a sound file made elsewhere: decoded here, piece by piece, and sealed as it comes. */
export function ImportSound({ patientId, onDone }: { readonly patientId: PatientId; readonly onDone: () => void }): ReactElement {
  const [day, setDay] = useState(localDay(new Date()));
  const [starts, setStarts] = useState("");
  const [apart, setApart] = useState(false);
  const run = useImportRun();
  const ours = run?.patientId === patientId ? run : null;
  const isBusy = run?.phase === "reading" || run?.phase === "cut-short";
  const isDone = ours?.phase === "done";
  const tell = useEffectEvent(onDone);
  useEffect(() => {
    if (isDone) tell();
  }, [isDone]);
  // Seen and left: the next visit begins afresh.
  useEffect(() => forgetImport, []);

  return (
    <section className="recording-set-up" aria-label={say.bring}>
      <h2 className="section-title">{say.bring}</h2>
      <div className="form-grid-short">
        <TextField label={say.day} type="date" value={day} onChange={setDay} />
        <TextField label={say.started} type="time" value={starts} onChange={setStarts} />
      </div>
      <Checkbox isSelected={apart} onChange={setApart}>
        {say.apart}
      </Checkbox>
      {isBusy && ours === null && <p className="quiet">{say.bringingOther}</p>}
      {ours !== null && <ImportStanding run={ours} />}
      {!isBusy && (day === "" || starts === "") && <p className="quiet">{say.whenFirst}</p>}
      {!isBusy && day !== "" && starts !== "" && (
        <label className="drop">
          <strong>{say.chooseFile}</strong>
          <span className="quiet">{say.kinds}</span>
          <input
            type="file"
            aria-label={say.chooseFile}
            accept="audio/*,.wav,.mp3,.m4a,.mp4,.ogg,.opus,.flac,.webm"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) void importSound(file, { patientId, apart, startedAt: new Date(`${day}T${starts}`).toISOString() });
              event.target.value = "";
            }}
          />
        </label>
      )}
    </section>
  );
}

/** How the import goes, or how it went. */
function ImportStanding({ run }: { readonly run: ImportState }): ReactElement | null {
  if (run.phase === "reading") {
    return (
      <div className="recording-progress">
        <ProgressLine label={run.msLeft === null ? say.bringing : say.bringingLeft(run.msLeft)} value={run.share} />
        <Button onPress={cancelImport}>{say.stopBringing}</Button>
      </div>
    );
  }
  if (run.phase === "done") {
    return (
      <Notice tone="done" title={say.brought(formatLength(run.lengthMs))}>
        {run.oneChannel ? say.oneChannel : null}
      </Notice>
    );
  }
  if (run.code === null) return null;
  const words = wordsFor(run.code);
  if (run.phase === "refused") {
    return (
      <Notice tone="refused" title={words.title} code={run.code}>
        {words.body} {words.next}
      </Notice>
    );
  }
  const choices = (
    <>
      <Button onPress={() => answerCutShort(true)}>{say.keepPart}</Button>{" "}
      <Button variant="quiet" onPress={() => answerCutShort(false)}>
        {say.leavePart}
      </Button>
    </>
  );
  return (
    <Notice tone="refused" title={words.title} code={run.code} action={choices}>
      {say.readPart(formatLength(run.lengthMs), run.declaredMs === null ? null : formatLength(run.declaredMs))} {words.next}
    </Notice>
  );
}
