import type { ReactElement } from "react";
import type { PatientId } from "../../shared/domain/ids.ts";
import { useUnsettledSound } from "../api/index.ts";
import { Button } from "../ui/index.ts";
import { formatLength, formatMoment, soundScreenWords as say } from "../words/index.ts";
import { RecordingState } from "./RecordingState.tsx";

/** The recordings that wait for a clinician: what a power cut or a closed lid ended is offered again, whoever's session it was. */
export function UnsettledSound({ onOpen }: { readonly onOpen: (patientId: PatientId) => void }): ReactElement | null {
  const waiting = useUnsettledSound().data?.waiting ?? [];
  if (waiting.length === 0) return null;
  return (
    <section aria-label={say.unsettled}>
      <h2 className="section-title">{say.unsettled}</h2>
      <ul className="work-list">
        {waiting.map(({ recording, patientName }) => (
          <li className="work-row" key={recording.id}>
            <div>
              <p className="work-who">{patientName}</p>
              <p className="work-when">
                {formatMoment(recording.startedAt)} · {formatLength(recording.lengthMs)} <RecordingState state={recording.state} />
              </p>
            </div>
            <Button onPress={() => onOpen(recording.patientId)}>{say.look}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
