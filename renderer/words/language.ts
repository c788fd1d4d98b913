import { type Language, languages } from "../../shared/domain/language.ts";

/** The language this page was opened in; main names it in the page's own address. */
export const language: Language = readLanguage();

function readLanguage(): Language {
  const asked = typeof location === "undefined" ? "" : new URLSearchParams(location.search).get("lang");
  return languages.find((known) => known === asked) ?? "en";
}
