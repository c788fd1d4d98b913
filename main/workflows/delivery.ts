import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";

/** How a page is set: whether its sheets carry numbers (letters to many people in one document must not), and what stands at their foot. */
export interface PrintOptions {
  readonly pages?: "numbered" | "unnumbered";
  readonly foot?: string;
}

/** Where a package goes: the person chooses, the shell writes. */
export interface Delivery {
  /** Asks for a place; null when the person changed their mind. */
  choosePlace(suggestedName: string): Promise<string | null>;
  /** Asks for a folder, as for backups; null when the person changed their mind. */
  chooseFolder(): Promise<string | null>;
  /** Writes whole or not at all. */
  write(place: string, bytes: Uint8Array): Promise<Result<null, AppError>>;
  /** The same into a folder, which is made where it is missing. */
  writeInto(folder: string, name: string, bytes: Uint8Array): Promise<Result<null, AppError>>;
  /** Makes a new folder inside one that was chosen; null when it cannot be made there. */
  makeFolder(parent: string, name: string): Promise<NewFolder | null>;
  /** How long a file in a folder is, or null where there is none. */
  sizeIn(folder: string, name: string): Promise<number | null>;
  removeFrom(folder: string, name: string): Promise<void>;
  /** Renders HTML as a tagged PDF; null where no renderer is at hand (a headless run). */
  renderPdf(html: string, options?: PrintOptions): Promise<Uint8Array | null>;
}

/** A new folder that takes each file once. */
export interface NewFolder {
  readonly name: string;
  put(file: string, text: string): Promise<void>;
  /** Takes away what was written, when it will not be finished. */
  discard(): void;
}

/** One file of several that belong together. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Writes files into one folder, in order; the first that cannot be written ends it. Gives how many there are. */
export async function writeAll(to: Pick<Delivery, "writeInto">, folder: string, files: readonly NamedFile[]): Promise<Result<number, AppError>> {
  for (const { name, bytes } of files) {
    const written = await to.writeInto(folder, name, bytes);
    if (!written.ok) return written;
  }
  return ok(files.length);
}
