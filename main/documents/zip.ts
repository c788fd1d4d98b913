import type { ExportFormat } from "../../shared/domain/export.ts";
import type { PackageFile } from "./record-content.ts";

/** Packs files into a plain ZIP. */
export async function packPlain(files: readonly PackageFile[]): Promise<Uint8Array> {
  const { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import("@zip.js/zip.js");
  // A worker would load code from a URL; this room runs where that is neither possible nor wanted.
  configure({ useWebWorkers: false });
  const inner = new ZipWriter(new Uint8ArrayWriter());
  for (const file of files) await inner.add(file.name, new Uint8ArrayReader(file.bytes));
  return inner.close();
}

/**
 * Packs files into an AES-256 ZIP (WinZip AE-2), which 7-Zip and Windows open. Entry names stay
 * readable in any encrypted ZIP, so the package inside is one inner archive with a neutral name.
 */
export async function packEncrypted(files: readonly PackageFile[], passphrase: string): Promise<Uint8Array> {
  const packed = await packPlain(files);
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import("@zip.js/zip.js");
  const outer = new ZipWriter(new Uint8ArrayWriter(), { password: passphrase, encryptionStrength: 3 });
  await outer.add("record.zip", new Uint8ArrayReader(packed), { level: 0 });
  return outer.close();
}

/** Closes a package the way that was asked for; a plain one takes no passphrase. */
export async function packAs(format: ExportFormat, files: readonly PackageFile[], passphrase: string): Promise<Uint8Array> {
  if (format === "plain") return packPlain(files);
  if (format === "zip") return packEncrypted(files, passphrase);
  const { Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  // Seven drawn words need no slow derivation beside them; a practice of ten thousand would wait hours.
  encrypter.setScryptWorkFactor(14);
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(await packPlain(files));
}
