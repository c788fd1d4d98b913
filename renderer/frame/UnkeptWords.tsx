import { type ReactElement, useSyncExternalStore } from "react";
import { countUnkept, listenForUnkept, settleDesks } from "../screens/note/index.ts";
import { t } from "../words/language.ts";
import type { Leaving } from "./use-lock.ts";

/** On every screen, while a note left behind holds words that could not be saved, or locking would lose some. */
export function UnkeptWords({ leaving }: { readonly leaving: Leaving }): ReactElement | null {
  const unkept = useSyncExternalStore(listenForUnkept, countUnkept);
  if (unkept === 0 && !leaving.isWarned) return null;
  function tryAgain(): void {
    void settleDesks().then((isKept) => isKept && leaving.stay());
  }
  return (
    <aside className="frame-strip" role="alert" aria-label={t("Not saved")}>
      {leaving.isWarned
        ? t("Words in a note could not be saved. Locking now loses them.")
        : t("Words in a note you left could not be saved. They wait in this window.")}{" "}
      <button type="button" className="note-link" onClick={tryAgain}>
        {t("Try again")}
      </button>{" "}
      {leaving.isWarned && (
        <button type="button" className="note-link" onClick={leaving.lockAnyway}>
          {t("Lock all the same")}
        </button>
      )}
    </aside>
  );
}
