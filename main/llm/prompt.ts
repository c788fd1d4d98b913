import { type DeidentifiedText, isDeidentifiedText } from "../deid/deidentified-text.ts";
import type { OutgoingBlock, Prompt } from "./ports.ts";

const tags = { "plan-goals": "goals", "style-example": "example" } as const satisfies Record<OutgoingBlock["element"], string>;
const delimiter = /<(\/?)\s*(transcript|goals|example)\s*>/gi;

/**
 * Renders the words that leave. What was said or written stands between delimiters, and a line that
 * spells a delimiter is defused, so that no text can pose as instructions. Anything but the de-id
 * room's own text is a bug and throws.
 */
export function renderUser({ preamble, blocks, lines, closing }: Omit<Prompt, "system">): string {
  const beside = blocks.flatMap(({ element, texts }) => [`<${tags[element]}>`, ...texts.map(renderText), `</${tags[element]}>`]);
  const rendered = lines.map(({ line, role, text }) => `${line} ${role}: ${renderText(text)}`);
  return [...beside, preamble, "<transcript>", ...rendered, "</transcript>", closing].join("\n");
}

/** Where each line's own text stands in the rendered words, as UTF-16 offsets. */
export function locateLines(prompt: Omit<Prompt, "system">): { line: number; from: number; to: number }[] {
  const rendered = renderUser(prompt);
  let at = rendered.indexOf("<transcript>\n", rendered.indexOf(prompt.preamble)) + "<transcript>\n".length;
  return prompt.lines.map(({ line, role, text }) => {
    const from = at + `${line} ${role}: `.length;
    const to = from + renderText(text).length;
    at = to + 1;
    return { line, from, to };
  });
}

function renderText(text: DeidentifiedText): string {
  if (!isDeidentifiedText(text)) throw new TypeError("only text with identifiers removed may leave");
  return text.value.replace(delimiter, "($1$2)").replaceAll("\n", " ");
}

/** Bytes of UTF-8 that a prompt's words come to. */
export function measurePrompt(prompt: Prompt): number {
  return new TextEncoder().encode(prompt.system).byteLength + new TextEncoder().encode(renderUser(prompt)).byteLength;
}
