import { type ReactElement, useState } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import type { ConsentKind } from "../../../shared/domain/patient.ts";
import type { Role } from "../../../shared/domain/people.ts";
import { AskError, usePatient } from "../../api/index.ts";
import { Badge, Button, DataTable, EmptyState, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatMoment, formatSome, sessionStates, soundScreenWords, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { BreakGlass } from "./BreakGlass.tsx";
import { CareTeam } from "./CareTeam.tsx";
import { ConsentList } from "./ConsentList.tsx";
import { DestroyRecord } from "./DestroyRecord.tsx";
import { PatientBanner } from "./PatientBanner.tsx";

interface PatientProps {
  readonly patientId: PatientId;
  readonly role: Role;
  /** A consent to be recorded as soon as the chart is open. */
  readonly asksConsent: ConsentKind | null;
  readonly onImport: () => void;
  readonly onWrite: () => void;
  readonly onRecord: () => void;
  readonly onExport: () => void;
  readonly onDisclosures: () => void;
  readonly onRights: () => void;
  readonly onProposed: () => void;
  readonly onOpenNote: (id: EncounterId) => void;
}

/** The chart: who it is, what they agreed to, their sessions. */
export function PatientScreen({
  patientId,
  role,
  asksConsent,
  onImport,
  onWrite,
  onRecord,
  onExport,
  onDisclosures,
  onRights,
  onProposed,
  onOpenNote,
}: PatientProps): ReactElement | null {
  const { data, error } = usePatient(patientId);
  const [destroying, setDestroying] = useState(false);
  const [askingConsent, setAskingConsent] = useState(asksConsent !== null);
  const writes = role === "clinician" || role === "supervisor";
  const exports = role === "practice-manager" || role === "privacy-officer";
  if (error instanceof AskError && error.code === "patient.not-on-care-team") return <BreakGlass patientId={patientId} />;
  if (error instanceof AskError) {
    return (
      <div className="screen">
        <Notice tone="refused" title={wordsFor(error.code).title} code={error.code}>
          {wordsFor(error.code).body}
        </Notice>
      </div>
    );
  }
  if (data === undefined) return null;
  return (
    <>
      <PatientBanner patient={data.patient} />
      <div className="screen">
        <ScreenTitle lead={t("{encounters} on record.", { encounters: formatSome(data.encounters.length, t("session")) })}>{t("Chart")}</ScreenTitle>
        <div className="form-foot">
          {writes && (
            <Button variant="primary" onPress={onImport}>
              {t("Import transcript")}
            </Button>
          )}
          {writes && (
            <Button variant="secondary" onPress={onRecord}>
              {soundScreenWords.openScreen}
            </Button>
          )}
          {writes && (
            <Button variant="secondary" onPress={onWrite}>
              {soundScreenWords.writeInstead}
            </Button>
          )}
          {exports && (
            <Button variant="primary" onPress={onExport}>
              {t("Export record")}
            </Button>
          )}
          <Button variant="secondary" onPress={() => setAskingConsent(true)}>
            {t("Record consent")}
          </Button>
          {exports && (
            <Button variant="secondary" onPress={onRights}>
              {t("Requests and holds")}
            </Button>
          )}
          {exports && (
            <Button variant="secondary" onPress={onDisclosures}>
              {t("Disclosures")}
            </Button>
          )}
          {exports && (
            <Button variant="quiet" onPress={() => setDestroying(true)}>
              {t("Destroy record")}
            </Button>
          )}
        </div>
        <ConsentList
          patientId={patientId}
          consents={data.consents}
          asking={askingConsent}
          askFirst={asksConsent ?? "ai-drafting"}
          onAsked={() => setAskingConsent(false)}
        />
        <CareTeam patientId={patientId} />
        <section aria-label={t("Sessions")}>
          <h2 className="section-title">{t("Sessions")}</h2>
          <DataTable
            label={t("Sessions")}
            rows={data.encounters}
            rowKey={(row) => row.id}
            onRowAction={writes ? (row) => onOpenNote(row.id) : undefined}
            empty={<EmptyState title={t("No sessions yet")}>{t("Import a transcript to begin a note.")}</EmptyState>}
            columns={[
              { id: "when", header: t("When"), render: (row) => formatMoment(row.startedAt) },
              { id: "who", header: t("Clinician"), render: (row) => row.clinicianName },
              { id: "note", header: t("Note"), render: (row) => row.templateName ?? t("None yet") },
              {
                id: "state",
                header: t("State"),
                render: (row) => (
                  <Badge tone={row.state === "signed" ? "done" : row.state === "to-review" || row.state === "returned" ? "caution" : "neutral"}>
                    {sessionStates[row.state]}
                  </Badge>
                ),
              },
            ]}
          />
        </section>
      </div>
      {destroying && <DestroyRecord patientId={patientId} onClose={() => setDestroying(false)} onProposed={onProposed} />}
    </>
  );
}
