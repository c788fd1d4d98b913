import type { ReactNode } from "react";
import { type ReleaseReason, type ReplacedSpan, releaseReasons } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { formatLines, reasonWords, releaseWords } from "./note-words.ts";

export interface ReplacedListProps {
  readonly spans: readonly ReplacedSpan[];
  readonly turns: readonly Turn[];
  readonly onSelectLine: (line: number) => void;
  readonly onLetStand: (places: readonly ReplacedSpan[], reason: ReleaseReason) => void;
}

/** Everything replaced, one row a placeholder: what it stands for, where, and why. */
export function ReplacedList({ spans, turns, onSelectLine, onLetStand }: ReplacedListProps): ReactNode {
  const groups = groupByPlaceholder(spans);
  if (groups.size === 0) return null;
  return (
    <details className="replaced">
      <summary>{t("{placeholders}, and why", { placeholders: formatSome(groups.size, t("placeholder")) })}</summary>
      <ul>
        {[...groups].map(([placeholder, places]) => (
          <li key={placeholder}>
            <button type="button" className="replaced-item" onClick={() => onSelectLine(places[0]?.line ?? 1)}>
              <code>{placeholder}</code>
              <span>{listWords(places, turns)}</span>
              <small>
                {t("line {places} · {set}", {
                  places: formatLines(places.map((place) => place.line)),
                  set: [...new Set(places.flatMap((place) => place.why))].map((why) => reasonWords[why]).join("; "),
                })}
              </small>
            </button>
            {places.every(isGuess) && (
              <details className="let-stand">
                <summary>{t("Let it stand …")}</summary>
                {releaseReasons.map((reason) => (
                  <Button key={reason} variant="quiet" onPress={() => onLetStand(places, reason)}>
                    {releaseWords[reason]}
                  </Button>
                ))}
              </details>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a person may let stand: a guess of a name, a place or a date, nothing the chart holds. */
function isGuess({ type, why }: ReplacedSpan): boolean {
  return ["NAME", "LOCATION", "ORG", "DATE"].includes(type) && !why.includes("known-identifier") && !why.includes("added-by-person");
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
