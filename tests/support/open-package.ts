import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";

/** Opens a ZIP; gives its files by name. */
export async function unzip(bytes: Uint8Array, password: string | null): Promise<Map<string, Uint8Array>> {
  const options = password === null ? { useWebWorkers: false } : { password, useWebWorkers: false };
  const files = new Map<string, Uint8Array>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes), options).getEntries()) {
    if (!entry.directory) files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  return files;
}

/** Opens an encrypted package and the archive inside it. */
export async function openEncrypted(bytes: Uint8Array, passphrase: string): Promise<Map<string, Uint8Array>> {
  const inner = (await unzip(bytes, passphrase)).get("record.zip");
  if (inner === undefined) throw new Error("the package holds no record");
  return unzip(inner, null);
}

/** A file of a package as text. */
export function readText(files: ReadonlyMap<string, Uint8Array>, name: string): string {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`the package holds no ${name}`);
  return new TextDecoder().decode(bytes);
}
