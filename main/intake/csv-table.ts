import type { DateOrder, IntakeField, Mapping } from "../../shared/domain/intake.ts";

/** A table as it stands in a file: its header and its rows. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads CSV or TSV (RFC 4180, UTF-8 with or without a mark); null when it is not a table. */
export async function readTable(bytes: Uint8Array): Promise<Table | null> {
  const { parse } = await import("csv-parse/sync");
  const text = decode(bytes);
  if (text === null) return null;
  const first = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [",", ";", "\t"].reduce((best, mark) => (first.split(mark).length > first.split(best).length ? mark : best), ",");
  try {
    const rows = parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true }) as string[][];
    const [header, ...rest] = rows;
    return header === undefined || header.length < 2 ? null : { header, rows: rest };
  } catch {
    // A quote that never ends, a row that is no row: whatever it is, it is no table a person could map.
    return null;
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    // Older exports of practice systems come in the code page of their day.
    const text = new TextDecoder("windows-1252").decode(bytes);
    return text.includes("\0") ? null : text;
  }
}

const headings: readonly (readonly [IntakeField, RegExp])[] = [
  ["familyName", /^(family|last)[ _-]?name$|^surname$|^last$/i],
  ["givenName", /^(given|first)[ _-]?name$|^first$|^forename$/i],
  ["preferredName", /^(preferred|called|nick)[ _-]?(name)?$/i],
  ["pronouns", /^pronouns?$/i],
  ["bornOn", /^(dob|born|born[ _-]?on|birth[ _-]?date|date[ _-]?of[ _-]?birth|birthday)$/i],
  [
    "mrn",
    /^(mrn|medical[ _-]?record[ _-]?(number|no\.?)|record[ _-]?(number|no\.?)|patient[ _-]?(id|number|no\.?)|chart[ _-]?(number|no\.?)|client[ _-]?id)$/i,
  ],
  ["phone", /^((home|mobile|cell|primary)[ _-]?)?(phone|telephone|tel|mobile|cell)([ _-]?(number|no\.?))?$/i],
  ["email", /^e-?mail([ _-]?address)?$/i],
  ["address", /^(street[ _-]?|home[ _-]?)?address$|^street$/i],
  ["stateCode", /^state([ _-]?code)?$/i],
  ["alerts", /^(alerts?|allerg(y|ies))$/i],
];

/** Guesses from the header which column holds which field. */
export function guessMapping(header: readonly string[]): Mapping {
  const mapping: Mapping = {};
  for (const [field, heading] of headings) {
    const column = header.findIndex((name) => heading.test(name.trim()));
    if (column >= 0) mapping[field] = column;
  }
  return mapping;
}

/** Guesses from the dates themselves how they are written; a file whose every date could be both is taken the American way. */
export function guessDateOrder(values: readonly string[]): DateOrder {
  if (values.some((value) => /^\d{4}[-/.]/.test(value))) return "year-first";
  const past12 = (part: RegExp) => values.filter((value) => Number(part.exec(value)?.[1] ?? 0) > 12).length;
  return past12(/^(\d{1,2})[-/.]/) > past12(/^\d{1,2}[-/.](\d{1,2})[-/.]/) ? "day-first" : "month-first";
}

/** Reads a date as YYYY-MM-DD; null when there is no such day. A year of two digits is never guessed at. */
export function readDate(value: string, order: DateOrder): string | null {
  const parts = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ].*)?$/.exec(value.trim());
  const [, a = "", b = "", c = ""] = parts ?? [];
  const [year, month, day] = a.length === 4 ? [a, b, c] : order === "day-first" ? [c, b, a] : [c, a, b];
  if (year.length !== 4) return null;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== written ? null : written;
}
