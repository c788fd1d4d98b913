import { type ReactElement, useState } from "react";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useLookAtImport, useTakePackage } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, PasswordField, Stack } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { ImportRows } from "./ImportRows.tsx";

/** Brings patients in: from a table, from FHIR, or one patient with everything from another Chartwell. */
export function ImportTab({ onOpen }: { readonly onOpen: (patientId: PatientId) => void }): ReactElement {
  const look = useLookAtImport();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState("");
  async function read(chosen: File, words: string): Promise<void> {
    setFile(chosen);
    look.mutate({ bytes: new Uint8Array(await chosen.arrayBuffer()), passphrase: words });
  }
  const found = look.data;
  return (
    <Stack>
      <p className="quiet">
        {t(
          "A CSV file with a heading, a FHIR Bundle or NDJSON file, or a package of another Chartwell. Nobody is taken in before you have seen what would happen.",
        )}
      </p>
      <label className="drop">
        <strong>{look.isPending ? t("Reading") : t("Choose a file")}</strong>
        <span className="quiet">{t("CSV, JSON, NDJSON, ZIP or age, up to 50 MB")}</span>
        <input
          type="file"
          aria-label={t("Choose a file")}
          accept=".csv,.tsv,.txt,.json,.ndjson,.zip,.age"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen !== undefined) void read(chosen, "");
            event.target.value = "";
          }}
        />
      </label>
      <FailureNotice error={look.error} />
      {found?.kind === "passphrase-needed" && file !== null && (
        <form
          className="form-stack"
          onSubmit={(event) => {
            event.preventDefault();
            void read(file, passphrase);
          }}
        >
          <Notice tone="info" title={t("The package is closed with a passphrase")}>
            {passphrase === "" ? t("Whoever sent it has told you by another way.") : t("If this one does not open it, check every word.")}
          </Notice>
          <PasswordField label={t("Passphrase")} value={passphrase} onChange={setPassphrase} />
          <div className="form-foot">
            <Button variant="primary" type="submit" busy={look.isPending} isDisabled={passphrase === ""}>
              {t("Open it")}
            </Button>
          </div>
        </form>
      )}
      {found?.kind === "package" && <TakePackage sessions={found.sessions} notes={found.notes} onOpen={onOpen} />}
      {found?.kind === "fhir" && <ImportRows key={look.submittedAt} rows={found.rows} table={null} />}
      {found?.kind === "table" && <ImportRows key={look.submittedAt} rows={found.rows} table={found} />}
    </Stack>
  );
}

function TakePackage({
  sessions,
  notes,
  onOpen,
}: {
  readonly sessions: number;
  readonly notes: number;
  readonly onOpen: (patientId: PatientId) => void;
}): ReactElement {
  const take = useTakePackage();
  return (
    <>
      <Notice tone="info" title={t("One patient's record")}>
        {t("{sessions} and {notes}, with consents, disclosures and amendments. Signatures stay as they were.", {
          sessions: formatSome(sessions, t("session")),
          notes: formatSome(notes, t("note")),
        })}
      </Notice>
      <FailureNotice error={take.error} />
      <div className="form-foot">
        {take.data === undefined ? (
          <Button variant="primary" busy={take.isPending} onPress={() => take.mutate({})}>
            {t("Take it in")}
          </Button>
        ) : (
          <Button variant="primary" onPress={() => onOpen(take.data.patientId)}>
            {t("Open the chart")}
          </Button>
        )}
      </div>
    </>
  );
}
