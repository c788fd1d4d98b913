import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { Instant } from "../../../shared/domain/time.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { t } from "../../words/language.ts";
import { ChoiceBar } from "./ChoiceBar.tsx";
import { ListenStrip } from "./ListenStrip.tsx";
import { NamingBar } from "./NamingBar.tsx";
import { lineElementId, reveal } from "./reveal.ts";
import { SpeakerStrip } from "./SpeakerStrip.tsx";
import { clockOf } from "./session-times.ts";
import { TranscriptLine } from "./TranscriptLine.tsx";

export interface TranscriptPaneProps {
  readonly encounterId: EncounterId;
  readonly turns: readonly Turn[];
  readonly startedAt: Instant;
  /** Which sentences rest on each line; null while there is no note. */
  readonly citations: ReadonlyMap<number, readonly string[]> | null;
  readonly litLines: readonly number[];
  readonly selectedLine: number | null;
  readonly isReadOnly: boolean;
  readonly onSelectLine: (line: number) => void;
}

type Shown = "all" | "cited" | "uncited";

/** The session as it was said, beside the note that rests on it. */
export function TranscriptPane(props: TranscriptPaneProps): ReactNode {
  return props.turns.length === 0 ? <NoTranscript /> : <SaidLines {...props} />;
}

/** A session nobody recorded, or whose transcript went by the clinic's rule. */
function NoTranscript(): ReactNode {
  return (
    <section className="note-column transcript" aria-labelledby="transcript-heading">
      <header className="note-column-head">
        <h2 id="transcript-heading">{t("Transcript")}</h2>
      </header>
      <p className="transcript-none">{t("There is none. Type the note, or hold the microphone button of a section and say it.")}</p>
    </section>
  );
}

function SaidLines(props: TranscriptPaneProps): ReactNode {
  const { turns, citations, litLines, selectedLine } = props;
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState<Shown>("all");
  const [speakersOpen, setSpeakersOpen] = useState(false);
  const sought = search.trim().toLocaleLowerCase("en-US");
  const hits = useMemo(() => listHits(turns, sought), [turns, sought]);
  const unknown = turns.filter((turn) => turn.role === "unknown").length;
  const citedCount = citations === null ? 0 : turns.filter((turn) => citations.has(turn.line)).length;
  const first = litLines[0] ?? selectedLine;

  useEffect(() => {
    if (first !== null && first !== undefined) reveal(document.getElementById(lineElementId(first))?.closest("li") ?? null);
  }, [first]);

  function goToHit(event: KeyboardEvent): void {
    if (event.key !== "Enter" || hits.length === 0) return;
    event.preventDefault();
    props.onSelectLine(hits.find((line) => line > (selectedLine ?? 0)) ?? hits[0] ?? 1);
  }

  // A lit line is always shown: a filter must not hide the evidence that was asked for.
  const visible = turns.filter(
    (turn) => shown === "all" || citations === null || litLines.includes(turn.line) || citations.has(turn.line) === (shown === "cited"),
  );
  return (
    <section className="note-column transcript" aria-labelledby="transcript-heading">
      <header className="note-column-head">
        <h2 id="transcript-heading">{t("Transcript")}</h2>
        <button type="button" className="note-link" aria-expanded={speakersOpen || unknown > 0} onClick={() => setSpeakersOpen(!speakersOpen)}>
          {t("Speakers")}
        </button>
        <input
          type="search"
          className="transcript-search"
          placeholder={t("Find in transcript")}
          aria-label={t("Find in transcript")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={goToHit}
        />
      </header>
      {(speakersOpen || unknown > 0) && (
        <SpeakerStrip encounterId={props.encounterId} turns={turns} selectedLine={selectedLine} isReadOnly={props.isReadOnly} />
      )}
      {!props.isReadOnly && <NamingBar encounterId={props.encounterId} turns={turns} selectedLine={selectedLine} onSelectLine={props.onSelectLine} />}
      <ListenStrip
        encounterId={props.encounterId}
        turns={turns}
        selectedLine={selectedLine}
        isReadOnly={props.isReadOnly}
        onSelectLine={props.onSelectLine}
      />
      {citations !== null && (
        <ChoiceBar
          label={t("Lines shown")}
          choices={[
            { id: "all", words: t("All {turns}", { turns: turns.length }) },
            { id: "cited", words: t("Cited {citedCount}", { citedCount }) },
            { id: "uncited", words: t("Uncited {citedCount}", { citedCount: turns.length - citedCount }) },
          ]}
          value={shown}
          onChange={setShown}
        />
      )}
      <p className="transcript-found" role="status">
        {sought !== "" &&
          (hits.length === 0
            ? t("Not said in this session.")
            : t("In {hits} of {turns} lines. Enter goes to the next.", { hits: hits.length, turns: turns.length }))}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard on its own */}
      <ol className="transcript-lines" aria-label={t("Lines of the transcript")} tabIndex={0}>
        {visible.map((turn) => (
          <TranscriptLine
            key={turn.line}
            turn={turn}
            clock={turn.startMs === null ? "" : clockOf(props.startedAt, turn.startMs)}
            citedBy={citations === null ? null : (citations.get(turn.line)?.length ?? 0)}
            isLit={litLines.includes(turn.line)}
            isSelected={selectedLine === turn.line}
            sought={sought}
            onSelect={props.onSelectLine}
          />
        ))}
      </ol>
    </section>
  );
}

function listHits(turns: readonly Turn[], sought: string): number[] {
  if (sought === "") return [];
  return turns.filter((turn) => turn.text.toLocaleLowerCase("en-US").includes(sought)).map((turn) => turn.line);
}
