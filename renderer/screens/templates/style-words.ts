import type { TemplateStyle } from "../../../shared/domain/note.ts";
import { t } from "../../words/language.ts";

export const lengthOptions = [
  { id: "brief", label: t("Brief") },
  { id: "standard", label: t("As long as needed") },
  { id: "detailed", label: t("Detailed") },
] as const satisfies readonly { id: TemplateStyle["length"]; label: string }[];

export const quoteOptions = [
  { id: "none", label: t("No quotes") },
  { id: "sparing", label: t("Quotes where they matter") },
  { id: "often", label: t("The client's own words often") },
] as const satisfies readonly { id: TemplateStyle["quote"]; label: string }[];

export const voiceOptions = [
  { id: "client", label: t("“Client”, third person") },
  { id: "patient", label: t("“Patient”, third person") },
  { id: "clinician", label: t("“I”, the clinician") },
] as const satisfies readonly { id: TemplateStyle["voice"]; label: string }[];

const labelOf = (options: readonly { id: string; label: string }[], id: string) => options.find((option) => option.id === id)?.label ?? id;

/** How a format is written, in a line. */
export function describeStyle({ length, quote, voice }: TemplateStyle): string {
  return `${labelOf(lengthOptions, length)}; ${labelOf(quoteOptions, quote).toLowerCase()}; ${labelOf(voiceOptions, voice)}.`;
}
