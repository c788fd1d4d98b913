import { Mic } from "lucide-react";
import { type ReactElement, useState } from "react";
import type { PatientId } from "../../shared/domain/ids.ts";
import type { RecordingLevel } from "../../shared/domain/sound.ts";
import { useBridgeEvent, useRecordingStanding, useUnsettledSound } from "../api/index.ts";
import { formatLength, soundScreenWords as say } from "../words/index.ts";

/** On every place, while a session is being recorded: that it is, for how long, and the way back to it. */
export function RecordingMark({ onOpen }: { readonly onOpen: (patientId: PatientId) => void }): ReactElement | null {
  const standing = useRecordingStanding();
  const [told, setTold] = useState<{ level: RecordingLevel | null } | null>(null);
  useBridgeEvent("sound.level", ({ level }) => setTold({ level }));
  const level = told === null ? (standing.data?.level ?? null) : told.level;
  return level === null ? null : <Mark level={level} onOpen={onOpen} />;
}

function Mark({ level, onOpen }: { readonly level: RecordingLevel; readonly onOpen: (patientId: PatientId) => void }): ReactElement {
  const running = useUnsettledSound().data?.waiting.find(({ recording }) => recording.state === "recording");
  const words = level.paused ? say.paused : say.goTo(formatLength(level.recordedMs));
  return (
    <button
      type="button"
      className="frame-recording"
      data-paused={level.paused || undefined}
      data-troubled={level.troubles.length > 0 || undefined}
      disabled={running === undefined}
      onClick={() => running !== undefined && onOpen(running.recording.patientId)}
    >
      <Mic size={16} aria-hidden /> <span className="frame-label">{words}</span>
    </button>
  );
}
