import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useSnippets } from "../../api/index.ts";
import { Button, KeyHint } from "../../ui/index.ts";
import { t } from "../../words/language.ts";
import { expandSnippet, listMatching } from "./snippets.ts";

export interface SentenceEditorProps {
  readonly label: string;
  readonly text: string;
  readonly onType: (text: string) => void;
  /** Makes what was typed last part of the note. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const longestSentence = 4_000;
const charactersInARow = 48;

/** Rows the words take, about; the field keeps a size of its own, or each key would lay out the whole note. */
function countRows(words: string): number {
  return Math.min(8, Math.max(2, Math.ceil(words.length / charactersInARow)));
}

/** Types a sentence where it stands. Enter keeps it, Esc leaves it as it was; a dot and a snippet's name bring its words. */
export function SentenceEditor({ label, text, onType, onDone, onCancel }: SentenceEditorProps): ReactNode {
  const [words, setWords] = useState(text);
  const snippets = useSnippets().data?.snippets ?? [];
  const matching = listMatching(words, snippets);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);

  function type(typed: string): void {
    setWords(typed);
    onType(typed);
  }

  function keepWords(): void {
    if (words.trim() === "") onCancel();
    else onDone();
  }

  function handleKey(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      keepWords();
    }
  }

  return (
    <div className="sentence-editor">
      <div className="sentence-field" data-rows={countRows(words)}>
        <textarea
          ref={field}
          aria-label={label}
          value={words}
          rows={2}
          maxLength={longestSentence}
          // A note is one line of text a sentence; a pasted line break would hide the rest of it.
          onChange={(event) => type(expandSnippet(event.target.value.replaceAll("\n", " "), snippets))}
          onKeyDown={handleKey}
        />
      </div>
      <p className="snippet-hint" role="status">
        {matching.map(({ name, text: expanded }) => `.${name}  ${expanded}`).join("\n")}
      </p>
      <div className="sentence-actions">
        <Button variant="secondary" onPress={keepWords}>
          {t("Keep")} <KeyHint keys="Enter" />
        </Button>
        <Button variant="quiet" onPress={onCancel}>
          {t("Cancel")} <KeyHint keys="Esc" />
        </Button>
      </div>
    </div>
  );
}
