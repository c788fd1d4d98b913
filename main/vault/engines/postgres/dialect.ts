import { types } from "pg";

/** A statement as PostgreSQL takes it, with a name under which the server keeps it prepared. */
interface Prepared {
  readonly name: string;
  readonly text: string;
}

/** Spells statements with numbered places for their values, each once. */
export function createSpelling(): (text: string) => Prepared {
  const known = new Map<string, Prepared>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const prepared = { name: `s${known.size}`, text: numberPlaces(text) };
    known.set(text, prepared);
    return prepared;
  };
}

/** Numbers the places for values, `?` to `$1`; a question mark inside a literal, a quoted name or a comment is none. */
export function numberPlaces(text: string): string {
  let count = 0;
  return text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\?/g, (piece) => {
    if (piece !== "?") return piece;
    count += 1;
    return `$${count}`;
  });
}

const { builtins, getTypeParser } = types;

/** Numbers that a number can hold exactly; anything beyond is a fault to hear of, not to round. */
function readWhole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("a whole number beyond what can be held");
  return value;
}

const readers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.INT2]: readWhole,
  [builtins.INT4]: readWhole,
  [builtins.INT8]: readWhole,
  // A sum of whole numbers; there are no others in the record.
  [builtins.NUMERIC]: readWhole,
  // Truth as SQLite tells it.
  [builtins.BOOL]: (text) => (text === "t" ? 1 : 0),
};

/** How values come back: as SQLite gives them. */
export const answers = {
  getTypeParser: ((oid: number) => readers[oid] ?? (getTypeParser(oid, "text") as (text: string) => unknown)) as typeof getTypeParser,
};
