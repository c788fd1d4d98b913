import type { ReactElement } from "react";
import type { EncounterId, PatientId } from "../../../shared/domain/ids.ts";
import { AskError, useWorklist } from "../../api/index.ts";
import { UnsettledSound } from "../../parts/index.ts";
import { Badge, Button, EmptyState, KeyHint, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatMoment, formatSome, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { Conflicts } from "./Conflicts.tsx";

type Encounter = NonNullable<ReturnType<typeof useWorklist>["data"]>["encounters"][number];

/** What waits, in the order it is worked off; each state with its next step. */
const groups: readonly { readonly state: Encounter["state"]; readonly title: string; readonly action: string }[] = [
  { state: "returned", title: t("Returned by your supervisor"), action: t("Read and change") },
  { state: "to-cosign", title: t("To co-sign"), action: t("Read") },
  { state: "interrupted", title: t("Cut off while drafting"), action: t("Draft again") },
  { state: "to-review", title: t("To review"), action: t("Review") },
  { state: "to-draft", title: t("To draft"), action: t("Draft") },
  { state: "drafting", title: t("Drafting now"), action: t("Look") },
  { state: "awaiting-cosign", title: t("Awaiting co-signature"), action: t("Read") },
  { state: "signed", title: t("Signed lately"), action: t("Read") },
];

/** The worklist: rows by state, the next step on the row. */
export function TodayScreen({
  onOpen,
  onOpenSound,
  onFindPatient,
}: {
  readonly onOpen: (id: EncounterId) => void;
  readonly onOpenSound: (id: PatientId) => void;
  readonly onFindPatient: () => void;
}): ReactElement {
  const { data, error } = useWorklist();
  const encounters = data?.encounters ?? [];
  const waiting = encounters.filter(({ state }) => state !== "signed" && state !== "awaiting-cosign").length;
  const late = encounters.filter((encounter) => isLate(encounter, data?.overdueBefore)).length;
  const lateWords =
    late === 0
      ? ""
      : t(" {late} past the {signWithinDays} the clinic allows.", {
          late: formatSome(late, t("note is"), t("notes are")),
          signWithinDays: formatSome(data?.signWithinDays ?? 0, t("day")),
        });
  const lead =
    waiting === 0
      ? t("Nothing waits for you.")
      : t("{waiting} for you.{lateWords}", { waiting: formatSome(waiting, t("session waits"), t("sessions wait")), lateWords });
  return (
    <div className="screen">
      <ScreenTitle lead={lead}>{t("Today")}</ScreenTitle>
      {error instanceof AskError && (
        <Notice tone="refused" title={wordsFor(error.code).title} code={error.code}>
          {wordsFor(error.code).body}
        </Notice>
      )}
      <div className="form-foot">
        <Button variant="primary" onPress={onFindPatient}>
          {t("Find a patient")}
        </Button>
        <span className="quiet">
          <KeyHint keys="Ctrl+K" />
        </span>
      </div>
      <Conflicts />
      <UnsettledSound onOpen={onOpenSound} />
      {data !== undefined && encounters.length === 0 && (
        <EmptyState title={t("Your day is empty")}>
          {t("Find or register a patient, then import a session's transcript. It will wait here until its note is signed.")}
        </EmptyState>
      )}
      {groups.map((group) => (
        <WorkGroup
          key={group.state}
          {...group}
          overdueBefore={data?.overdueBefore}
          encounters={encounters.filter(({ state }) => state === group.state)}
          onOpen={onOpen}
        />
      ))}
    </div>
  );
}

/** Not signed though its time is over: a late note is written from memory. */
function isLate({ state, startedAt }: Encounter, overdueBefore: string | undefined): boolean {
  return state !== "signed" && overdueBefore !== undefined && startedAt < overdueBefore;
}

function WorkGroup({
  title,
  action,
  encounters,
  overdueBefore,
  onOpen,
}: {
  title: string;
  action: string;
  overdueBefore: string | undefined;
  encounters: Encounter[];
  onOpen: (id: EncounterId) => void;
}): ReactElement | null {
  if (encounters.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="section-title">{title}</h2>
      <ul className="work-list">
        {encounters.map((encounter) => (
          <li className="work-row" key={encounter.id}>
            <div>
              <p className="work-who">{encounter.patientName}</p>
              <p className="work-when">
                {formatMoment(encounter.startedAt)} · {formatSome(encounter.turnCount, t("line"))}
                {encounter.templateName === null ? "" : ` · ${encounter.templateName}`}{" "}
                {encounter.unresolvedCount > 0 && (
                  <Badge tone="caution">
                    {t("{encounter} you", { encounter: formatSome(encounter.unresolvedCount, t("sentence needs"), t("sentences need")) })}
                  </Badge>
                )}
                {encounter.state === "to-cosign" && (
                  <Badge tone="neutral">{t("Written by {clinicianName}", { clinicianName: encounter.clinicianName })}</Badge>
                )}
                {isLate(encounter, overdueBefore) && <Badge tone="caution">{t("Past the limit")}</Badge>}
                {encounter.state === "signed" && <Badge tone="done">{t("Signed")}</Badge>}
              </p>
            </div>
            <Button variant={encounter.state === "signed" ? "quiet" : "secondary"} onPress={() => onOpen(encounter.id)}>
              {action}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
