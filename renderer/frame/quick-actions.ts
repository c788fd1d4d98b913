import type { Role } from "../../shared/domain/people.ts";
import { chooseLanguage, chooseTheme } from "../parts/index.ts";
import { t } from "../words/language.ts";
import { listDestinations, type Route } from "./route.ts";

export interface QuickAction {
  readonly id: string;
  readonly words: string;
  /** Where it leads, what it does at once, or that it locks the program. */
  readonly does: { readonly go: Route } | { readonly run: () => void } | "lock";
}

/** What can be done from anywhere, by role; each matched by the beginnings of its words. */
export function listActions(role: Role, sought: string): QuickAction[] {
  const wanted = split(sought);
  return [...listPlaces(role), ...listDoings(role), ...everywhere].filter(({ words }) => {
    const begun = split(words);
    return wanted.every((part) => begun.some((word) => word.startsWith(part)));
  });
}

const split = (words: string) => words.toLocaleLowerCase("en-US").split(/\s+/).filter(Boolean);

const listPlaces = (role: Role): QuickAction[] =>
  listDestinations(role).map(({ name, label }) => ({ id: name, words: label, does: { go: { name } } }));

const treating: readonly Role[] = ["clinician", "supervisor"];
const office: readonly Role[] = ["practice-manager", "privacy-officer"];
const keeping: readonly Role[] = [...office, "it-admin"];

/** What begins somewhere: the place opens with it begun. */
function listDoings(role: Role): QuickAction[] {
  const doings: readonly (QuickAction & { readonly who: readonly Role[] })[] = [
    { id: "register", words: t("Register patient"), does: { go: { name: "patients", begin: "register" } }, who: treating },
    { id: "agreement", words: t("Record agreement"), does: { go: { name: "vendors", begin: "agreement" } }, who: office },
    { id: "questions", words: t("Ask the log a question"), does: { go: { name: "audit", begin: "questions" } }, who: office },
    { id: "incident", words: t("Look into an incident"), does: { go: { name: "breaches", begin: "incident" } }, who: office },
    { id: "leak-test", words: t("Leak test"), does: { go: { name: "security", begin: "leaks" } }, who: keeping },
    { id: "stations", words: t("Workstations"), does: { go: { name: "security", begin: "stations" } }, who: keeping },
    { id: "policy", words: t("Policy"), does: { go: { name: "security", begin: "policy" } }, who: keeping },
  ];
  return doings.filter(({ who }) => who.includes(role));
}

const everywhere: readonly QuickAction[] = [
  { id: "account", words: t("Your account"), does: { go: { name: "account" } } },
  { id: "light", words: t("Light appearance"), does: { run: () => chooseTheme("light") } },
  { id: "dark", words: t("Dark appearance"), does: { run: () => chooseTheme("dark") } },
  { id: "contrast", words: t("High contrast appearance"), does: { run: () => chooseTheme("contrast") } },
  { id: "english", words: t("English"), does: { run: () => void chooseLanguage("en").catch(() => undefined) } },
  { id: "spanish", words: t("Español"), does: { run: () => void chooseLanguage("es").catch(() => undefined) } },
  { id: "lock", words: t("Lock and sign out"), does: "lock" },
];
