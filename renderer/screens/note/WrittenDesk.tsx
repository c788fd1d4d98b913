import { type ReactNode, useState } from "react";
import type { Note, Section, Unfinished } from "../../../shared/domain/note.ts";
import type { User } from "../../../shared/domain/people.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { type useEncounter, usePresence, useStanding } from "../../api/index.ts";
import { Button, Tabs } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { AddendumDialog } from "./AddendumDialog.tsx";
import { BenchFoot } from "./BenchFoot.tsx";
import { CarryForwardDialog } from "./CarryForwardDialog.tsx";
import { ChecksTab } from "./ChecksTab.tsx";
import { CodesTab } from "./CodesTab.tsx";
import { CosignDialog } from "./CosignDialog.tsx";
import { HistoryTab } from "./HistoryTab.tsx";
import { KeepingState } from "./KeepingState.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { NoteHead } from "./NoteHead.tsx";
import { NoteLayout } from "./NoteLayout.tsx";
import { NotePane } from "./NotePane.tsx";
import { Addenda, BeforeNote } from "./NoteSeal.tsx";
import { findWriter, OthersHere } from "./OthersHere.tsx";
import { settleDesks } from "./open-desks.ts";
import { RedraftSection } from "./RedraftSection.tsx";
import { type RoundTrip, RoundTripReport } from "./RoundTripReport.tsx";
import { Signing } from "./Signing.tsx";
import { StandingPart } from "./StandingPart.tsx";
import { SummaryTab } from "./SummaryTab.tsx";
import { countUnresolved, placeSentence } from "./sentences.ts";
import { TranscriptPane } from "./TranscriptPane.tsx";
import { useBench } from "./use-bench.ts";
import { useDesk } from "./use-desk.ts";
import { useNoteKeys } from "./use-note-keys.ts";

interface WrittenDeskProps {
  readonly encounter: NonNullable<ReturnType<typeof useEncounter>["data"]>["encounter"];
  readonly turns: readonly Turn[];
  readonly note: Note;
  readonly unfinished: Unfinished | null;
  readonly roundTrip: RoundTrip | null;
  readonly reload: () => Promise<Note>;
  /** Another window has kept this note since it was opened here. */
  readonly isNewer: boolean;
  readonly self: User;
  readonly onSeen: () => void;
  readonly onLeave: () => void;
}

type Open = "keys" | "sign" | "cosign" | "addendum" | "carry" | null;

/** A note on the desk: checked against its lines, edited, signed; read-only once it is. */
export function WrittenDesk(props: WrittenDeskProps): ReactNode {
  const { encounter, turns, note, roundTrip, onLeave } = props;
  const { desk, typing, state } = useDesk(note, props.reload);
  const standing = useStanding(note.id).data;
  const isSigned = note.state === "signed";
  const waitsForSupervisor = standing?.cosigning?.state === "awaiting";
  const isFinished = isSigned || waitsForSupervisor;
  const presence = usePresence(encounter.id, !isFinished);
  const writer = findWriter(presence.present, props.self.id);
  const isReadOnly = isFinished || writer !== null;
  const sections = isFinished ? note.sections : state.sections;
  const lineNumbers = turns.map(({ line }) => line);
  const bench = useBench({ desk, typing, sections, lineNumbers, isReadOnly, unfinished: props.unfinished });
  const [resumedAt] = useState(() => (bench.writing === null ? null : (props.unfinished?.keptAt ?? null)));
  const [appended, setAppended] = useState("");
  const [open, setOpen] = useState<Open>(null);
  const [redrafting, setRedrafting] = useState<Section | null>(null);
  const [tab, setTab] = useState("checks");
  const [panelOpen, setPanelOpen] = useState(true);
  const unresolved = countUnresolved(sections);
  const chosenSection = (bench.selectedKey === null ? null : placeSentence(sections, bench.selectedKey)?.section) ?? null;
  const review = () => {
    bench.finish();
    setOpen("sign");
  };
  const onSelected = (act: (key: string) => void) => () => {
    if (bench.selectedKey !== null) act(bench.selectedKey);
  };
  useNoteKeys(
    {
      next: bench.next,
      jump: bench.jump,
      undo: bench.undo,
      add: () => !isReadOnly && bench.actions.startAdd(chosenSection?.id ?? sections[0]?.id ?? ""),
      redraft: () => !isReadOnly && setRedrafting(chosenSection),
      sign: () => !isReadOnly && review(),
      help: () => setOpen("keys"),
      escape: bench.clear,
      up: () => bench.step(-1),
      down: () => bench.step(1),
      accept: onSelected(bench.actions.accept),
      edit: onSelected(bench.actions.startEdit),
      remove: onSelected(bench.actions.remove),
    },
    open === null && redrafting === null,
  );

  const asks = { encounterId: encounter.id, templateId: note.templateId, turns, onSelectLine: bench.selectLine };
  const tabs = [
    { id: "privacy", label: t("Privacy"), content: <RoundTripReport drafter={note.drafter} roundTrip={roundTrip} /> },
    {
      id: "checks",
      label: t("Checks"),
      badge: unresolved > 0 ? unresolved : undefined,
      content: <ChecksTab noteId={note.id} sections={sections} selectedKey={bench.selectedKey} isFinished={isFinished} onGo={bench.actions.select} />,
    },
    { id: "codes", label: t("Codes"), content: <CodesTab {...asks} /> },
    { id: "summary", label: t("Summary"), content: <SummaryTab {...asks} /> },
    {
      id: "review",
      label: t("Review"),
      badge: standing !== undefined && standing.comments.length > 0 ? standing.comments.length : undefined,
      content: <StandingPart note={note} selectedKey={bench.selectedKey} onGo={bench.actions.select} />,
    },
    { id: "history", label: t("History"), content: <HistoryTab note={note} revision={state.revision} savedAt={state.savedAt} /> },
  ];
  return (
    <>
      <NoteLayout
        head={
          <NoteHead
            encounterId={encounter.id}
            startedAt={encounter.startedAt}
            endedAt={encounter.endedAt}
            facts={[note.templateName, describeDrafter(note)]}
            keeping={
              isSigned ? (
                t("Signed")
              ) : waitsForSupervisor ? (
                t("Handed in")
              ) : (
                <KeepingState state={state} typing={typing} onRetry={() => void settleDesks()} />
              )
            }
            panelOpen={panelOpen}
            onTogglePanel={() => setPanelOpen(!panelOpen)}
            onLeave={onLeave}
          />
        }
        left={
          <TranscriptPane
            encounterId={encounter.id}
            turns={turns}
            startedAt={encounter.startedAt}
            citations={bench.citations}
            litLines={bench.litLines}
            selectedLine={bench.selectedLine}
            isReadOnly={isReadOnly}
            onSelectLine={bench.selectLine}
          />
        }
        middle={
          <NotePane
            noteId={note.id}
            title={t("{templateName} note", { templateName: note.templateName })}
            sections={sections}
            selectedKey={bench.selectedKey}
            litKeys={bench.litKeys}
            writing={bench.writing}
            isReadOnly={isReadOnly}
            actions={bench.actions}
            onAdd={bench.add}
            onRedraft={isReadOnly ? null : setRedrafting}
            onCarry={isReadOnly ? null : () => setOpen("carry")}
            before={
              <>
                <OthersHere present={presence.present} writer={isFinished ? null : writer} onTake={presence.take} />
                <BeforeNote
                  note={note}
                  merged={state.merged}
                  stranded={state.stranded}
                  isNewer={props.isNewer}
                  resumedAt={bench.writing === null ? null : resumedAt}
                  onSeen={() => {
                    desk.forgetNews();
                    props.onSeen();
                  }}
                  onAppend={(words) => {
                    setAppended(words);
                    setOpen("addendum");
                  }}
                />
              </>
            }
            after={<Addenda note={note} />}
          />
        }
        right={panelOpen ? <Tabs label={t("About this note")} tabs={tabs} selected={tab} onSelect={setTab} /> : null}
        foot={
          isFinished ? (
            <ReadOnlyFoot isSigned={isSigned} mayCosign={standing?.mayCosign === true} onOpen={setOpen} onReview={() => setTab("review")} />
          ) : writer !== null ? (
            <strong className="note-left-to-do">{t("{name} is writing", { name: writer.displayName })}</strong>
          ) : (
            <BenchFoot
              unresolved={unresolved}
              hasSelection={bench.selectedKey !== null}
              canUndo={state.canUndo}
              onNext={bench.next}
              onJump={bench.jump}
              onAccept={onSelected(bench.actions.accept)}
              onUndo={bench.undo}
              onKeys={() => setOpen("keys")}
              onSign={review}
            />
          )
        }
        said={bench.said}
      />
      <KeysDialog isOpen={open === "keys"} onClose={() => setOpen(null)} />
      {open === "addendum" && <AddendumDialog noteId={note.id} begin={appended} onClose={() => setOpen(null)} />}
      {redrafting !== null && (
        <RedraftSection
          noteId={note.id}
          encounterId={encounter.id}
          templateId={note.templateId}
          turns={turns}
          section={redrafting}
          settle={desk.settle}
          onDone={() => setRedrafting(null)}
        />
      )}
      {open === "carry" && <CarryForwardDialog noteId={note.id} desk={desk} onClose={() => setOpen(null)} />}
      {open === "cosign" && <CosignDialog note={note} onClose={() => setOpen(null)} />}
      {open === "sign" && (
        <Signing encounter={encounter} note={note} turns={turns} desk={desk} onGo={bench.actions.select} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** What can be done with a note that stands still. */
function ReadOnlyFoot(props: {
  readonly isSigned: boolean;
  readonly mayCosign: boolean;
  readonly onOpen: (open: Open) => void;
  readonly onReview: () => void;
}): ReactNode {
  if (props.isSigned)
    return (
      <Button variant="primary" onPress={() => props.onOpen("addendum")}>
        {t("Add addendum")}
      </Button>
    );
  return (
    <>
      <strong className="note-left-to-do">{props.mayCosign ? t("Waits for your signature") : t("Handed in for co-signature")}</strong>
      <Button variant="quiet" onPress={props.onReview}>
        {t("Comments")}
      </Button>
      <span className="note-foot-gap" />
      {props.mayCosign && (
        <Button variant="primary" onPress={() => props.onOpen("cosign")}>
          {t("Co-sign")}
        </Button>
      )}
    </>
  );
}

function describeDrafter({ drafter }: Note): string {
  if (drafter.kind === "vendor") return t("Drafted by {vendorName}", { vendorName: drafter.vendorName });
  return drafter.kind === "device" ? t("Drafted on this computer") : t("Written by hand");
}
