import { type ReactNode, useState } from "react";
import type { AddedRedaction } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button, TextField } from "../../ui/index.ts";
import { formatSome } from "../../words/index.ts";
import { t } from "../../words/language.ts";
import { findPlaces, namePlace } from "./outgoing.ts";
import type { PrivacyReview } from "./use-privacy-review.ts";

export interface AlsoReplaceProps {
  readonly review: PrivacyReview;
  readonly turns: readonly Turn[];
}

/** Lets a person have words replaced wherever they stand, and take that back. */
export function AlsoReplace({ review, turns }: AlsoReplaceProps): ReactNode {
  const [words, setWords] = useState("");
  const places = findPlaces(turns, words);
  const error = words.trim() !== "" && places.length === 0 ? t("These words are not in the transcript.") : undefined;
  return (
    <section className="also-replace">
      <TextField
        label={t("Also replace")}
        description={t("A name or phrase, wherever it stands.")}
        value={words}
        onChange={setWords}
        {...(error === undefined ? {} : { error })}
      />
      <Button
        variant="secondary"
        isDisabled={places.length === 0}
        onPress={() => {
          review.replace(places);
          setWords("");
        }}
      >
        {places.length === 0 ? t("Replace everywhere") : t("Replace in {places}", { places: formatSome(places.length, t("place")) })}
      </Button>
      {review.added.length > 0 && (
        <ul aria-label={t("Added by you")}>
          {review.added.map((place) => (
            <li key={namePlace(place)}>
              <span>{t("“{readPlace}”, line {line}", { readPlace: readPlace(place, turns), line: place.line })}</span>
              <button
                type="button"
                className="note-link"
                aria-label={t("Keep “{readPlace}” after all", { readPlace: readPlace(place, turns) })}
                onClick={() => review.release(place)}
              >
                {t("Undo")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The words of a place, as the transcript has them. */
export function readPlace(place: AddedRedaction, turns: readonly Turn[]): string {
  return turns.find((turn) => turn.line === place.line)?.text.slice(place.start, place.end) ?? "";
}
