import type { ReactNode } from "react";
import type { NoteId } from "../../../shared/domain/ids.ts";
import { needsPerson, type Section } from "../../../shared/domain/note.ts";
import { EmptyState } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { LikenessPart } from "./LikenessPart.tsx";
import { explainSentence, sourceWords } from "./note-words.ts";
import { listSentences } from "./sentences.ts";

export interface ChecksTabProps {
  readonly noteId: NoteId;
  readonly sections: readonly Section[];
  readonly selectedKey: string | null;
  /** Nothing of a note that is signed or handed in waits any more. */
  readonly isFinished: boolean;
  readonly onGo: (key: string) => void;
}

/** Every sentence that waits for a person, and why, in reading order. */
export function ChecksTab(props: ChecksTabProps): ReactNode {
  return (
    <div className="panel-part">
      <LikenessPart noteId={props.noteId} sections={props.sections} onGo={props.onGo} />
      <SentenceChecks {...props} />
    </div>
  );
}

function SentenceChecks({ sections, selectedKey, isFinished, onGo }: ChecksTabProps): ReactNode {
  const all = listSentences(sections);
  const waiting = all.filter((placed) => needsPerson(placed.sentence));
  const said = all.filter((placed) => placed.sentence.source === "said").length;
  if (waiting.length === 0) {
    return (
      <EmptyState title={t("Every sentence is settled.")}>
        {isFinished
          ? t("{said} of {all} rest on lines of the transcript.", { said, all: all.length })
          : t(
              "{said} of {all} rest on lines of the transcript. Said in session does not mean clinically right: read the note once before you sign.",
              {
                said,
                all: all.length,
              },
            )}
      </EmptyState>
    );
  }
  return (
    <ol className="check-list">
      {waiting.map(({ section, sentence }) => (
        <li key={sentence.key}>
          <button
            type="button"
            className="check-item"
            aria-current={selectedKey === sentence.key ? "true" : undefined}
            onClick={() => onGo(sentence.key)}
          >
            <span className="check-place">
              {section.title} · {sentence.source === "said" ? t("Check") : sourceWords[sentence.source]}
            </span>
            <span className="check-text">{sentence.text}</span>
            {explainSentence(sentence).map((reason) => (
              <span key={reason} className="check-reason">
                {reason}
              </span>
            ))}
          </button>
        </li>
      ))}
    </ol>
  );
}
