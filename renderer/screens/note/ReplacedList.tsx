import type { ReactNode } from "react";
import type { ReplacedSpan } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { formatLines, reasonWords } from "./note-words.ts";

export interface ReplacedListProps {
  readonly spans: readonly ReplacedSpan[];
  readonly turns: readonly Turn[];
  readonly onSelectLine: (line: number) => void;
}

/** Everything replaced, one row a placeholder: what it stands for, where, and why. */
export function ReplacedList({ spans, turns, onSelectLine }: ReplacedListProps): ReactNode {
  const groups = groupByPlaceholder(spans);
  if (groups.size === 0) return null;
  return (
    <details className="replaced">
      <summary>
        {groups.size} {groups.size === 1 ? "placeholder" : "placeholders"}, and why
      </summary>
      <ul>
        {[...groups].map(([placeholder, places]) => (
          <li key={placeholder}>
            <button type="button" className="replaced-item" onClick={() => onSelectLine(places[0]?.line ?? 1)}>
              <code>{placeholder}</code>
              <span>{listWords(places, turns)}</span>
              <small>
                line {formatLines(places.map((place) => place.line))} ·{" "}
                {[...new Set(places.flatMap((place) => place.why))].map((why) => reasonWords[why]).join("; ")}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function listWords(places: readonly ReplacedSpan[], turns: readonly Turn[]): string {
  const words = places.map((place) => turns.find((turn) => turn.line === place.line)?.text.slice(place.start, place.end) ?? "");
  return [...new Set(words)].map((word) => `“${word}”`).join(", ");
}

function groupByPlaceholder(spans: readonly ReplacedSpan[]): ReadonlyMap<string, readonly ReplacedSpan[]> {
  const groups = new Map<string, ReplacedSpan[]>();
  for (const span of spans) groups.set(span.placeholder, [...(groups.get(span.placeholder) ?? []), span]);
  return groups;
}
