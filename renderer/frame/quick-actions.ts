import type { Role } from "../../shared/domain/people.ts";
import { t } from "../words/language.ts";
import { listDestinations, type Route } from "./route.ts";

export interface QuickAction {
  readonly id: string;
  readonly words: string;
  /** Where it leads; null locks the program. */
  readonly route: Route | null;
}

/** What can be done from anywhere, by role; each matched by the beginnings of its words. */
export function listActions(role: Role, sought: string): QuickAction[] {
  const places = listDestinations(role).map(({ name, label }) => ({ id: name, words: label, route: { name } }));
  const actions: QuickAction[] = [
    ...places,
    { id: "account", words: t("Your account"), route: { name: "account" } },
    { id: "lock", words: t("Lock and sign out"), route: null },
  ];
  const wanted = sought.toLocaleLowerCase("en-US").split(/\s+/).filter(Boolean);
  return actions.filter(({ words }) => {
    const begun = words.toLocaleLowerCase("en-US").split(/\s+/);
    return wanted.every((part) => begun.some((word) => word.startsWith(part)));
  });
}
