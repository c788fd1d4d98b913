import type { ReactNode } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import type { Section } from "../../../shared/domain/note.ts";
import { Button } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { CopySection } from "./CopySection.tsx";
import { DictateButton } from "./DictateButton.tsx";
import { SentenceEditor } from "./SentenceEditor.tsx";
import { type SentenceActions, SentenceRow } from "./SentenceRow.tsx";
import type { Writing } from "./use-bench.ts";

export interface NoteSectionProps {
  readonly noteId: NoteId;
  readonly section: Section;
  readonly selectedKey: string | null;
  readonly litKeys: readonly string[];
  readonly writing: Writing | null;
  readonly tabStopKey: string | null;
  readonly isReadOnly: boolean;
  readonly actions: SentenceActions;
  readonly onAdd: (sectionId: string, text: string) => void;
  /** Asks for the section again; null where that cannot be. */
  readonly onRedraft: ((section: Section) => void) | null;
}

/** One section of the note: heading, sentences, and a place to write one more. */
export function NoteSection(props: NoteSectionProps): ReactNode {
  const { section, isReadOnly } = props;
  const writing = isReadOnly || props.writing?.sectionId !== section.id ? null : props.writing;
  // A sentence another window has removed meanwhile goes on as a new one.
  const adding = writing !== null && !section.sentences.some(({ key }) => key === writing.key);
  const headingId = `section-${section.id}`;
  return (
    <section className="note-section" aria-labelledby={headingId}>
      <header className="note-section-head">
        <h3 id={headingId}>{section.title}</h3>
        {section.sentences.length > 0 && <CopySection noteId={props.noteId} sectionId={section.id} title={section.title} />}
      </header>
      {section.sentences.length === 0 && !adding && <p className="note-section-empty">{t("Nothing written here.")}</p>}
      {section.sentences.length > 0 && (
        <ul className="sentences" aria-labelledby={headingId}>
          {section.sentences.map((sentence) => (
            <SentenceRow
              key={sentence.key}
              sentence={sentence}
              isSelected={props.selectedKey === sentence.key}
              isLit={props.litKeys.includes(sentence.key)}
              editing={writing?.key === sentence.key ? writing.text : null}
              isReadOnly={isReadOnly}
              isTabStop={props.tabStopKey === sentence.key}
              actions={props.actions}
            />
          ))}
        </ul>
      )}
      {adding && (
        <SentenceEditor
          label={t("New sentence in {title}", { title: section.title })}
          text={writing.text}
          onType={props.actions.type}
          onDone={props.actions.finish}
          onCancel={props.actions.cancel}
        />
      )}
      {!isReadOnly && !adding && (
        <div className="note-section-add">
          <Button variant="quiet" onPress={() => props.actions.startAdd(section.id)}>
            {t("Add sentence")}
          </Button>
          <DictateButton noteId={props.noteId} title={section.title} onSaid={(text) => props.onAdd(section.id, text)} />
          {props.onRedraft !== null && (
            <Button variant="quiet" onPress={() => props.onRedraft?.(section)}>
              {t("Draft again")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
