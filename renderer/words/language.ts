import { type Language, languages } from "../../shared/domain/languages.ts";
import { shortenPhrase } from "./shorten-phrase.ts";

/** The language this page was opened in; main names it in the page's own address. */
export const language: Language = readLanguage();

/** How dates and numbers are written: in the United States, in either language. */
export const locale = `${language}-US`;

/**
 * Phrases are their own keys: the code reads in English, and a phrase without Spanish shows itself.
 * Who reads English never loads the catalogue of the other language.
 */
const catalogue: Readonly<Record<string, string>> = language === "es" ? (await import("./es.json", { with: { type: "json" } })).default : {};

/** A phrase in the language of the page, with what belongs into its {places}. */
export function t(phrase: string, values: Readonly<Record<string, string | number>> = {}): string {
  const said = catalogue[shortenPhrase(phrase)] ?? phrase;
  return said.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The many of a word where only the one is given, by the language's own rule. */
export function pluralize(one: string): string {
  if (language === "en") return `${one}s`;
  if (/ión$/.test(one)) return one.replace(/ión$/, "iones");
  return /[aeiouáéó]$/.test(one) ? `${one}s` : `${one}es`;
}

function readLanguage(): Language {
  const asked = typeof location === "undefined" ? "" : new URLSearchParams(location.search).get("lang");
  return languages.find((known) => known === asked) ?? "en";
}
