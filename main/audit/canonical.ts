/** What an audit entry may hold: strings, safe integers, booleans, arrays and objects of these. */
export type Canonical = string | number | boolean | readonly Canonical[] | { readonly [key: string]: Canonical };

/**
 * Writes a value as canonical JSON (RFC 8785, restricted to what an audit entry may hold): keys in
 * UTF-16 order, no spaces, integers only. Throws on anything else, because an entry with two
 * spellings cannot be hashed twice alike.
 */
export function writeCanonical(value: Canonical): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  if (typeof value === "number") return writeInteger(value);
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(",")}]`;
  return writeObject(value as { readonly [key: string]: Canonical });
}

function writeObject(object: { readonly [key: string]: Canonical }): string {
  let members = "";
  for (const key of Object.keys(object).sort()) {
    members += `${members === "" ? "" : ","}${writeString(key)}:${writeCanonical(object[key] as Canonical)}`;
  }
  return `{${members}}`;
}

function writeInteger(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError("audit entries hold safe integers only");
  return String(value === 0 ? 0 : value);
}

/** A text that stands for itself between quotes: nearly all of them, and much the quickest to write. */
const plain = /^[ !#-[\]-~]*$/;

function writeString(value: string): string {
  if (plain.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new TypeError("audit entries hold well-formed strings only");
  return JSON.stringify(value);
}
