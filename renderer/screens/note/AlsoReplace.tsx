import { type ReactNode, useState } from "react";
import type { AddedRedaction } from "../../../shared/domain/privacy.ts";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button, TextField } from "../../ui/index.ts";
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
  const error = words.trim() !== "" && places.length === 0 ? "These words are not in the transcript." : undefined;
  return (
    <section className="also-replace">
      <TextField
        label="Also replace"
        description="A name or phrase, wherever it stands."
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
        {places.length === 0 ? "Replace everywhere" : `Replace in ${places.length} ${places.length === 1 ? "place" : "places"}`}
      </Button>
      {review.added.length > 0 && (
        <ul aria-label="Added by you">
          {review.added.map((place) => (
            <li key={namePlace(place)}>
              <span>
                “{readPlace(place, turns)}”, line {place.line}
              </span>
              <button
                type="button"
                className="note-link"
                aria-label={`Keep “${readPlace(place, turns)}” after all`}
                onClick={() => review.release(place)}
              >
                Undo
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
