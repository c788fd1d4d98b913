import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { AskError, usePatients } from "../../api/index.ts";
import { Button, DataTable, EmptyState, Notice, ScreenTitle, TextField } from "../../ui/index.ts";
import { formatBirth, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { RegisterDialog } from "./RegisterDialog.tsx";

interface PatientsProps {
  /** Opened to register somebody at once. */
  readonly begin: "register" | undefined;
  readonly onOpen: (id: PatientId) => void;
}

/** As many as a person looks through; more letters find the others. */
const mostShown = 100;

/** Finds a patient by name, birth date or record number, or registers a new one. */
export function PatientsScreen({ begin, onOpen }: PatientsProps): ReactElement {
  const [query, setQuery] = useState("");
  const [registering, setRegistering] = useState(begin === "register");
  const { data, error } = usePatients(query, { limit: mostShown, keepsPrevious: true });
  const patients = data?.patients ?? [];
  const empty =
    query === "" ? (
      <EmptyState title={t("No patients yet")}>{t("Register the first one; their chart holds consents, sessions and notes.")}</EmptyState>
    ) : (
      <EmptyState title={t("Nobody found")}>{t("Search by the start of a name, a birth date as 1970-01-31, or the whole MRN.")}</EmptyState>
    );
  return (
    <div className="screen">
      <ScreenTitle>{t("Patients")}</ScreenTitle>
      <div className="form-grid">
        <TextField
          label={t("Find a patient")}
          description={t("The start of a name, a birth date, or an MRN")}
          value={query}
          onChange={setQuery}
          autoFocus
          inputMode="search"
        />
      </div>
      <div className="form-foot">
        <Button variant="primary" onPress={() => setRegistering(true)}>
          {t("Register patient")}
        </Button>
      </div>
      {error instanceof AskError && (
        <Notice tone="refused" title={wordsFor(error.code).title} code={error.code}>
          {wordsFor(error.code).body} {wordsFor(error.code).next}
        </Notice>
      )}
      {data !== undefined && (
        <DataTable
          label={t("Patients")}
          rows={patients}
          rowKey={(row) => row.id}
          onRowAction={(row) => onOpen(row.id)}
          empty={empty}
          columns={[
            { id: "name", header: t("Name"), render: (row) => `${row.familyName}, ${row.givenName}` },
            { id: "born", header: t("Born"), render: (row) => formatBirth(row.bornOn) },
            { id: "mrn", header: "MRN", numeric: true, render: (row) => row.mrn },
          ]}
        />
      )}
      {patients.length === mostShown && (
        <p className="quiet">{t("The first {count} are shown. Type more letters to find the others.", { count: mostShown })}</p>
      )}
      {registering && (
        <RegisterDialog
          onClose={() => setRegistering(false)}
          onRegistered={(id) => {
            setRegistering(false);
            onOpen(id);
          }}
        />
      )}
    </div>
  );
}
