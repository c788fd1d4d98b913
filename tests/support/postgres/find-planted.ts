import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A place to be searched: its name and its bytes. */
export type Searched = readonly [name: string, bytes: Buffer];

/** Every file below a folder, as bytes. A server goes on working meanwhile: a cache it has just thrown away is no place to look. */
export function readFolder(folder: string, name: string): Searched[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((file) => {
    const bytes = readIfThere(join(folder, file));
    return bytes === null ? [] : [[`${name}: ${file}`, bytes] as const];
  });
}

function readIfThere(path: string): Buffer | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Where planted words are found, as text in two widths, in hexadecimal as a log or a dump writes bytes, or in base64. */
export function findPlanted(places: readonly Searched[], words: readonly string[]): string[] {
  const forms = words.flatMap((word) => writeForms(word).map((form) => ({ word, form })));
  return places.flatMap(([name, bytes]) => forms.filter(({ form }) => bytes.includes(form)).map(({ word }) => `${name} holds ${word}`));
}

function writeForms(word: string): Buffer[] {
  const bytes = Buffer.from(word, "utf8");
  // Base64 spells a word in three ways, by where it begins; what its neighbours change at the edges is left out.
  const spelled = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.byteLength) * 8) / 6));
  });
  return [
    bytes,
    Buffer.from(word, "utf16le"),
    Buffer.from(bytes.toString("hex")),
    Buffer.from(bytes.toString("hex").toUpperCase()),
    ...spelled.map((form) => Buffer.from(form)),
  ];
}
