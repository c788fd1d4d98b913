import { useEffect, useState } from "react";
import type { User } from "../../shared/domain/people.ts";
import { useNoteSearch, usePatients } from "../api/index.ts";
import { formatBirth, formatMoment } from "../words/index.ts";
import { t } from "../words/language.ts";
import { listActions, type QuickAction } from "./quick-actions.ts";

/** One thing the quick search has found, and what taking it does. */
export interface Found {
  readonly id: string;
  readonly kind: "patient" | "note" | "action";
  readonly words: string;
  readonly fact: string;
  readonly does: QuickAction["does"];
}

export interface FoundPart {
  readonly id: string;
  readonly title: string;
  readonly found: readonly Found[];
}

export interface QuickFound {
  /** All of one search at once, never the beginnings of one among the ends of another. */
  readonly parts: readonly FoundPart[];
  /** Whether this is what was found for the letters as they now stand. */
  readonly isCurrent: boolean;
}

const fewest = { patients: 1, notes: 3 };
const most = { patients: 6, notes: 5 };
/** A search is an entry in the log; letters typed in one go are one search. */
const pauseMs = 90;

/** Finds patients, notes and everything that can be done, for letters as they are typed. */
export function useQuickFound(user: User, typed: string): QuickFound {
  const wanted = typed.trim();
  const sought = useAfterPause(wanted);
  const seesCharts = user.role !== "it-admin" && user.role !== "auditor";
  const writes = user.role === "clinician" || user.role === "supervisor";
  const patients = usePatients(sought, { enabled: seesCharts && sought.length >= fewest.patients });
  const notes = useNoteSearch(sought, writes && sought.length >= fewest.notes);
  const isCurrent = sought === wanted && !patients.isFetching && !notes.isFetching;
  const [shown, setShown] = useState<{ readonly sought: string | null; readonly parts: readonly FoundPart[] }>({ sought: null, parts: [] });
  if (isCurrent && shown.sought !== sought) {
    const parts: FoundPart[] = [
      { id: "patients", title: t("Patients"), found: (patients.data?.patients ?? []).slice(0, most.patients).map(toFoundPatient) },
      { id: "notes", title: t("Notes"), found: (notes.data?.notes ?? []).slice(0, most.notes).map(toFoundNote) },
      { id: "actions", title: t("Do"), found: listActions(user.role, sought).map(toFoundAction) },
    ];
    setShown({ sought, parts: parts.filter(({ found }) => found.length > 0) });
  }
  return { parts: shown.parts, isCurrent: isCurrent && shown.sought === sought };
}

type FoundPatient = NonNullable<ReturnType<typeof usePatients>["data"]>["patients"][number];
type FoundNote = NonNullable<ReturnType<typeof useNoteSearch>["data"]>["notes"][number];

function toFoundPatient(patient: FoundPatient): Found {
  return {
    id: patient.id,
    kind: "patient",
    words: `${patient.familyName}, ${patient.givenName}`,
    fact: t("{born} · MRN {mrn}", { born: formatBirth(patient.bornOn), mrn: patient.mrn }),
    does: { go: { name: "patient", patientId: patient.id } },
  };
}

function toFoundNote(note: FoundNote): Found {
  return {
    id: note.id,
    kind: "note",
    words: `${note.patientName} · ${note.templateName}`,
    fact: formatMoment(note.savedAt),
    does: { go: { name: "note", encounterId: note.encounterId } },
  };
}

const toFoundAction = ({ id, words, does }: QuickAction): Found => ({ id, kind: "action", words, fact: "", does });

/** The letters once they have stood still a moment; at once where they are taken away. */
function useAfterPause(letters: string): string {
  const [settled, setSettled] = useState(letters);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(letters), pauseMs);
    return () => clearTimeout(waiting);
  }, [letters]);
  return settled;
}
