import type { ReactElement } from "react";
import type { Language } from "../../shared/domain/language.ts";
import { useChooseLanguage } from "../api/index.ts";
import { Button } from "../ui/index.ts";
import { language, t } from "../words/language.ts";

/** Each in its own words: whoever needs it may not read the other. */
const names: Readonly<Record<Language, string>> = { en: t("English"), es: t("Español") };

/** Opens the window in the other language. */
export function LanguageChoice(): ReactElement {
  const choose = useChooseLanguage();
  const other: Language = language === "en" ? "es" : "en";
  return (
    <Button variant="quiet" busy={choose.isPending} onPress={() => choose.mutate({ language: other })}>
      <span lang={other}>{names[other]}</span>
    </Button>
  );
}
