import { Lock } from "lucide-react";
import type { ReactElement } from "react";
import { usePolicy } from "../api/index.ts";
import { t } from "../words/language.ts";

/** Beside what IT has fixed: that it is, and by whom. Nothing where none of the settings named is. */
export function PolicyMark({ settings }: { readonly settings: readonly string[] }): ReactElement | null {
  const { data } = usePolicy();
  const fixed = data?.settings.filter(({ path, fixed: isFixed }) => isFixed && settings.some((name) => path === name || path.startsWith(`${name}.`)));
  if (data === undefined || fixed === undefined || fixed.length === 0) return null;
  return (
    <p className="policy-mark">
      <Lock size={14} aria-hidden="true" />
      {t("Set by {owner}", { owner: data.owner })}
    </p>
  );
}
