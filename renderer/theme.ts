import { type Theme, themes } from "../shared/domain/themes.ts";

/** The theme this page was opened in; main names it in the page's own address. */
export const theme: Theme = readTheme();

/**
 * Puts a theme on the page. Day and night come from the system's own scheme, which main sets; more
 * contrast is ours alone.
 */
export function wearTheme(worn: Theme): void {
  const { dataset } = document.documentElement;
  if (worn === "contrast") dataset["theme"] = worn;
  else delete dataset["theme"];
}

function readTheme(): Theme {
  const asked = typeof location === "undefined" ? "" : new URLSearchParams(location.search).get("theme");
  return themes.find((known) => known === asked) ?? "system";
}
