import type { ReactElement } from "react";
import { vendorNames } from "../../shared/domain/vendor.ts";
import { useAgreements } from "../api/index.ts";
import { formatSome, localDay } from "../words/index.ts";
import { t } from "../words/language.ts";

const soonDays = 60;
const dayMs = 86_400_000;

/** On every screen of those who can renew it: an agreement that ends within sixty days. */
export function EndingAgreements({ onOpen }: { readonly onOpen: () => void }): ReactElement | null {
  const { data } = useAgreements();
  const today = Date.parse(localDay(new Date()));
  const ending = (data?.agreements ?? [])
    .filter(({ state }) => state === "active")
    .map(({ terms }) => ({ name: vendorNames[terms.vendorId], daysLeft: Math.round((Date.parse(terms.expiresOn) - today) / dayMs) }))
    .filter(({ daysLeft }) => daysLeft >= 0 && daysLeft <= soonDays)
    .sort((a, b) => a.daysLeft - b.daysLeft)[0];
  if (ending === undefined) return null;
  return (
    <aside className="frame-strip" aria-label={t("Agreements")}>
      {t("The agreement with {name} ends in {ending}.", { name: ending.name, ending: formatSome(ending.daysLeft, t("day")) })}{" "}
      <button type="button" className="note-link" onClick={onOpen}>
        {t("Renew it")}
      </button>
    </aside>
  );
}
