/** Text that has been made safe to stand in HTML; only `html` makes it. */
export class Html {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Writes HTML; every value that is not itself Html is escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly (Html | readonly Html[] | string | number)[]): Html {
  return new Html(parts.map((part, index) => part + (index < values.length ? write(values[index]) : "")).join(""));
}

function write(value: Html | readonly Html[] | string | number | undefined): string {
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(String).join("");
  return String(value ?? "").replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
