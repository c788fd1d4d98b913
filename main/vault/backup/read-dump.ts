import { TornStream } from "./sealed-stream.ts";

/** A row of a dump: its values by column as the server wrote them; null for NULL. */
export interface DumpRow {
  readonly table: string;
  readonly columns: readonly string[];
  readonly values: readonly (string | null)[];
}

const newline = 10;
const copyLine = /^COPY (?:"?[a-z0-9_]+"?\.)?"?([a-z0-9_]+)"? \(([^)]*)\) FROM stdin;$/;
const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" };

/** Reads the rows out of a plain dump as it streams by; statements between them are passed over. */
export async function* readDump(stream: AsyncIterable<Buffer>): AsyncGenerator<DumpRow> {
  let current: { table: string; columns: string[] } | null = null;
  let finished = false;
  for await (const line of splitLines(stream)) {
    if (current === null) {
      const opened = copyLine.exec(line);
      if (opened !== null) current = { table: opened[1] ?? "", columns: (opened[2] ?? "").split(", ").map((column) => column.replaceAll('"', "")) };
      // The tool's last word: without it the dump was cut off, whatever came before.
      finished ||= line === "-- PostgreSQL database dump complete";
    } else if (line === "\\.") current = null;
    else yield { ...current, values: line.split("\t").map(readField) };
  }
  if (!finished || current !== null) throw new TornStream();
}

/** One field of COPY's text form. */
function readField(field: string): string | null {
  if (field === "\\N") return null;
  return field.includes("\\") ? field.replace(/\\(.)/gs, (_all, letter: string) => escapes[letter] ?? letter) : field;
}

async function* splitLines(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      held.push(chunk.subarray(from, at));
      yield Buffer.concat(held).toString("utf8");
      held = [];
      from = at + 1;
    }
    if (from < chunk.byteLength) held.push(Buffer.from(chunk.subarray(from)));
  }
  if (held.length > 0) yield Buffer.concat(held).toString("utf8");
}
