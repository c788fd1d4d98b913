import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import type { Note } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { useAppStatus, type useEncounter, useLikeness, usePatient, useSignNote, useStanding } from "../../api/index.ts";
import { Letterhead } from "./Letterhead.tsx";
import type { Desk } from "./note-desk.ts";
import { readCode } from "./read-code.ts";
import { SignDialog } from "./SignDialog.tsx";
import { checkForSigning } from "./sign-checks.ts";

interface SigningProps {
  readonly encounter: NonNullable<ReturnType<typeof useEncounter>["data"]>["encounter"];
  readonly note: Note;
  readonly turns: readonly Turn[];
  readonly desk: Desk;
  readonly onGo: (key: string) => void;
  readonly onClose: () => void;
}

/** The last look before a signature; what is on screen is saved first, so that it is what is signed. */
export function Signing({ encounter, note, turns, desk, onGo, onClose }: SigningProps): ReactNode {
  const sign = useSignNote();
  const patient = usePatient(encounter.patientId).data?.patient.demographics ?? null;
  const clinicName = useAppStatus().data?.clinicName ?? "";
  const supervisorName = useStanding(note.id).data?.supervisorName ?? null;
  const likest = useLikeness(note.id).data?.likeness[0] ?? null;
  const { sections, merges } = useSyncExternalStore(desk.listen, desk.read);
  const [mergesSeen] = useState(merges);
  // Another window has changed the note: nobody signs words they have not read.
  useEffect(() => {
    if (merges !== mergesSeen) onClose();
  }, [merges, mergesSeen, onClose]);
  async function signNow(password: string): Promise<void> {
    if ((await desk.settle()) && desk.read().merges === mergesSeen)
      sign.mutate({ noteId: note.id, revision: desk.read().revision, password }, { onSuccess: onClose });
  }
  return (
    <SignDialog
      isOpen
      checks={checkForSigning(sections, encounter, turns, likest)}
      supervisorName={supervisorName}
      sections={sections}
      letter={
        <Letterhead
          clinicName={clinicName}
          patient={patient}
          patientName={encounter.patientName}
          startedAt={encounter.startedAt}
          endedAt={encounter.endedAt}
          clinicianName={encounter.clinicianName}
          templateName={note.templateName}
          sections={sections}
        />
      }
      isSigning={sign.isPending}
      failure={sign.error === null ? null : readCode(sign.error)}
      onSign={(password) => void signNow(password)}
      onGo={(key) => {
        onClose();
        onGo(key);
      }}
      onClose={onClose}
    />
  );
}
