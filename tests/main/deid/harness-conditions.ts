import type { Form } from "./safe-harbor-forms.ts";

/** The same identifier as it may reach us: what is said, and what must be gone. */
export interface Variant {
  readonly name: string;
  readonly turns: readonly string[];
  readonly gone: readonly string[];
}

/** Speech recognition: no marks, small letters, zero for oh, hesitations between words. */
function roughen(text: string): string {
  return text
    .toLowerCase()
    .replace(/[,;:!?"“”]|\.(?=\s|$)/g, "")
    .replace(/ (?=\S)/g, (space, at: number) => (at % 11 === 0 ? " uh " : space))
    .replace(/\s+/g, " ");
}

/** Classes whose identifiers are numbers; names, places and addresses are not read out in halves. */
const numbers = /^[DEGHIJKLMO]/;

/** Cuts a text in two where a number is being read out: at the middle gap of what must go. */
function cutOverTurns(form: Form): readonly string[] {
  const target = [...form.gone].sort((a, b) => b.split(" ").length - a.split(" ").length)[0] ?? "";
  const at = form.text.indexOf(target);
  const words = target.split(" ");
  if (!numbers.test(form.id) || at < 0 || words.length < 2) return ["okay go ahead", form.text, "got it"];
  const cut = at + words.slice(0, Math.ceil(words.length / 2)).join(" ").length;
  return [form.text.slice(0, cut), "mhm", form.text.slice(cut + 1)];
}

/** Words of an identifier, for conditions that move marks and breaks about inside it. */
function words(gone: readonly string[]): string[] {
  return gone.flatMap((text) => [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map((match) => match[0]));
}

/** The harness conditions: clean, noisy, over turns, small letters, inside markup. */
export function listVariants(form: Form): Variant[] {
  const typed = /[@/#\d]/.test(form.gone.join(""));
  return [
    { name: "clean", turns: [form.text], gone: form.gone },
    ...(typed ? [] : [{ name: "noisy", turns: [roughen(form.text)], gone: words(form.gone) }]),
    { name: "over turns", turns: cutOverTurns(form), gone: words(form.gone) },
    { name: "small letters", turns: [form.text.toLowerCase()], gone: form.gone },
    { name: "in JSON", turns: [`{"note": ${JSON.stringify(form.text)}}`], gone: form.gone },
    { name: "in HTML", turns: [`<p>Seen today. ${form.text}</p>`], gone: form.gone },
    { name: "in markdown", turns: [`- **Note:** ${form.text}`], gone: form.gone },
  ];
}
