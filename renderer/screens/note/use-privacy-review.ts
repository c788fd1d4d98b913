import { useState } from "react";
import type { EncounterId } from "../../../shared/domain/ids.ts";
import type { AddedRedaction, DoubtfulSpan, ReleasedRedaction, ReleaseReason } from "../../../shared/domain/privacy.ts";
import type { VendorId } from "../../../shared/domain/vendor.ts";
import { usePreview } from "../../api/index.ts";
import { namePlace } from "./outgoing.ts";

export type Preview = NonNullable<ReturnType<typeof usePreview>["data"]>;

/** One person's look at what would leave: what they had replaced, and which doubts they let go. */
export interface PrivacyReview {
  readonly preview: Preview | null;
  readonly error: Error | null;
  readonly isLoading: boolean;
  readonly added: readonly AddedRedaction[];
  /** Doubtful places nobody has decided on yet. */
  readonly openDoubts: readonly DoubtfulSpan[];
  readonly replace: (places: readonly AddedRedaction[]) => void;
  readonly release: (place: AddedRedaction) => void;
  /** Places let stand, each with its reason. */
  readonly released: readonly ReleasedRedaction[];
  readonly letStand: (places: readonly AddedRedaction[], reason: ReleaseReason) => void;
  readonly takeBack: (place: ReleasedRedaction) => void;
  readonly lookAt: (places: readonly DoubtfulSpan[]) => void;
  readonly retry: () => void;
}

/** Keeps the review while the session is on screen; nothing of it is stored. */
export function usePrivacyReview(encounterId: EncounterId, templateId: string, vendorId: VendorId | null): PrivacyReview {
  const [added, setAdded] = useState<readonly AddedRedaction[]>([]);
  const [released, setReleased] = useState<readonly ReleasedRedaction[]>([]);
  const [lookedAt, setLookedAt] = useState<ReadonlySet<string>>(new Set());
  const query = usePreview(encounterId, templateId, vendorId, [...added], [...released]);
  // Asking again after each redaction must not blank the panel under the person's eyes.
  const [last, setLast] = useState<Preview | null>(null);
  if (query.data !== undefined && query.data !== last) setLast(query.data);

  const preview = query.data ?? last;
  const decided = new Set([...lookedAt, ...added.map(namePlace)]);
  return {
    preview: query.error === null ? preview : null,
    error: query.error,
    isLoading: query.isPending && preview === null,
    added,
    openDoubts: (preview?.doubtful ?? []).filter((span) => !decided.has(namePlace(span))),
    replace: (places) => {
      const held = new Set(added.map(namePlace));
      setAdded([...added, ...places.filter((place) => !held.has(namePlace(place))).map(({ line, start, end }) => ({ line, start, end }))]);
    },
    release: (place) => setAdded(added.filter((other) => namePlace(other) !== namePlace(place))),
    released,
    letStand: (places, reason) => setReleased([...released, ...places.map(({ line, start, end }) => ({ line, start, end, reason }))]),
    takeBack: (place) => setReleased(released.filter((other) => namePlace(other) !== namePlace(place))),
    lookAt: (places) => setLookedAt(new Set([...lookedAt, ...places.map(namePlace)])),
    retry: () => void query.refetch(),
  };
}
