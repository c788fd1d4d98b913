import { type ReactElement, useState } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import type { Consent } from "../../../shared/domain/patient.ts";
import type { RecordingLevel } from "../../../shared/domain/sound.ts";
import type { ErrorCode } from "../../../shared/errors.ts";
import {
  AskError,
  useBeginRecording,
  useBridgeEvent,
  useContinueRecording,
  usePatient,
  useRecordingStanding,
  useRecordings,
} from "../../api/index.ts";
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
  /** To where consent is recorded. */
  readonly onConsent: () => void;
  /** To a note without a recording. */
  readonly onWrite: () => void;
  readonly onLeave: () => void;
}

/** Records a session and shows what becomes of its recordings. */
export function RecordScreen({ patientId, onOpenNote, onConsent, onWrite, onLeave }: RecordProps): ReactElement {
  const recordings = useRecordings(patientId);
  const consents = usePatient(patientId).data?.consents;
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
      {level === null && consents !== undefined && !hasConsent(consents) && <ConsentMissing onConsent={onConsent} onWrite={onWrite} />}
      {level === null && standing.data !== undefined && consents !== undefined && hasConsent(consents) && (
        <>
          <MicrophoneChoice
            busy={begin.isPending}
            onChange={setIds}
            onBegin={(microphones) => begin.mutate({ patientId, microphones: [...microphones] })}
          />
          {failed instanceof AskError && <FailureNotice error={failed} />}
        </>
      )}
      {level !== null && <RunningRecording level={level} />}
      {level === null && consents !== undefined && hasConsent(consents) && (
        <ImportSound patientId={patientId} onDone={() => void recordings.refetch()} />
      )}
      {listed !== undefined && (
        <RecordingList
          listed={listed}
          onOver={() => void recordings.refetch()}
          onContinue={(recordingId, channels) => goOn.mutate({ recordingId, microphones: ids.slice(0, channels) })}
          chosen={level === null && consents !== undefined && hasConsent(consents) ? ids.length : null}
          onOpenNote={onOpenNote}
        />
      )}
      <div className="form-foot">
        <Button variant="quiet" onPress={onLeave}>
          {say.back}
        </Button>
        {level === null && consents !== undefined && hasConsent(consents) && (
          <Button variant="quiet" onPress={onWrite}>
            {say.writeInstead}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Whether the patient agreed to being recorded and has not taken it back; main looks again. */
function hasConsent(consents: readonly Consent[]): boolean {
  const latest = consents.find(({ kind }) => kind === "session-recording");
  return latest !== undefined && latest.decision === "given" && latest.revokedAt === null;
}

/** Nothing is recorded without consent; what can be done instead is one press away. */
function ConsentMissing({ onConsent, onWrite }: { readonly onConsent: () => void; readonly onWrite: () => void }): ReactElement {
  const choices = (
    <>
      <Button variant="primary" onPress={onConsent}>
        {say.recordConsent}
      </Button>{" "}
      <Button onPress={onWrite}>{say.writeInstead}</Button>
    </>
  );
  return (
    <Notice tone="caution" title={say.consentMissing} action={choices}>
      {say.consentMissingBody}
    </Notice>
  );
}
