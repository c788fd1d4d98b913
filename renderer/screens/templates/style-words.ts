import type { TemplateStyle } from "../../../shared/domain/note.ts";

export const lengthOptions = [
  { id: "brief", label: "Brief" },
  { id: "standard", label: "As long as needed" },
  { id: "detailed", label: "Detailed" },
] as const satisfies readonly { id: TemplateStyle["length"]; label: string }[];

export const quoteOptions = [
  { id: "none", label: "No quotes" },
  { id: "sparing", label: "Quotes where they matter" },
  { id: "often", label: "The client's own words often" },
] as const satisfies readonly { id: TemplateStyle["quote"]; label: string }[];

export const voiceOptions = [
  { id: "client", label: "“Client”, third person" },
  { id: "patient", label: "“Patient”, third person" },
  { id: "clinician", label: "“I”, the clinician" },
] as const satisfies readonly { id: TemplateStyle["voice"]; label: string }[];

const labelOf = (options: readonly { id: string; label: string }[], id: string) => options.find((option) => option.id === id)?.label ?? id;

/** How a format is written, in a line. */
export function describeStyle({ length, quote, voice }: TemplateStyle): string {
  return `${labelOf(lengthOptions, length)}; ${labelOf(quoteOptions, quote).toLowerCase()}; ${labelOf(voiceOptions, voice)}.`;
}
