import { isDeidentifiedText } from "../deid/deidentified-text.ts";
import type { Prompt } from "./ports.ts";

const delimiter = /<(\/?)transcript>/gi;

/**
 * Renders the words that leave. Lines stand between delimiters, and one that spells a delimiter is
 * defused, so that what was said cannot pose as instructions. Anything but the de-id room's own text
 * is a bug and throws.
 */
export function renderUser({ preamble, lines, closing }: Omit<Prompt, "system">): string {
  const rendered = lines.map(({ line, role, text }) => {
    if (!isDeidentifiedText(text)) throw new TypeError("only text with identifiers removed may leave");
    return `${line} ${role}: ${text.value.replace(delimiter, "($1transcript)").replaceAll("\n", " ")}`;
  });
  return [preamble, "<transcript>", ...rendered, "</transcript>", closing].join("\n");
}

/** Bytes of UTF-8 that a prompt's words come to. */
export function measurePrompt(prompt: Prompt): number {
  return new TextEncoder().encode(prompt.system).byteLength + new TextEncoder().encode(renderUser(prompt)).byteLength;
}
