import type { ReactElement } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import { AskError, useWorklist } from "../../api/index.ts";
import { Badge, Button, EmptyState, KeyHint, Notice, ScreenTitle } from "../../ui/index.ts";
import { formatMoment, formatSome, wordsFor } from "../../words/index.ts";

type Encounter = NonNullable<ReturnType<typeof useWorklist>["data"]>["encounters"][number];

/** What waits, in the order it is worked off; each state with its next step. */
const groups: readonly { readonly state: Encounter["state"]; readonly title: string; readonly action: string }[] = [
  { state: "returned", title: "Returned by your supervisor", action: "Read and change" },
  { state: "to-cosign", title: "To co-sign", action: "Read" },
  { state: "interrupted", title: "Cut off while drafting", action: "Draft again" },
  { state: "to-review", title: "To review", action: "Review" },
  { state: "to-draft", title: "To draft", action: "Draft" },
  { state: "drafting", title: "Drafting now", action: "Look" },
  { state: "awaiting-cosign", title: "Awaiting co-signature", action: "Read" },
  { state: "signed", title: "Signed lately", action: "Read" },
];

/** The worklist: rows by state, the next step on the row. */
export function TodayScreen({
  onOpen,
  onFindPatient,
}: {
  readonly onOpen: (id: EncounterId) => void;
  readonly onFindPatient: () => void;
}): ReactElement {
  const { data, error } = useWorklist();
  const encounters = data?.encounters ?? [];
  const waiting = encounters.filter(({ state }) => state !== "signed" && state !== "awaiting-cosign").length;
  const late = encounters.filter((encounter) => isLate(encounter, data?.overdueBefore)).length;
  const lateWords =
    late === 0 ? "" : ` ${formatSome(late, "note is", "notes are")} past the ${formatSome(data?.signWithinDays ?? 0, "day")} the clinic allows.`;
  const lead = waiting === 0 ? "Nothing waits for you." : `${formatSome(waiting, "session waits", "sessions wait")} for you.${lateWords}`;
  return (
    <div className="screen">
      <ScreenTitle lead={lead}>Today</ScreenTitle>
      {error instanceof AskError && (
        <Notice tone="refused" title={wordsFor(error.code).title} code={error.code}>
          {wordsFor(error.code).body}
        </Notice>
      )}
      <div className="form-foot">
        <Button variant="primary" onPress={onFindPatient}>
          Find a patient
        </Button>
        <span className="quiet">
          <KeyHint keys="Ctrl+K" />
        </span>
      </div>
      {data !== undefined && encounters.length === 0 && (
        <EmptyState title="Your day is empty">
          Find or register a patient, then import a session's transcript. It will wait here until its note is signed.
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
                {formatMoment(encounter.startedAt)} · {formatSome(encounter.turnCount, "line")}
                {encounter.templateName === null ? "" : ` · ${encounter.templateName}`}{" "}
                {encounter.unresolvedCount > 0 && (
                  <Badge tone="caution">{formatSome(encounter.unresolvedCount, "sentence needs", "sentences need")} you</Badge>
                )}
                {encounter.state === "to-cosign" && <Badge tone="neutral">Written by {encounter.clinicianName}</Badge>}
                {isLate(encounter, overdueBefore) && <Badge tone="caution">Past the limit</Badge>}
                {encounter.state === "signed" && <Badge tone="done">Signed</Badge>}
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
