import type { ReactNode } from "react";
import type { Turn } from "../../../shared/domain/transcript.ts";
import { Button, Notice, ProgressLine } from "../../ui/index.ts";
import { formatSome, wordsFor } from "../../words/index.ts";
import { t } from "../../words/language.ts";
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

/** Before a draft: where the words would go, and what would go. Doubts come first. */
export function PrivacyTab({ review, turns, onSelectLine }: PrivacyTabProps): ReactNode {
  const { preview } = review;
  if (review.error !== null) {
    const code = readCode(review.error);
    const words = wordsFor(code);
    return (
      <Notice tone="refused" title={words.title} code={code} action={<Button onPress={review.retry}>{t("Look again")}</Button>}>
        {t("{body} Nothing can be sent until this works; a draft on this computer sends nothing.", { body: words.body })}
      </Notice>
    );
  }
  if (preview === null) return <ProgressLine label={t("Looking for identifiers")} />;
  return (
    <div className="panel-part">
      <h3>{t("What will be sent")}</h3>
      <Refusal preview={preview} />
      <p className="panel-lead">
        {t("{words}, {places} replaced, {bytes}.", {
          words: formatSome(preview.wordCount, t("word")),
          places: formatSome(preview.spans.length, t("place")),
          bytes: formatSome(preview.byteCount, t("byte")),
        })}
      </p>
      <DoubtList doubts={review.openDoubts} turns={turns} onReplace={review.replace} onLookAt={review.lookAt} onSelectLine={onSelectLine} />
      <Destination preview={preview} />
      <ReplacedList spans={preview.spans} turns={turns} onSelectLine={onSelectLine} onLetStand={review.letStand} />
      <LetStandList review={review} turns={turns} />
      <AlsoReplace review={review} turns={turns} />
      <p className="panel-foot">{t("Identifiers removed by detector {detectorVersion}.", { detectorVersion: preview.detectorVersion })}</p>
    </div>
  );
}

function LetStandList({ review, turns }: Pick<PrivacyTabProps, "review" | "turns">): ReactNode {
  if (review.released.length === 0) return null;
  return (
    <section className="also-replace">
      <h4>{t("Let stand by you")}</h4>
      <ul aria-label={t("Let stand by you")}>
        {review.released.map((place) => (
          <li key={namePlace(place)}>
            <span>
              {t("“{readPlace}”, line {line}. {reason}.", {
                readPlace: readPlace(place, turns),
                line: place.line,
                reason: releaseWords[place.reason],
              })}
            </span>
            <button type="button" className="note-link" onClick={() => review.takeBack(place)}>
              {t("Replace after all")}
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
      ? t("None recorded")
      : destination.agreementExpiresOn === null
        ? t("In force")
        : `${destination.refusal === "gate.agreement-expired" ? t("Ended") : t("To")} ${formatDate(destination.agreementExpiresOn)}`;
  return (
    <dl className="facts">
      <dt>{t("To")}</dt>
      <dd>
        {destination.vendorName} <small>{destination.host}</small>
      </dd>
      <dt>{t("Model")}</dt>
      <dd>{destination.modelId}</dd>
      <dt>{t("Agreement")}</dt>
      <dd>{agreement}</dd>
      <dt>{t("Kept there")}</dt>
      <dd>{destination.retentionMode === null ? t("Not agreed") : retentionWords[destination.retentionMode]}</dd>
      <dt>{t("Replaced")}</dt>
      <dd>{preview.counts.length === 0 ? t("Nothing") : preview.counts.map(({ type, count: many }) => countIdentifiers(type, many)).join(", ")}</dd>
    </dl>
  );
}
