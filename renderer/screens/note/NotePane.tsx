import type { ReactNode } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import type { Section } from "../../../shared/domain/note.ts";
import { t } from "../../words/language.ts";
import { NoteSection } from "./NoteSection.tsx";
import type { SentenceActions } from "./SentenceRow.tsx";
import { listSentences } from "./sentences.ts";
import type { Writing } from "./use-bench.ts";

export interface NotePaneProps {
  readonly noteId: NoteId;
  readonly title: string;
  readonly sections: readonly Section[];
  readonly selectedKey: string | null;
  readonly litKeys: readonly string[];
  readonly writing: Writing | null;
  readonly isReadOnly: boolean;
  readonly actions: SentenceActions;
  readonly onAdd: (sectionId: string, text: string) => void;
  readonly onRedraft: ((section: Section) => void) | null;
  /** Brings sentences of the note before into this one; null where it cannot change. */
  readonly onCarry: (() => void) | null;
  /** Stands above the note: a seal, or a word about what changed. */
  readonly before?: ReactNode;
  /** Stands below it: addenda. */
  readonly after?: ReactNode;
}

/** The note as a document, by section. */
export function NotePane(props: NotePaneProps): ReactNode {
  const { sections, selectedKey } = props;
  const tabStopKey = selectedKey ?? listSentences(sections)[0]?.sentence.key ?? null;
  return (
    <section className="note-column note-document" aria-labelledby="note-heading">
      <header className="note-heading-row">
        <h2 id="note-heading" className="note-heading">
          {props.title}
        </h2>
        {props.onCarry !== null && (
          <button type="button" className="note-link" onClick={props.onCarry}>
            {t("Carry forward…")}
          </button>
        )}
      </header>
      {props.before}
      {sections.map((section) => (
        <NoteSection
          key={section.id}
          noteId={props.noteId}
          section={section}
          selectedKey={selectedKey}
          litKeys={props.litKeys}
          writing={props.writing}
          tabStopKey={tabStopKey}
          isReadOnly={props.isReadOnly}
          actions={props.actions}
          onAdd={props.onAdd}
          onRedraft={props.onRedraft}
        />
      ))}
      {props.after}
    </section>
  );
}
