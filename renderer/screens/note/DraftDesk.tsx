import { type ReactNode, useState } from "react";
import type { Turn } from "../../../shared/domain/transcript.ts";
import type { VendorId } from "../../../shared/domain/vendor.ts";
import { type useEncounter, useIsAway, useTemplates, useWriteByHand } from "../../api/index.ts";
import { FailureNotice } from "../../parts/index.ts";
import { Button, Notice, SelectField } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { DraftRunning } from "./DraftRunning.tsx";
import { NoteHead } from "./NoteHead.tsx";
import { NoteLayout } from "./NoteLayout.tsx";
import { OutgoingText } from "./OutgoingText.tsx";
import { PrivacyTab } from "./PrivacyTab.tsx";
import type { RoundTrip } from "./RoundTripReport.tsx";
import { TranscriptPane } from "./TranscriptPane.tsx";
import { type DraftRequest, useDrafting } from "./use-drafting.ts";
import { usePrivacyReview } from "./use-privacy-review.ts";
import { VendorChoice } from "./VendorChoice.tsx";

interface DraftDeskProps {
  readonly encounter: NonNullable<ReturnType<typeof useEncounter>["data"]>["encounter"];
  readonly turns: readonly Turn[];
  readonly onDone: (roundTrip: RoundTrip | null) => void;
  readonly onLeave: () => void;
}

const usualTemplate = "dap";

/** Before there is a note: which kind it will be, what would be sent, and the two ways to draft it. */
export function DraftDesk({ encounter, turns, onDone, onLeave }: DraftDeskProps): ReactNode {
  const templates = useTemplates().data?.templates ?? [];
  const [templateId, setTemplateId] = useState(usualTemplate);
  const [line, setLine] = useState<number | null>(null);
  const [vendorId, setVendorId] = useState<VendorId | null>(null);
  const review = usePrivacyReview(encounter.id, templateId, vendorId);
  const drafting = useDrafting(onDone);
  const write = useWriteByHand();
  const isAway = useIsAway();
  const byHand = (
    <Button busy={write.isPending} onPress={() => write.mutate({ encounterId: encounter.id, templateId })}>
      {t("Write it yourself")}
    </Button>
  );
  const hasSaid = turns.length > 0;
  const template = templates.find(({ id }) => id === templateId);
  const start = (via: DraftRequest["via"]) =>
    drafting.start({
      encounterId: encounter.id,
      templateId,
      via,
      vendorId,
      added: [...review.added],
      released: [...review.released],
      doubtsReviewed: review.openDoubts.length === 0,
    });

  return (
    <NoteLayout
      head={
        <NoteHead
          encounterId={encounter.id}
          startedAt={encounter.startedAt}
          endedAt={encounter.endedAt}
          facts={[template?.name ?? ""]}
          onLeave={onLeave}
        />
      }
      left={
        <TranscriptPane
          encounterId={encounter.id}
          turns={turns}
          startedAt={encounter.startedAt}
          citations={null}
          litLines={[]}
          selectedLine={line}
          isReadOnly={false}
          onSelectLine={setLine}
        />
      }
      middle={
        <section className="note-column note-document" aria-labelledby="note-heading">
          <h2 id="note-heading" className="note-heading">
            {drafting.run === null ? t("No note yet") : t("{name} note", { name: template?.name ?? "" })}
          </h2>
          {drafting.run === null && isAway && (
            <Notice tone="caution" title={t("Notes are drafted when the record is back")}>
              {t(
                "Drafting needs the clinic's record, on this computer too, and nothing is sent while it is out of reach. The transcript can be read.",
              )}
            </Notice>
          )}
          {drafting.run !== null && <DraftRunning drafting={drafting} sections={template?.sections ?? []} onDevice={() => start("device")} />}
          {drafting.run === null && !isAway && (
            <div className="note-begin">
              <SelectField
                label={t("Kind of note")}
                options={templates.map(({ id, name }) => ({ id, label: name }))}
                value={templateId}
                onChange={setTemplateId}
              />
              <p className="note-begin-words">{template?.sections.map(({ title }) => title).join(" · ")}</p>
              {hasSaid && <VendorChoice preview={review.preview} value={vendorId} onChange={setVendorId} />}
              {hasSaid ? <DraftChoices review={review} byHand={byHand} onStart={start} /> : byHand}
              <FailureNotice error={write.error} />
              {hasSaid && review.preview !== null && <OutgoingText preview={review.preview} turns={turns} litLine={line} onSelectLine={setLine} />}
            </div>
          )}
        </section>
      }
      right={hasSaid && !isAway ? <PrivacyTab review={review} turns={turns} onSelectLine={setLine} /> : null}
      foot={<span className="note-left-to-do">{describeStanding(drafting.run !== null, isAway ? 0 : review.openDoubts.length)}</span>}
      said=""
    />
  );
}

/** One line at the foot: where things stand. */
function describeStanding(isDrafting: boolean, openDoubts: number): string {
  if (isDrafting) return t("A draft is being made. It is kept only when it is whole.");
  return openDoubts === 0 ? t("Nothing leaves until you say so.") : t("Look at the doubtful places before sending.");
}

interface DraftChoicesProps {
  readonly review: ReturnType<typeof usePrivacyReview>;
  readonly byHand: ReactNode;
  readonly onStart: (via: DraftRequest["via"]) => void;
}

/** The ways to a note; those that send nothing are always there. */
function DraftChoices({ review, byHand, onStart }: DraftChoicesProps): ReactNode {
  const refused = review.preview === null || review.preview.destination.refusal !== null;
  const waits = review.openDoubts.length > 0;
  return (
    <div className="note-choices">
      <Button variant={refused ? "primary" : "secondary"} onPress={() => onStart("device")}>
        {t("Draft on this computer")}
      </Button>
      <Button variant={refused ? "secondary" : "primary"} isDisabled={review.preview === null || waits} onPress={() => onStart("vendor")}>
        {t("Send and draft")}
      </Button>
      {byHand}
      <p className="note-begin-words">
        {t("On this computer, the note is filled with the session's own sentences; nothing is sent. {this}", {
          this: waits ? t("Before sending, decide on the doubtful places in the list beside this.") : "",
        })}
      </p>
    </div>
  );
}
