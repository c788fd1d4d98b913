import { type ReactNode, useState } from "react";
import type { ReplacedSpan } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
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
        <h3 id="outgoing-heading">{view === "outgoing" ? "The text as it would leave" : "The text as it was said"}</h3>
        <ChoiceBar
          label="Text shown"
          choices={[
            { id: "outgoing", words: "Outgoing" },
            { id: "original", words: "Original" },
          ]}
          value={view}
          onChange={setView}
        />
      </header>
      <p className="outgoing-why" role="status">
        {chosen === null ? "Point at a marked word to see why it was replaced." : explainPiece(chosen)}
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
  if (piece.kind === "doubtful") return `“${piece.text}” was not replaced. ${doubtfulWords[piece.span.why]}.`;
  if (piece.span === null) return `${piece.text} stands for an identifier.`;
  return `${piece.span.placeholder} stands for “${piece.original}”, a ${identifierWords[piece.span.type].one}. ${explainSpan(piece.span)}.`;
}

/** "Known from this chart, 99% sure": why one place was replaced. */
export function explainSpan(span: ReplacedSpan): string {
  return `${span.why.map((reason) => reasonWords[reason]).join("; ")}, ${Math.round(span.confidence * 100)}% sure`;
}
