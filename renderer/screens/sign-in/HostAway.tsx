import { type ReactElement, useEffect, useState } from "react";
import type { PlaceOfRecord } from "../../../shared/domain/station.ts";
import { ask, useBridgeEvent } from "../../api/index.ts";
import { Notice } from "../../ui/index.ts";
import { t } from "../../words/language.ts";

/** Says before anybody types a password that the clinic's record is out of reach, and what can be done all the same. */
export function HostAway(): ReactElement | null {
  const [place, setPlace] = useState<PlaceOfRecord | null>(null);
  useBridgeEvent("station.changed", setPlace);
  useEffect(() => {
    void ask("station.standing", {}).then(setPlace, () => undefined);
  }, []);
  if (place === null || place.kind === "here" || place.link !== "away") return null;
  return (
    <Notice tone="caution" title={t("The clinic's record is out of reach")}>
      {t("Whoever has signed in on this computer lately can sign in and go on. What is typed is delivered when the record is back.")}
    </Notice>
  );
}
