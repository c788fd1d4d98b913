import { memo, type ReactNode } from "react";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { speakerWords } from "./note-words.ts";
import { lineElementId } from "./reveal.ts";

export interface TranscriptLineProps {
  readonly turn: Turn;
  /** The clock time it was said, or "" when the file has no times. */
  readonly clock: string;
  /** How many sentences rest on it; null while there is no note. */
  readonly citedBy: number | null;
  readonly isLit: boolean;
  readonly isSelected: boolean;
  readonly sought: string;
  readonly onSelect: (line: number) => void;
}

/** One line of the transcript. Its number is the button; the text stays free for the mouse to select. */
export const TranscriptLine = memo(function TranscriptLine(props: TranscriptLineProps): ReactNode {
  const { turn, citedBy } = props;
  const speaker = speakerWords[turn.role];
  const cited =
    citedBy === null ? "" : citedBy === 0 ? `. ${t("Uncited")}` : `. ${t("Cited by {sentences}", { sentences: formatSome(citedBy, t("sentence")) })}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the line's number is the keyboard's way in; the text is for the mouse
    <li
      className="transcript-line"
      data-lit={props.isLit || undefined}
      data-selected={props.isSelected || undefined}
      data-cited={citedBy === null ? undefined : citedBy > 0}
      data-role={turn.role}
      onClick={() => props.onSelect(turn.line)}
    >
      <button
        type="button"
        id={lineElementId(turn.line)}
        className="transcript-number"
        aria-label={t("Line {line}, {name}{clock}{cited}", {
          line: turn.line,
          name: speaker.name,
          clock: props.clock === "" ? "" : `, ${props.clock}`,
          cited,
        })}
        aria-current={props.isSelected || props.isLit ? "true" : undefined}
        tabIndex={props.isSelected || turn.line === 1 ? 0 : -1}
      >
        {turn.line}
      </button>
      {props.clock !== "" && <span className="transcript-clock">{props.clock}</span>}
      <abbr className="transcript-speaker" title={turn.label === "" ? speaker.name : `${speaker.name} (${turn.label})`}>
        {speaker.mark}
      </abbr>
      <span className="transcript-text">{markSought(turn.text, props.sought)}</span>
    </li>
  );
});

/** The text with the words looked for marked in it. */
function markSought(text: string, sought: string): ReactNode {
  if (sought === "") return text;
  const lower = text.toLocaleLowerCase("en-US");
  if (lower.length !== text.length) return text;
  const parts: ReactNode[] = [];
  let at = 0;
  for (let found = lower.indexOf(sought); found >= 0; found = lower.indexOf(sought, at)) {
    parts.push(text.slice(at, found), <mark key={found}>{text.slice(found, found + sought.length)}</mark>);
    at = found + sought.length;
  }
  parts.push(text.slice(at));
  return parts;
}
