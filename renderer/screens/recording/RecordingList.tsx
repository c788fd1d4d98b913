import { type ReactElement, useState } from "react";
import type { EncounterId, RecordingId } from "../../../shared/domain/ids.ts";
import type { Recording } from "../../../shared/domain/sound.ts";
import { AskError, useBridgeEvent, useCancelTranscribing, useDiscardRecording, useTranscribe } from "../../api/index.ts";
import { FailureNotice, RecordingState } from "../../parts/index.ts";
import { Button, Dialog, Notice, ProgressLine } from "../../ui/index.ts";
import { formatLength, formatMoment, soundScreenWords as say, wordsFor } from "../../words/index.ts";

interface ListProps {
  readonly listed: {
    readonly recordings: readonly Recording[];
    readonly canListen: boolean;
    readonly progress: { readonly recordingId: RecordingId; readonly doneMs: number; readonly msLeft: number | null } | null;
  };
  /** A transcription ended: the list is out of date. */
  readonly onOver: () => void;
  /** How many microphones are chosen to record with; null while none can be. */
  readonly chosen: number | null;
  readonly onContinue: (id: RecordingId, channels: number) => void;
  readonly onOpenNote: (id: EncounterId) => void;
}

const minuteMs = 60_000;

/** A patient's recordings, newest first, and what can be done with each. */
export function RecordingList({ listed, onOver, chosen, onContinue, onOpenNote }: ListProps): ReactElement {
  const transcribe = useTranscribe();
  const cancel = useCancelTranscribing();
  const [discarding, setDiscarding] = useState<RecordingId | null>(null);
  const [progress, setProgress] = useState(listed.progress);
  const [failed, setFailed] = useState<{ id: RecordingId; code: AskError["code"] } | null>(null);
  useBridgeEvent("sound.progress", ({ recordingId, doneMs, msLeft, encounterId, code }) => {
    const over = encounterId !== null || code !== null;
    setProgress(over ? null : { recordingId, doneMs, msLeft });
    setFailed(code === null || code === "speech.cancelled" ? null : { id: recordingId, code });
    if (over) onOver();
  });
  const shown = listed.recordings.filter(({ state, encounterId }) => state !== "recording" && (state !== "destroyed" || encounterId !== null));
  return (
    <section aria-label={say.list}>
      <h2 className="section-title">{say.list}</h2>
      {shown.length === 0 && <p className="quiet">{say.none}</p>}
      {transcribe.error instanceof AskError && <FailureNotice error={transcribe.error} />}
      <ul className="work-list">
        {shown.map((recording) => (
          <li className="work-row" key={recording.id}>
            <div className="recording-what">
              <p className="work-who">
                {formatMoment(recording.startedAt)} <RecordingState state={recording.state} />
              </p>
              <p className="work-when">{formatLength(recording.lengthMs)}</p>
              {recording.state === "transcribing" && (
                <ProgressLine label={nameProgress(progress, recording.id)} value={readDone(progress, recording)} />
              )}
              {recording.state === "unfinished" && chosen !== null && chosen !== recording.channels && (
                <p className="quiet">{recording.channels === 1 ? say.goOnOne : say.goOnTwo}</p>
              )}
              {failed?.id === recording.id && (
                <Notice tone="caution" title={wordsFor(failed.code).title} code={failed.code}>
                  {wordsFor(failed.code).body} {wordsFor(failed.code).next}
                </Notice>
              )}
            </div>
            <div className="recording-acts">
              {recording.state === "unfinished" && chosen === recording.channels && (
                <Button onPress={() => onContinue(recording.id, recording.channels)}>{say.goOn}</Button>
              )}
              {(recording.state === "waiting" || recording.state === "unfinished") && listed.canListen && (
                <Button variant="primary" busy={transcribe.isPending} onPress={() => transcribe.mutate({ recordingId: recording.id })}>
                  {recording.state === "waiting" ? say.transcribe : say.transcribeThere}
                </Button>
              )}
              {recording.state === "transcribing" && <Button onPress={() => cancel.mutate({})}>{say.cancel}</Button>}
              {(recording.state === "waiting" || recording.state === "unfinished") && (
                <Button variant="quiet" onPress={() => setDiscarding(recording.id)}>
                  {say.discard}
                </Button>
              )}
              {recording.encounterId !== null && <Button onPress={() => onOpenNote(recording.encounterId as EncounterId)}>{say.openNote}</Button>}
            </div>
          </li>
        ))}
      </ul>
      {discarding !== null && <DiscardDialog recordingId={discarding} onClose={() => setDiscarding(null)} />}
    </section>
  );
}

function DiscardDialog({ recordingId, onClose }: { readonly recordingId: RecordingId; readonly onClose: () => void }): ReactElement {
  const discard = useDiscardRecording();
  const footer = (
    <>
      <Button variant="danger" busy={discard.isPending} onPress={() => discard.mutate({ recordingId }, { onSuccess: onClose })}>
        {say.discard}
      </Button>
      <Button variant="quiet" onPress={onClose}>
        {say.keep}
      </Button>
    </>
  );
  return (
    <Dialog title={say.discardTitle} isOpen onClose={onClose} footer={footer}>
      {say.discardBody}
    </Dialog>
  );
}

type Progress = ListProps["listed"]["progress"];

function nameProgress(progress: Progress, id: RecordingId): string {
  if (progress?.recordingId !== id || progress.msLeft === null) return say.working;
  return say.minutesLeft(Math.ceil(progress.msLeft / minuteMs));
}

function readDone(progress: Progress, { id, lengthMs }: Recording): number | undefined {
  return progress?.recordingId === id && lengthMs > 0 ? Math.min(1, progress.doneMs / lengthMs) : undefined;
}
