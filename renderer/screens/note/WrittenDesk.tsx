import { type ReactNode, useState } from "react";
import type { Note, Section } from "../../../shared/domain/note.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { useAppStatus, useDiscardNote, type useEncounter, usePatient, useSignNote } from "../../api/index.ts";
import { Button, Notice, Tabs } from "../../ui/index.ts";
import { AddendumDialog } from "./AddendumDialog.tsx";
import { BenchFoot } from "./BenchFoot.tsx";
import { ChecksTab } from "./ChecksTab.tsx";
import { CodesTab } from "./CodesTab.tsx";
import { HistoryTab } from "./HistoryTab.tsx";
import { KeepingState } from "./KeepingState.tsx";
import { KeysDialog } from "./KeysDialog.tsx";
import { Letterhead } from "./Letterhead.tsx";
import { NoteHead } from "./NoteHead.tsx";
import { NoteLayout } from "./NoteLayout.tsx";
import { NotePane } from "./NotePane.tsx";
import { RedraftSection } from "./RedraftSection.tsx";
import { type RoundTrip, RoundTripReport } from "./RoundTripReport.tsx";
import { readCode } from "./read-code.ts";
import { SignDialog } from "./SignDialog.tsx";
import { SummaryTab } from "./SummaryTab.tsx";
import { countUnresolved } from "./sentences.ts";
import { checkForSigning } from "./sign-checks.ts";
import { TranscriptPane } from "./TranscriptPane.tsx";
import { useBench } from "./use-bench.ts";
import { useDesk } from "./use-desk.ts";
import { useNoteKeys } from "./use-note-keys.ts";

interface WrittenDeskProps {
  readonly encounter: NonNullable<ReturnType<typeof useEncounter>["data"]>["encounter"];
  readonly turns: readonly Turn[];
  readonly note: Note;
  readonly roundTrip: RoundTrip | null;
  readonly reload: () => Promise<Note>;
  readonly onLeave: () => void;
}

type Open = "keys" | "sign" | "addendum" | null;

/** A note on the desk: checked against its lines, edited, signed; read-only once it is. */
export function WrittenDesk({ encounter, turns, note, roundTrip, reload, onLeave }: WrittenDeskProps): ReactNode {
  const { desk, state } = useDesk(note, reload);
  const isReadOnly = note.state === "signed";
  const sections = isReadOnly ? note.sections : state.sections;
  const bench = useBench(
    desk,
    sections,
    turns.map(({ line }) => line),
    isReadOnly,
  );
  const [open, setOpen] = useState<Open>(null);
  const [redrafting, setRedrafting] = useState<Section | null>(null);
  const [tab, setTab] = useState("checks");
  const [panelOpen, setPanelOpen] = useState(true);
  const unresolved = countUnresolved(sections);
  const onSelected = (act: (key: string) => void) => () => {
    if (bench.selectedKey !== null) act(bench.selectedKey);
  };
  useNoteKeys(
    {
      next: bench.next,
      jump: bench.jump,
      undo: bench.undo,
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
    { id: "privacy", label: "Privacy", content: <RoundTripReport drafter={note.drafter} roundTrip={roundTrip} /> },
    {
      id: "checks",
      label: "Checks",
      badge: unresolved > 0 ? unresolved : undefined,
      content: <ChecksTab sections={sections} selectedKey={bench.selectedKey} onGo={bench.actions.select} />,
    },
    { id: "codes", label: "Codes", content: <CodesTab {...asks} /> },
    { id: "summary", label: "Summary", content: <SummaryTab {...asks} /> },
    { id: "history", label: "History", content: <History note={note} revision={state.revision} savedAt={state.savedAt} /> },
  ];
  return (
    <>
      <NoteLayout
        head={
          <NoteHead
            startedAt={encounter.startedAt}
            endedAt={encounter.endedAt}
            facts={[note.templateName, describeDrafter(note)]}
            keeping={isReadOnly ? "Signed" : <KeepingState state={state} onRetry={() => void desk.settle()} />}
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
            title={`${note.templateName} note`}
            sections={sections}
            selectedKey={bench.selectedKey}
            litKeys={bench.litKeys}
            editingKey={bench.editingKey}
            isReadOnly={isReadOnly}
            actions={bench.actions}
            onAdd={bench.add}
            onRedraft={note.drafter.kind === "vendor" && !isReadOnly ? setRedrafting : null}
            before={<Before note={note} lost={state.lost} onSeen={desk.forgetLost} />}
            after={<Addenda note={note} />}
          />
        }
        right={panelOpen ? <Tabs label="About this note" tabs={tabs} selected={tab} onSelect={setTab} /> : null}
        foot={
          isReadOnly ? (
            <Button variant="primary" onPress={() => setOpen("addendum")}>
              Add addendum
            </Button>
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
              onSign={() => setOpen("sign")}
            />
          )
        }
        said={bench.said}
      />
      <KeysDialog isOpen={open === "keys"} onClose={() => setOpen(null)} />
      <AddendumDialog noteId={note.id} isOpen={open === "addendum"} onClose={() => setOpen(null)} />
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
      {open === "sign" && (
        <Signing encounter={encounter} note={note} turns={turns} desk={desk} onGo={bench.actions.select} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Where the note comes from, and the way to throw an unsigned one away. */
function History(props: { readonly note: Note; readonly revision: number; readonly savedAt: string }): ReactNode {
  const discard = useDiscardNote();
  return (
    <div className="panel-part">
      <HistoryTab {...props} />
      {props.note.state === "draft" && (
        <Button variant="quiet" busy={discard.isPending} onPress={() => discard.mutate({ noteId: props.note.id })}>
          Throw this draft away
        </Button>
      )}
    </div>
  );
}

function describeDrafter({ drafter }: Note): string {
  if (drafter.kind === "vendor") return `Drafted by ${drafter.vendorName}`;
  return drafter.kind === "device" ? "Drafted on this computer" : "Written by hand";
}

/** Above the note: the seal of a signed one, or the words another window's change displaced. */
function Before({ note, lost, onSeen }: { readonly note: Note; readonly lost: readonly string[] | null; readonly onSeen: () => void }): ReactNode {
  if (note.signature !== null) {
    const { printedName, signedAt, contentSha256 } = note.signature;
    return (
      <Notice tone="done" title={`Signed by ${printedName} on ${new Date(signedAt).toLocaleString("en-US")}`}>
        Sealed: what is stored can be shown to be what was signed (SHA-256 {contentSha256.slice(0, 16)}…).
      </Notice>
    );
  }
  if (lost === null) return null;
  return (
    <Notice
      tone="caution"
      title="The note was changed in another window. The newer one is shown."
      action={<Button onPress={onSeen}>I have seen it</Button>}
    >
      {lost.length === 0 ? "Nothing of yours was lost." : `These words of yours were not kept: ${lost.join(" ")}`}
    </Notice>
  );
}

function Addenda({ note }: { readonly note: Note }): ReactNode {
  return note.addenda.map((addendum) => (
    <section key={addendum.addedAt} className="note-section">
      <h3 className="note-section-head">Addendum, {new Date(addendum.addedAt).toLocaleString("en-US")}</h3>
      <p className="sentence-text">{addendum.text}</p>
      <p className="note-begin-words">{addendum.addedByName}</p>
    </section>
  ));
}

interface SigningProps {
  readonly encounter: WrittenDeskProps["encounter"];
  readonly note: Note;
  readonly turns: readonly Turn[];
  readonly desk: ReturnType<typeof useDesk>["desk"];
  readonly onGo: (key: string) => void;
  readonly onClose: () => void;
}

/** The last look before a signature; what is on screen is saved first, so that it is what is signed. */
function Signing({ encounter, note, turns, desk, onGo, onClose }: SigningProps): ReactNode {
  const sign = useSignNote();
  const patient = usePatient(encounter.patientId).data?.patient.demographics ?? null;
  const clinicName = useAppStatus().data?.clinicName ?? "";
  const { sections } = desk.read();
  async function signNow(password: string): Promise<void> {
    if (await desk.settle()) sign.mutate({ noteId: note.id, revision: desk.read().revision, password }, { onSuccess: onClose });
  }
  return (
    <SignDialog
      isOpen
      checks={checkForSigning(sections, encounter, turns)}
      sections={sections}
      letter={
        <Letterhead
          clinicName={clinicName}
          patient={patient}
          patientName={encounter.patientName}
          startedAt={encounter.startedAt}
          endedAt={encounter.endedAt}
          clinicianName={encounter.clinicianName}
          templateName={note.templateName}
          sections={sections}
        />
      }
      isSigning={sign.isPending}
      failure={sign.error === null ? null : readCode(sign.error)}
      onSign={(password) => void signNow(password)}
      onGo={(key) => {
        onClose();
        onGo(key);
      }}
      onClose={onClose}
    />
  );
}
