import type { ReactNode } from "react";
import { needsPerson, type Sentence } from "../../../shared/domain/note.ts";
import { Button, KeyHint } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { describeSentence, explainSentence, formatLines, sourceWords } from "./note-words.ts";
import { sentenceElementId } from "./reveal.ts";
import { SentenceEditor } from "./SentenceEditor.tsx";

export interface SentenceActions {
  readonly select: (key: string) => void;
  readonly jump: (key: string) => void;
  readonly accept: (key: string) => void;
  readonly startEdit: (key: string) => void;
  readonly startAdd: (sectionId: string) => void;
  /** A key was pressed in the field. */
  readonly type: (text: string) => void;
  readonly finish: () => void;
  readonly cancel: () => void;
  readonly remove: (key: string) => void;
}

export interface SentenceRowProps {
  readonly sentence: Sentence;
  readonly isSelected: boolean;
  readonly isLit: boolean;
  /** The words its field begins with; null while it is not being changed. */
  readonly editing: string | null;
  readonly isReadOnly: boolean;
  /** Whether Tab stops here: one sentence of the note at a time. */
  readonly isTabStop: boolean;
  readonly actions: SentenceActions;
}

/** One sentence: its words, the mark of its source, and what can be done with it once chosen. */
export function SentenceRow(props: SentenceRowProps): ReactNode {
  const { sentence, actions, isSelected } = props;
  if (props.editing !== null) {
    return (
      <li className="sentence" data-selected>
        <SentenceEditor label={t("Edit sentence")} text={props.editing} onType={actions.type} onDone={actions.finish} onCancel={actions.cancel} />
      </li>
    );
  }
  const waits = needsPerson(sentence);
  return (
    <li
      className="sentence"
      data-source={sentence.source}
      data-waits={waits || undefined}
      data-lit={props.isLit || undefined}
      data-selected={isSelected || undefined}
    >
      <button
        type="button"
        id={sentenceElementId(sentence.key)}
        className="sentence-text"
        aria-pressed={isSelected}
        aria-label={t("{text} {describeSentence}{you}.", {
          text: sentence.text,
          describeSentence: describeSentence(sentence),
          you: waits ? t(", needs you") : "",
        })}
        tabIndex={props.isTabStop ? 0 : -1}
        onClick={() => actions.select(sentence.key)}
        onDoubleClick={() => !props.isReadOnly && actions.startEdit(sentence.key)}
      >
        <span>{sentence.text}</span>
      </button>
      <SourceMark sentence={sentence} waits={waits} onJump={() => actions.jump(sentence.key)} />
      {isSelected && waits && (
        <ul className="sentence-reasons">
          {explainSentence(sentence).map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {isSelected && !props.isReadOnly && (
        <div className="sentence-actions" role="group" aria-label={t("This sentence")}>
          {waits && (
            <Button variant="secondary" onPress={() => actions.accept(sentence.key)}>
              {t("Accept")} <KeyHint keys="A" />
            </Button>
          )}
          <Button variant="quiet" onPress={() => actions.startEdit(sentence.key)}>
            {t("Edit")} <KeyHint keys="E" />
          </Button>
          <Button variant="quiet" onPress={() => actions.remove(sentence.key)}>
            {t("Remove")} <KeyHint keys="X" />
          </Button>
        </div>
      )}
    </li>
  );
}

interface SourceMarkProps {
  readonly sentence: Sentence;
  readonly waits: boolean;
  readonly onJump: () => void;
}

/** Where the sentence comes from, in the right margin: line numbers, a word, or nothing for typed words. */
function SourceMark({ sentence, waits, onJump }: SourceMarkProps): ReactNode {
  const word = waits || sentence.source === "carried-forward" ? wordFor(sentence) : sentence.review === "accepted" ? t("Accepted") : "";
  return (
    <span className="sentence-source">
      {sentence.lines.length > 0 && (
        // The S key does the same, so this stays out of the Tab order of a long note.
        <button
          type="button"
          className="sentence-lines"
          tabIndex={-1}
          aria-label={t("Go to line {sentence}", { sentence: formatLines(sentence.lines) })}
          onClick={onJump}
        >
          {formatLines(sentence.lines)}
        </button>
      )}
      {word !== "" && <span className="sentence-word">{word}</span>}
    </span>
  );
}

function wordFor(sentence: Sentence): string {
  return sentence.source === "said" || sentence.source === "typed" ? t("Check") : sourceWords[sentence.source];
}
