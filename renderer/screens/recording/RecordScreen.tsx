import { type ReactElement, useState } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import type { RecordingLevel } from "../../../shared/domain/sound.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import { AskError, useBeginRecording, useBridgeEvent, useContinueRecording, useRecordingStanding, useRecordings } from "../../api/index.ts";
import { FailureNotice, PolicyMark } from "../../parts/index.ts";
import { Button, Notice, ScreenTitle } from "../../ui/index.ts";
import { soundScreenWords as say, wordsFor } from "../../words/index.ts";
import { ImportSound } from "./ImportSound.tsx";
import { MicrophoneChoice } from "./MicrophoneChoice.tsx";
import { RecordingList } from "./RecordingList.tsx";
import { RunningRecording } from "./RunningRecording.tsx";
import "./recording.css";

interface RecordProps {
  readonly patientId: PatientId;
  readonly onOpenNote: (id: EncounterId) => void;
  readonly onLeave: () => void;
}

/** Records a session and shows what becomes of its recordings. */
export function RecordScreen({ patientId, onOpenNote, onLeave }: RecordProps): ReactElement {
  const recordings = useRecordings(patientId);
  const standing = useRecordingStanding();
  const begin = useBeginRecording();
  const goOn = useContinueRecording();
  const [told, setTold] = useState<{ level: RecordingLevel | null } | null>(null);
  const [endedBy, setEndedBy] = useState<ErrorCode | null>(null);
  const [ids, setIds] = useState<readonly string[]>([]);
  useBridgeEvent("sound.level", ({ level, code }) => {
    setTold({ level });
    setEndedBy(code);
    if (level === null) void recordings.refetch();
  });
  const level = told === null ? (standing.data?.level ?? null) : told.level;
  const failed = begin.error ?? goOn.error;
  const listed = recordings.data;
  return (
    <div className="screen screen-narrow">
      <ScreenTitle lead={say.lead}>{say.title}</ScreenTitle>
      <PolicyMark settings={["sound"]} />
      {listed !== undefined && !listed.canListen && (
        <Notice tone="caution" title={say.noPack}>
          {say.noPackBody}
        </Notice>
      )}
      {endedBy !== null && (
        <Notice tone="caution" title={wordsFor(endedBy).title} code={endedBy}>
          {wordsFor(endedBy).body} {wordsFor(endedBy).next}
        </Notice>
      )}
      {level === null && standing.data !== undefined && (
        <>
          <MicrophoneChoice
            busy={begin.isPending}
            onChange={setIds}
            onBegin={(microphones) => begin.mutate({ patientId, microphones: [...microphones] })}
          />
          {failed instanceof AskError && <FailureNotice error={failed} />}
          <p className="quiet">{say.declined}</p>
        </>
      )}
      {level !== null && <RunningRecording level={level} />}
      {level === null && <ImportSound patientId={patientId} onDone={() => void recordings.refetch()} />}
      {listed !== undefined && (
        <RecordingList
          listed={listed}
          onOver={() => void recordings.refetch()}
          onContinue={(recordingId, channels) => goOn.mutate({ recordingId, microphones: ids.slice(0, channels) })}
          canContinue={(channels) => level === null && ids.length === channels}
          onOpenNote={onOpenNote}
        />
      )}
      <div className="form-foot">
        <Button variant="quiet" onPress={onLeave}>
          {say.back}
        </Button>
      </div>
    </div>
  );
}
