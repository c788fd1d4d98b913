import type { Language } from "../../shared/domain/language.ts";
import type { Theme } from "../../shared/domain/theme.ts";
import { ok } from "../../shared/result.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** Opens this computer's windows in another language from now on; whoever is signed in stays so. */
export function chooseLanguage({ show }: { show(language: Language): void }): OpenWorkflow<"app.chooseLanguage"> {
  return async ({ language }) => {
    show(language);
    return ok({});
  };
}

/** Shows this computer's windows in another theme from now on. */
export function chooseTheme({ show }: { show(theme: Theme): void }): OpenWorkflow<"app.chooseTheme"> {
  return async ({ theme }) => {
    show(theme);
    return ok({});
  };
}
