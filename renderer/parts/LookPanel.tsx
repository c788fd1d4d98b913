import { type ReactElement, useState } from "react";
import type { Theme } from "../../shared/domain/theme.ts";
import { ask } from "../api/index.ts";
import { theme as openedIn, wearTheme } from "../theme.ts";
import { Panel, RadioCards } from "../ui/index.ts";
import { language, t } from "../words/language.ts";
import { chooseLanguage, languageNames } from "./LanguageChoice.tsx";

/** What the page wears now: the page is opened anew in another language, and told its theme again. */
let worn: Theme = openedIn;

/** Shows this computer's windows in a theme from now on. */
export function chooseTheme(theme: Theme): void {
  worn = theme;
  wearTheme(theme);
  void ask("app.chooseTheme", { theme }).catch(() => undefined);
}

const themeWords: readonly { readonly id: Theme; readonly label: string; readonly description: string }[] = [
  { id: "system", label: t("As the system"), description: t("Light by day, dark by night, where the system changes") },
  { id: "light", label: t("Light"), description: t("Ink on paper") },
  { id: "dark", label: t("Dark"), description: t("Paper on slate") },
  { id: "contrast", label: t("High contrast"), description: t("Firmer ink and rules, on white or black") },
];

/** How this computer's windows speak and look. */
export function LookPanel(): ReactElement {
  const [chosen, setChosen] = useState(worn);
  function choose(id: string): void {
    const theme = themeWords.find((known) => known.id === id)?.id ?? "system";
    setChosen(theme);
    chooseTheme(theme);
  }
  return (
    <Panel title={t("Language and appearance")}>
      <p>{t("How this computer's windows speak and look. Notes, letters and exports stay in the language they were written in.")}</p>
      <div className="cards-across">
        <RadioCards
          label={t("Language")}
          options={languageNames}
          value={language}
          onChange={(id) => void chooseLanguage(id === "es" ? "es" : "en").catch(() => undefined)}
        />
      </div>
      <div className="cards-across">
        <RadioCards label={t("Appearance")} options={themeWords} value={chosen} onChange={choose} />
      </div>
    </Panel>
  );
}
