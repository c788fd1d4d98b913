import type { ReactElement } from "react";
import type { PlaceOfRecord } from "../../shared/domain/station.ts";
import { formatLength, formatSome, formatTime, wordsFor } from "../words/index.ts";
import { t } from "../words/language.ts";

interface HostStripProps {
  readonly place: PlaceOfRecord | null;
  /** Opens the copies of charts, for those who may. */
  readonly onEmergency: (() => void) | null;
}

/** On every screen of a workstation while its host is away: what goes on, what waits here, and the way to a chart in an emergency. */
export function HostStrip({ place, onEmergency }: HostStripProps): ReactElement | null {
  if (place === null || place.kind === "here" || (place.link === "linked" && !isWaiting(place))) return null;
  const waits = isWaiting(place) ? ` ${t("Waiting here to be delivered: {what}.", { what: describeWaiting(place) })}` : "";
  if (place.link === "linked") return <Strip>{waits}</Strip>;
  if (place.link === "refused" && place.code !== null) return <Strip>{`${wordsFor(place.code).body}${waits}`}</Strip>;
  const since = place.awaySince === null ? "" : formatTime(place.awaySince);
  return (
    <Strip>
      {t("The clinic's record has been out of reach since {since}. You can go on typing and recording.", { since })}
      {waits}{" "}
      {onEmergency !== null && (
        <button type="button" className="note-link" onClick={onEmergency}>
          {t("Emergency access")}
        </button>
      )}
    </Strip>
  );
}

function Strip({ children }: { readonly children: React.ReactNode }): ReactElement {
  return (
    <aside className="frame-strip" role="status" aria-label={t("Connection to the clinic's record")}>
      {children}
    </aside>
  );
}

const isWaiting = ({ waiting }: Extract<PlaceOfRecord, { kind: "host" }>): boolean => waiting.notes > 0 || waiting.soundMs > 0;

function describeWaiting({ waiting }: Extract<PlaceOfRecord, { kind: "host" }>): string {
  const notes = waiting.notes > 0 ? [formatSome(waiting.notes, t("changed note"), t("changed notes"))] : [];
  const sound = waiting.soundMs > 0 ? [t("{length} of sound", { length: formatLength(waiting.soundMs) })] : [];
  return [...notes, ...sound].join(", ");
}
