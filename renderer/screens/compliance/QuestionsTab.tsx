import { type ReactElement, useState } from "react";
import type { Stretch } from "../../../shared/domain/access-review.ts";
import type { UserId } from "../../../shared/domain/ids.ts";
import { type PatientSummary } from "../../../shared/domain/patient.ts";
import { type Role, RoleSchema } from "../../../shared/domain/people.ts";
import { useUsers, useWhatDid, useWhoSaw } from "../../api/index.ts";
import { type Days, FailureNotice, lastDays, StretchField, toStretch } from "../../parts/index.ts";
import { Badge, DataTable, EmptyState, RadioCards, SelectField, Stack } from "../../ui/index.ts";
import { formatCount, formatMoment, formatSome, nameRole } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { nameEvent } from "./event-words.ts";
import { PatientPicker } from "./PatientPicker.tsx";

const whoSaw = { id: "who-saw", label: t("Who saw this patient?"), description: t("Everyone who touched one chart") };
const whatDid = { id: "what-did", label: t("What did this person do?"), description: t("One person's acts, counted") };
const defaultDays = 90;

/** Two questions people ask of a log, each answered in a sentence first. */
export function QuestionsTab({ named }: { readonly named: boolean }): ReactElement {
  const questions = named ? [whoSaw, whatDid] : [whatDid];
  const [question, setQuestion] = useState(questions[0]?.id ?? whatDid.id);
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const [userId, setUserId] = useState<string | null>(null);
  const [days, setDays] = useState<Days>(() => lastDays(defaultDays));
  const people = useUsers().data?.users ?? [];
  const stretch = toStretch(days);
  const about = question === whoSaw.id ? patient : userId;
  return (
    <Stack>
      <div className="cards-across">
        <RadioCards label={t("Question")} options={questions} value={question} onChange={setQuestion} />
      </div>
      <div className="filter-row">
        {question === whoSaw.id ? (
          <PatientPicker chosen={patient} onChoose={setPatient} />
        ) : (
          <SelectField
            label={t("Person")}
            options={people.map(({ id, displayName }) => ({ id, label: displayName }))}
            value={userId}
            onChange={setUserId}
          />
        )}
        <StretchField days={days} onChange={setDays} />
      </div>
      {about === null && (
        <EmptyState title={question === whoSaw.id ? t("Choose a patient") : t("Choose a person")}>
          {t("The question itself is written into the log, with your name.")}
        </EmptyState>
      )}
      {question === whoSaw.id && patient !== null && stretch !== null && <Viewers patient={patient} stretch={stretch} />}
      {question === whatDid.id && userId !== null && stretch !== null && <Deeds userId={userId as UserId} stretch={stretch} />}
    </Stack>
  );
}

function Viewers({ patient, stretch }: { readonly patient: PatientSummary; readonly stretch: Stretch }): ReactElement {
  const { data, error } = useWhoSaw(patient.id, stretch);
  const viewers = data?.viewers ?? [];
  const outside = viewers.filter(({ onCareTeam, role }) => !onCareTeam && role !== "system").length;
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && (
        <p className="answer">
          {t("{viewers} touched the chart of {givenName} {familyName}; {outside} from outside the care team.", {
            viewers: formatSome(viewers.length, t("person"), t("people")),
            givenName: patient.givenName,
            familyName: patient.familyName,
            outside: outside === 0 ? "nobody" : formatCount(outside),
          })}
        </p>
      )}
      <DataTable
        label={t("Who saw this patient")}
        rows={viewers}
        rowKey={(row) => row.userId}
        empty={data === undefined ? null : <EmptyState title={t("Nobody")}>{t("Nobody opened this chart in this time.")}</EmptyState>}
        columns={[
          { id: "who", header: t("Who"), render: (row) => row.userName },
          { id: "role", header: t("Role"), render: (row) => nameKnownRole(row.role) },
          {
            id: "team",
            header: t("Care team"),
            render: (row) => (row.onCareTeam ? <Badge tone="done">{t("On it")}</Badge> : <Badge tone="neutral">{t("Not on it")}</Badge>),
          },
          { id: "times", header: t("Acts"), numeric: true, render: (row) => formatCount(row.times) },
          { id: "refused", header: t("Refused"), numeric: true, render: (row) => formatCount(row.refused) },
          { id: "first", header: t("First"), render: (row) => formatMoment(row.firstAt) },
          { id: "last", header: t("Last"), render: (row) => formatMoment(row.lastAt) },
        ]}
      />
    </Stack>
  );
}

function Deeds({ userId, stretch }: { readonly userId: UserId; readonly stretch: Stretch }): ReactElement {
  const { data, error } = useWhatDid(userId, stretch);
  const total = data?.deeds.reduce((sum, { times }) => sum + times, 0) ?? 0;
  return (
    <Stack>
      <FailureNotice error={error} />
      {data !== undefined && (
        <p className="answer">{t("{total} in {charts}.", { total: formatSome(total, t("act")), charts: formatSome(data.charts, t("chart")) })}</p>
      )}
      <DataTable
        label={t("What this person did")}
        rows={data?.deeds ?? []}
        rowKey={(row) => row.event}
        empty={data === undefined ? null : <EmptyState title={t("Nothing")}>{t("This person did nothing in this time.")}</EmptyState>}
        columns={[
          { id: "what", header: t("What"), render: (row) => nameEvent(row.event) },
          { id: "times", header: t("Times"), numeric: true, render: (row) => formatCount(row.times) },
          { id: "charts", header: t("Charts"), numeric: true, render: (row) => formatCount(row.charts) },
          { id: "first", header: t("First"), render: (row) => formatMoment(row.firstAt) },
          { id: "last", header: t("Last"), render: (row) => formatMoment(row.lastAt) },
        ]}
      />
    </Stack>
  );
}

function nameKnownRole(role: string): string {
  const known = RoleSchema.safeParse(role);
  return known.success ? nameRole(known.data satisfies Role) : "";
}
