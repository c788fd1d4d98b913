import type { ReactNode } from "react";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button, Notice, ProgressLine } from "../../ui/index.ts";
import { wordsFor } from "../../words/index.ts";
import { AlsoReplace, readPlace } from "./AlsoReplace.tsx";
import { DoubtList } from "./DoubtList.tsx";
import { countIdentifiers, releaseWords, retentionWords } from "./note-words.ts";
import { namePlace } from "./outgoing.ts";
import { ReplacedList } from "./ReplacedList.tsx";
import { readCode } from "./read-code.ts";
import { formatDate } from "./session-times.ts";
import type { Preview, PrivacyReview } from "./use-privacy-review.ts";

export interface PrivacyTabProps {
  readonly review: PrivacyReview;
  readonly turns: readonly Turn[];
  readonly onSelectLine: (line: number) => void;
}

const count = new Intl.NumberFormat("en-US");

/** Before a draft: where the words would go, and what would go. Doubts come first. */
export function PrivacyTab({ review, turns, onSelectLine }: PrivacyTabProps): ReactNode {
  const { preview } = review;
  if (review.error !== null) {
    const code = readCode(review.error);
    const words = wordsFor(code);
    return (
      <Notice tone="refused" title={words.title} code={code} action={<Button onPress={review.retry}>Look again</Button>}>
        {words.body} Nothing can be sent until this works; a draft on this computer sends nothing.
      </Notice>
    );
  }
  if (preview === null) return <ProgressLine label="Looking for identifiers" />;
  return (
    <div className="panel-part">
      <h3>What will be sent</h3>
      <Refusal preview={preview} />
      <p className="panel-lead">
        {count.format(preview.wordCount)} words, {count.format(preview.spans.length)} {preview.spans.length === 1 ? "place" : "places"} replaced,{" "}
        {count.format(preview.byteCount)} bytes.
      </p>
      <DoubtList doubts={review.openDoubts} turns={turns} onReplace={review.replace} onLookAt={review.lookAt} onSelectLine={onSelectLine} />
      <Destination preview={preview} />
      <ReplacedList spans={preview.spans} turns={turns} onSelectLine={onSelectLine} onLetStand={review.letStand} />
      <LetStandList review={review} turns={turns} />
      <AlsoReplace review={review} turns={turns} />
      <p className="panel-foot">Identifiers removed by detector {preview.detectorVersion}.</p>
    </div>
  );
}

function LetStandList({ review, turns }: Pick<PrivacyTabProps, "review" | "turns">): ReactNode {
  if (review.released.length === 0) return null;
  return (
    <section className="also-replace">
      <h4>Let stand by you</h4>
      <ul aria-label="Let stand by you">
        {review.released.map((place) => (
          <li key={namePlace(place)}>
            <span>
              “{readPlace(place, turns)}”, line {place.line}. {releaseWords[place.reason]}.
            </span>
            <button type="button" className="note-link" onClick={() => review.takeBack(place)}>
              Replace after all
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Refusal({ preview }: { readonly preview: Preview }): ReactNode {
  const { refusal } = preview.destination;
  if (refusal === null) return null;
  const words = wordsFor(refusal);
  return (
    <Notice tone="refused" title={words.title} code={refusal}>
      {words.body} {words.next}
    </Notice>
  );
}

function Destination({ preview }: { readonly preview: Preview }): ReactNode {
  const { destination } = preview;
  const agreement =
    destination.agreementId === null
      ? "None recorded"
      : destination.agreementExpiresOn === null
        ? "In force"
        : `${destination.refusal === "gate.agreement-expired" ? "Ended" : "To"} ${formatDate(destination.agreementExpiresOn)}`;
  return (
    <dl className="facts">
      <dt>To</dt>
      <dd>
        {destination.vendorName} <small>{destination.host}</small>
      </dd>
      <dt>Model</dt>
      <dd>{destination.modelId}</dd>
      <dt>Agreement</dt>
      <dd>{agreement}</dd>
      <dt>Kept there</dt>
      <dd>{destination.retentionMode === null ? "Not agreed" : retentionWords[destination.retentionMode]}</dd>
      <dt>Replaced</dt>
      <dd>{preview.counts.length === 0 ? "Nothing" : preview.counts.map(({ type, count: many }) => countIdentifiers(type, many)).join(", ")}</dd>
    </dl>
  );
}
