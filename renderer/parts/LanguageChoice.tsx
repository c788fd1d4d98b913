import { type ReactElement, useState } from "react";
import type { Language } from "../../shared/domain/language.ts";
import { ask } from "../api/index.ts";
import { PlainButton } from "../ui/index.ts";
import { language, t } from "../words/language.ts";

/** Each in its own words: whoever needs it may not read the other. */
export const languageNames: readonly { readonly id: Language; readonly label: string }[] = [
  { id: "en", label: t("English") },
  { id: "es", label: t("Español") },
];

/** Opens this computer's windows in a language from now on. */
export const chooseLanguage = (chosen: Language) => ask("app.chooseLanguage", { language: chosen });

/** Opens the window in the other language. */
export function LanguageChoice(): ReactElement {
  const [busy, setBusy] = useState(false);
  const other = languageNames.find(({ id }) => id !== language);
  function choose(): void {
    setBusy(true);
    void chooseLanguage(other?.id ?? "en").catch(() => setBusy(false));
  }
  return (
    <PlainButton variant="quiet" busy={busy} onPress={choose}>
      <span lang={other?.id}>{other?.label}</span>
    </PlainButton>
  );
}
