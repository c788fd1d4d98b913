import { CornerDownLeft, FileText, UserRound } from "lucide-react";
import { type ReactElement, type ReactNode, useDeferredValue, useState } from "react";
import {
  Dialog as AriaDialog,
  Autocomplete,
  Collection,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import type { User } from "../../shared/domain/people.ts";
import { useNoteSearch, usePatients } from "../api/index.ts";
import { formatBorn, formatMoment } from "../words/index.ts";
import { t } from "../words/language.ts";
import { listActions } from "./quick-actions.ts";
import type { Route } from "./route.ts";

export interface QuickSearchProps {
  readonly user: User;
  readonly onGo: (route: Route) => void;
  readonly onLock: () => void;
  readonly onClose: () => void;
}

interface Found {
  readonly id: string;
  readonly words: string;
  readonly fact: string;
  readonly icon: ReactNode;
  readonly act: () => void;
}

const fewest = { patients: 1, notes: 3 };

/** Ctrl+K: patients, notes and everything that can be done, by a few letters and Enter. */
export function QuickSearch({ user, onGo, onLock, onClose }: QuickSearchProps): ReactElement {
  const [typed, setTyped] = useState("");
  const sought = useDeferredValue(typed.trim());
  const seesCharts = user.role !== "it-admin" && user.role !== "auditor";
  const writes = user.role === "clinician" || user.role === "supervisor";
  const patients = usePatients(sought, { enabled: seesCharts && sought.length >= fewest.patients }).data?.patients ?? [];
  const notes = useNoteSearch(sought, writes && sought.length >= fewest.notes).data?.notes ?? [];
  const leave = (act: () => void) => () => {
    onClose();
    act();
  };
  const sections: { readonly id: string; readonly title: string; readonly found: readonly Found[] }[] = [
    {
      id: "patients",
      title: t("Patients"),
      found: (sought === "" ? [] : patients.slice(0, 6)).map((patient) => ({
        id: patient.id,
        words: `${patient.familyName}, ${patient.givenName}`,
        fact: t("{patient} · MRN {mrn}", { patient: formatBorn(patient.bornOn), mrn: patient.mrn }),
        icon: <UserRound size={16} aria-hidden />,
        act: leave(() => onGo({ name: "patient", patientId: patient.id })),
      })),
    },
    {
      id: "notes",
      title: t("Notes"),
      found: (sought.length < fewest.notes ? [] : notes.slice(0, 5)).map((note) => ({
        id: note.id,
        words: `${note.patientName} · ${note.templateName}`,
        fact: formatMoment(note.savedAt),
        icon: <FileText size={16} aria-hidden />,
        act: leave(() => onGo({ name: "note", encounterId: note.encounterId })),
      })),
    },
    {
      id: "actions",
      title: t("Go to"),
      found: listActions(user.role, sought).map(({ id, words, route }) => ({
        id,
        words,
        fact: "",
        icon: <CornerDownLeft size={16} aria-hidden />,
        act: leave(route === null ? onLock : () => onGo(route)),
      })),
    },
  ].filter(({ found }) => found.length > 0);
  return (
    <ModalOverlay className="ui-shade quick-shade" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="ui-modal quick">
        <AriaDialog className="ui-dialog" aria-label={t("Quick search")}>
          {/* What is shown has been found already; filtering it again would hide a patient found by birth date. */}
          <Autocomplete inputValue={typed} onInputChange={setTyped} filter={() => true}>
            <SearchField aria-label={t("Find a patient, a note, or a place")} autoFocus className="quick-field">
              <Input className="quick-input" placeholder={t("Find a patient, a note, or a place")} autoComplete="off" spellCheck="false" />
            </SearchField>
            <Menu
              className="quick-list"
              aria-label={t("Found")}
              items={sections}
              renderEmptyState={() => <p className="quick-none">{t("Nothing found.")}</p>}
            >
              {(section) => (
                <MenuSection id={section.id}>
                  <Header className="quick-head">{section.title}</Header>
                  <Collection items={section.found}>
                    {(found) => (
                      <MenuItem id={found.id} textValue={`${found.words} ${found.fact}`} className="quick-item" onAction={found.act}>
                        {found.icon}
                        <span className="quick-words">{found.words}</span>
                        <span className="quick-fact">{found.fact}</span>
                      </MenuItem>
                    )}
                  </Collection>
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
