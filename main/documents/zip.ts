import type { PackageFile } from "./record-content.ts";

/**
 * Packs files into an AES-256 ZIP (WinZip AE-2), which 7-Zip and Windows open. Entry names stay
 * readable in any encrypted ZIP, so the package inside is one inner archive with a neutral name.
 */
export async function packEncrypted(files: readonly PackageFile[], passphrase: string): Promise<Uint8Array> {
  const { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import("@zip.js/zip.js");
  // A worker would load code from a URL; this room runs where that is neither possible nor wanted.
  configure({ useWebWorkers: false });
  const inner = new ZipWriter(new Uint8ArrayWriter());
  for (const file of files) await inner.add(file.name, new Uint8ArrayReader(file.bytes));
  const packed = await inner.close();
  const outer = new ZipWriter(new Uint8ArrayWriter(), { password: passphrase, encryptionStrength: 3 });
  await outer.add("record.zip", new Uint8ArrayReader(packed), { level: 0 });
  return outer.close();
}
