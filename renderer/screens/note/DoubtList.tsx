import type { ReactNode } from "react";
import type { AddedRedaction, DoubtfulSpan } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { doubtfulWords } from "./note-words.ts";
import { namePlace } from "./outgoing.ts";

export interface DoubtListProps {
  readonly doubts: readonly DoubtfulSpan[];
  readonly turns: readonly Turn[];
  readonly onReplace: (places: readonly AddedRedaction[]) => void;
  readonly onLookAt: (places: readonly DoubtfulSpan[]) => void;
  readonly onSelectLine: (line: number) => void;
}

/** How much of the line is shown on either side of the doubtful words. */
const contextLetters = 28;

/** Places that look like identifiers and were left as they are, for a person to decide. */
export function DoubtList({ doubts, turns, onReplace, onLookAt, onSelectLine }: DoubtListProps): ReactNode {
  if (doubts.length === 0) return null;
  return (
    <section className="doubts" aria-labelledby="doubts-heading">
      <header>
        <h4 id="doubts-heading">{t("{places} to look at", { places: formatSome(doubts.length, t("doubtful place"), t("doubtful places")) })}</h4>
        {doubts.length > 1 && (
          <Button variant="quiet" onPress={() => onLookAt(doubts)}>
            {t("Looked at all")}
          </Button>
        )}
      </header>
      <ul>
        {doubts.map((doubt) => {
          const text = turns.find((turn) => turn.line === doubt.line)?.text ?? "";
          return (
            <li key={namePlace(doubt)}>
              <button
                type="button"
                className="doubt-quote"
                aria-label={t("Show line {line}", { line: doubt.line })}
                onClick={() => onSelectLine(doubt.line)}
              >
                <span className="doubt-line">{doubt.line}</span>
                <span>
                  {doubt.start > contextLetters && "…"}
                  {text.slice(Math.max(0, doubt.start - contextLetters), doubt.start)}
                  <mark>{text.slice(doubt.start, doubt.end)}</mark>
                  {text.slice(doubt.end, doubt.end + contextLetters)}
                  {text.length > doubt.end + contextLetters && "…"}
                </span>
              </button>
              <p>{doubtfulWords[doubt.why]}</p>
              <div className="sentence-actions">
                <Button variant="secondary" onPress={() => onReplace([doubt])}>
                  {t("Replace this")}
                </Button>
                <Button variant="quiet" onPress={() => onLookAt([doubt])}>
                  {t("Looked at")}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
