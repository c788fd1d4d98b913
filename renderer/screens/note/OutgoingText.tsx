import { type ReactNode, useState } from "react";
import type { ReplacedSpan } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { t } from "../../words/language.ts";
import { ChoiceBar } from "./ChoiceBar.tsx";
import { doubtfulWords, identifierWords, reasonWords } from "./note-words.ts";
import { cutLine, type Piece, type View } from "./outgoing.ts";
import type { Preview } from "./use-privacy-review.ts";

export interface OutgoingTextProps {
  readonly preview: Preview;
  readonly turns: readonly Turn[];
  readonly litLine: number | null;
  readonly onSelectLine: (line: number) => void;
}

/** The text as it would leave, to the letter, with what was replaced marked and explained. */
export function OutgoingText({ preview, turns, litLine, onSelectLine }: OutgoingTextProps): ReactNode {
  const [view, setView] = useState<View>("outgoing");
  const [chosen, setChosen] = useState<Piece | null>(null);
  const originals = new Map(turns.map((turn) => [turn.line, turn.text]));
  return (
    <section className="outgoing" aria-labelledby="outgoing-heading">
      <header className="note-column-head">
        <h3 id="outgoing-heading">{view === "outgoing" ? t("The text as it would leave") : t("The text as it was said")}</h3>
        <ChoiceBar
          label={t("Text shown")}
          choices={[
            { id: "outgoing", words: t("Outgoing") },
            { id: "original", words: t("Original") },
          ]}
          value={view}
          onChange={setView}
        />
      </header>
      <p className="outgoing-why" role="status">
        {chosen === null ? t("Point at a marked word to see why it was replaced.") : explainPiece(chosen)}
      </p>
      <ol className="outgoing-lines" aria-labelledby="outgoing-heading">
        {preview.lines.map(({ line, text }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the transcript beside it is the keyboard's way to a line
          <li key={line} data-lit={litLine === line || undefined} onClick={() => onSelectLine(line)}>
            <span className="outgoing-number">{line}</span>
            <p>
              {cutLine(
                {
                  original: originals.get(line) ?? text,
                  outgoing: text,
                  spans: preview.spans.filter((span) => span.line === line),
                  doubtful: preview.doubtful.filter((span) => span.line === line),
                },
                view,
              ).map((piece) => (
                <PieceText key={piece.start} piece={piece} onChoose={setChosen} />
              ))}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function PieceText({ piece, onChoose }: { readonly piece: Piece; readonly onChoose: (piece: Piece) => void }): ReactNode {
  if (piece.kind === "plain") return piece.text;
  return (
    <button
      type="button"
      className="outgoing-piece"
      data-kind={piece.kind}
      aria-label={explainPiece(piece)}
      onMouseEnter={() => onChoose(piece)}
      onFocus={() => onChoose(piece)}
    >
      {piece.text}
    </button>
  );
}

function explainPiece(piece: Piece): string {
  if (piece.kind === "plain") return piece.text;
  if (piece.kind === "doubtful") return t("“{text}” was not replaced. {why}.", { text: piece.text, why: doubtfulWords[piece.span.why] });
  if (piece.span === null) return t("{text} stands for an identifier.", { text: piece.text });
  return t("{placeholder} stands for “{original}”, a {one}. {explainSpan}.", {
    placeholder: piece.span.placeholder,
    original: piece.original,
    one: identifierWords[piece.span.type].one,
    explainSpan: explainSpan(piece.span),
  });
}

/** "Known from this chart, 99% sure": why one place was replaced. */
export function explainSpan(span: ReplacedSpan): string {
  return t("{span}, {span2}% sure", { span: span.why.map((reason) => reasonWords[reason]).join("; "), span2: Math.round(span.confidence * 100) });
}
