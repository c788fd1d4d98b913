import type { Language } from "../../shared/domain/language.ts";
import { ok } from "../../shared/result.ts";
import type { OpenWorkflow } from "./workflow.ts";

/** Opens this computer's windows in another language from now on; whoever is signed in stays so. */
export function chooseLanguage({ show }: { show(language: Language): void }): OpenWorkflow<"app.chooseLanguage"> {
  return async ({ language }) => {
    show(language);
    return ok({});
  };
}
