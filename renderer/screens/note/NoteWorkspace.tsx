import { type ReactNode, useState } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import type { User } from "../../../shared/domain/people.ts";
import { useEncounter, useNoteForEncounter, useNoteNews, usePatient } from "../../api/index.ts";
import { Notice, ProgressLine } from "../../ui/index.ts";
import { formatBorn, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { DraftDesk } from "./DraftDesk.tsx";
import type { RoundTrip } from "./RoundTripReport.tsx";
import { readCode } from "./read-code.ts";
import { WrittenDesk } from "./WrittenDesk.tsx";

interface WorkspaceProps {
  readonly encounterId: EncounterId;
  readonly self: User;
  readonly onLeave: () => void;
}

/** One session: its transcript, its note, and what would leave or has left the building for it. */
export function NoteWorkspace({ encounterId, self, onLeave }: WorkspaceProps): ReactNode {
  const session = useEncounter(encounterId);
  const note = useNoteForEncounter(encounterId);
  const [roundTrip, setRoundTrip] = useState<RoundTrip | null>(null);
  const [isNewer, setIsNewer] = useState(false);
  useNoteNews(note.data?.note?.id ?? null, () => setIsNewer(true));
  const failure = session.error ?? note.error;
  if (failure !== null) {
    const words = wordsFor(readCode(failure));
    return (
      <div className="screen">
        <Notice tone="refused" title={words.title} code={readCode(failure)}>
          {words.body} {words.next}
        </Notice>
      </div>
    );
  }
  if (session.data === undefined || note.data === undefined) return <ProgressLine label={t("Opening the session")} />;
  const { encounter, turns } = session.data;
  const reload = async () => (await note.refetch()).data?.note ?? Promise.reject(new Error("the note is gone"));
  return (
    <div className="note-room">
      <WorkspaceBanner patientId={encounter.patientId} />
      {note.data.note === null ? (
        <DraftDesk encounter={encounter} turns={turns} onDone={setRoundTrip} onLeave={onLeave} />
      ) : (
        <WrittenDesk
          key={note.data.note.id}
          encounter={encounter}
          turns={turns}
          note={note.data.note}
          unfinished={note.data.unfinished}
          roundTrip={roundTrip}
          self={self}
          isNewer={isNewer}
          onSeen={() => setIsNewer(false)}
          reload={reload}
          onLeave={onLeave}
        />
      )}
    </div>
  );
}

function WorkspaceBanner({ patientId }: { readonly patientId: PatientId }): ReactNode {
  const patient = usePatient(patientId).data?.patient.demographics;
  if (patient === undefined) return <section className="banner" aria-label={t("Patient")} />;
  return (
    <section className="banner" aria-label={t("Patient")}>
      <span className="banner-name">
        {patient.familyName}, {patient.givenName}
      </span>
      <span className="banner-fact">{formatBorn(patient.bornOn)}</span>
      {patient.pronouns !== "" && <span className="banner-fact">{patient.pronouns}</span>}
      <span className="banner-fact">{t("MRN {mrn}", { mrn: patient.mrn })}</span>
      {patient.alerts !== "" && <span className="banner-fact">⚠ {patient.alerts}</span>}
    </section>
  );
}
