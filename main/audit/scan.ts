import { longestEntry } from "./chain.ts";
import { readEntry } from "./read-entry.ts";

/** What the chain needs of an entry. */
export interface Scanned {
  readonly seq: number;
  readonly prev: string;
  readonly ts: string;
}

// A text without quotes, backslashes and control characters has one spelling in JSON; so has a number without sign.
const text = '"[ !#-\\[\\]-~]*"';
const someText = '"[ !#-\\[\\]-~]+"';
const integer = "(?:0|[1-9]\\d{0,14})";
const day = "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))";
const ts = `\\d{4}-${day}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z`;
const field = `"[A-Za-z0-9_]+":(?:${text}|${integer}|true|false)`;

/** An entry of the plainest form, members in canonical order: what all but a few entries are. */
const plain = new RegExp(
  [
    `^\\{"actor":${someText},"boot":${someText},"ev":"[a-z]+\\.[a-z-]+(?:\\.failed)?","fields":\\{((?:${field}(?:,${field})*)?)\\}`,
    `,"inst":${someText},"mono":${integer},"out":${integer},"prev":"([0-9a-f]{64})"(?:,"reason_code":${text})?`,
    `,"role":${text},"seq":(${integer}),"sess":${text}(?:,"subj":${text})?,"ts":"(${ts})","v":1\\}$`,
  ].join(""),
);
const keys = new RegExp(`"([A-Za-z0-9_]+)":(?:${text}|${integer}|true|false)`, "g");

/**
 * Reads what the chain needs of an entry, or null when the text is not one entry in its only
 * spelling. The plainest entries are judged in one pass without building them; anything else takes
 * the long way, so that both ways accept the same texts.
 */
export function scanEntry(canonical: string): Scanned | null {
  if (canonical.length > longestEntry) return null;
  const found = plain.exec(canonical);
  if (found === null || !isSorted(found[1] ?? "")) return readEntry(canonical);
  return { seq: Number(found[3]), prev: found[2] ?? "", ts: found[4] ?? "" };
}

function isSorted(fields: string): boolean {
  // A quote stands nowhere but around names and texts, so this is between two fields and nowhere else.
  if (!fields.includes(',"')) return true;
  let last = "";
  keys.lastIndex = 0;
  for (let found = keys.exec(fields); found !== null; found = keys.exec(fields)) {
    const key = found[1] ?? "";
    if (key <= last) return false;
    last = key;
  }
  return true;
}
