import { Fragment, type ReactElement, useState } from "react";
import { glassReasons } from "../../../shared/domain/access.ts";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { useBeginEmergency, useEmergencyChart, useEmergencyPatients } from "../../api/index.ts";
import { FailureNotice, ProofDialog } from "../../parts/index.ts";
import { Button, DataTable, EmptyState, Notice, ProgressLine, RadioCards, ScreenTitle, Stack, TextField } from "../../ui/index.ts";
import { formatBirth, formatBorn, formatMoment, formatSome, formatTime, nameGlassReason } from "../../words/index.ts";
import { t } from "../../words/language.ts";

type Reason = (typeof glassReasons)[number];
const fewestLetters = 2;

/** Sealed copies of charts, for when the record cannot be reached and a patient cannot wait. */
export function EmergencyScreen({ onLeave }: { readonly onLeave: () => void }): ReactElement {
  const begin = useBeginEmergency();
  const [reason, setReason] = useState<Reason | null>(null);
  const [chosen, setChosen] = useState<PatientId | null>(null);
  if (chosen !== null) return <Chart patientId={chosen} onBack={() => setChosen(null)} />;
  return (
    <div className="screen">
      <ScreenTitle lead={t("For when the clinic's record cannot be reached and a patient cannot wait.")}>{t("Emergency access")}</ScreenTitle>
      {begin.data === undefined ? (
        <ProofDialog
          title={t("Open copies of charts in an emergency")}
          actionLabel={t("Open")}
          tone="danger"
          busy={begin.isPending}
          error={begin.error}
          isReady={reason !== null}
          onProve={(password) => reason !== null && begin.mutate({ reason, password })}
          onClose={onLeave}
        >
          <p>{t("Every chart you open, and why, is recorded here now and reviewed by a colleague once the host is back.")}</p>
          <RadioCards
            label={t("Reason")}
            value={reason}
            onChange={(id) => setReason(id as Reason)}
            options={glassReasons.map((id) => ({ id, label: nameGlassReason(id) }))}
          />
        </ProofDialog>
      ) : (
        <FindChart {...begin.data} onOpen={setChosen} />
      )}
    </div>
  );
}

function FindChart(props: {
  readonly until: string;
  readonly patients: number;
  readonly copiedAt: string | null;
  readonly onOpen: (id: PatientId) => void;
}): ReactElement {
  const [typed, setTyped] = useState("");
  const sought = typed.trim();
  const { data, error } = useEmergencyPatients(sought, sought.length >= fewestLetters);
  const copied = props.copiedAt === null ? t("never") : formatMoment(props.copiedAt);
  return (
    <Stack>
      <Notice tone="caution" title={t("Open until {time}", { time: formatTime(props.until) })}>
        {t("{patients} are copied here, last on {copied}. A copy holds who it is, alerts, contacts, and the last signed note.", {
          patients: formatSome(props.patients, t("chart"), t("charts")),
          copied,
        })}
      </Notice>
      <TextField
        label={t("Find a patient")}
        description={t("The beginning of a name, a birth date as YYYY-MM-DD, or an MRN.")}
        value={typed}
        onChange={setTyped}
        autoFocus
      />
      <FailureNotice error={error} />
      {sought.length >= fewestLetters && data !== undefined && (
        <DataTable
          label={t("Patients")}
          rows={data.patients}
          rowKey={(patient) => patient.id}
          onRowAction={(patient) => props.onOpen(patient.id)}
          empty={<EmptyState title={t("Nobody of that name is copied here")} />}
          columns={[
            { id: "name", header: t("Name"), render: (patient) => `${patient.familyName}, ${patient.givenName}` },
            { id: "born", header: t("Born"), render: (patient) => formatBirth(patient.bornOn) },
            { id: "mrn", header: t("MRN"), render: (patient) => patient.mrn },
          ]}
        />
      )}
    </Stack>
  );
}

function Chart({ patientId, onBack }: { readonly patientId: PatientId; readonly onBack: () => void }): ReactElement {
  const { data, error } = useEmergencyChart(patientId);
  const back = (
    <Button variant="quiet" onPress={onBack}>
      {t("Another patient")}
    </Button>
  );
  if (error !== null)
    return (
      <div className="screen">
        <FailureNotice error={error} />
        {back}
      </div>
    );
  if (data === undefined) return <ProgressLine label={t("Opening the copy")} />;
  const { demographics: who, lastNote } = data;
  return (
    <div className="screen">
      <section className="banner" aria-label={t("Patient")}>
        <span className="banner-name">
          {who.familyName}, {who.givenName}
        </span>
        <span className="banner-fact">{formatBorn(who.bornOn)}</span>
        {who.pronouns !== "" && <span className="banner-fact">{who.pronouns}</span>}
        <span className="banner-fact">{t("MRN {mrn}", { mrn: who.mrn })}</span>
        {who.alerts !== "" && <span className="banner-fact">⚠ {who.alerts}</span>}
      </section>
      <Notice tone="caution" title={t("A copy of {moment}, to be read only", { moment: formatMoment(data.copiedAt) })} action={back}>
        {t("What happened since is in the record alone.")}
      </Notice>
      <dl className="facts">
        <dt>{t("Telephone")}</dt>
        <dd>{who.phone === "" ? t("Not on file") : who.phone}</dd>
        {who.relatedPersons.map(({ name, relationship }) => (
          <Fragment key={name}>
            <dt>{relationship}</dt>
            <dd>{name}</dd>
          </Fragment>
        ))}
      </dl>
      {lastNote === null ? (
        <EmptyState title={t("No signed note")} />
      ) : (
        <article className="paper" aria-label={t("Last signed note")}>
          <h2>
            {t("{templateName} note, signed {moment} by {name}", {
              templateName: lastNote.templateName,
              moment: formatMoment(lastNote.signedAt),
              name: lastNote.signedBy,
            })}
          </h2>
          {lastNote.sections.map((section) => (
            <section key={section.title}>
              <h3>{section.title}</h3>
              <p>{section.text}</p>
            </section>
          ))}
        </article>
      )}
    </div>
  );
}
