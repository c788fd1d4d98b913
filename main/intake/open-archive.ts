/** The `record.json` of a package, opened: as text, or why it could not be had. */
export type OpenedArchive = { readonly text: string } | "passphrase-needed" | "not-a-package";

const largest = 200 * 1024 * 1024;

/** Opens a package of our own: plain, closed with a passphrase as a ZIP, or with age. */
export async function openArchive(bytes: Uint8Array, passphrase: string): Promise<OpenedArchive> {
  try {
    if (startsWith(bytes, "age-encryption.org/")) return passphrase === "" ? "passphrase-needed" : await readRecord(await openAge(bytes, passphrase));
    const files = await unzip(bytes, passphrase);
    if (files === "passphrase-needed") return files;
    const inner = files.get("record.zip");
    return inner === undefined ? readRecord(bytes) : await readRecord(inner);
  } catch {
    // A wrong passphrase and a broken file look the same from outside.
    return passphrase === "" ? "not-a-package" : "passphrase-needed";
  }
}

async function readRecord(zip: Uint8Array): Promise<OpenedArchive> {
  const files = await unzip(zip, "");
  const record = files === "passphrase-needed" ? undefined : files.get("record.json");
  return record === undefined ? "not-a-package" : { text: new TextDecoder().decode(record) };
}

async function openAge(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(bytes);
}

async function unzip(bytes: Uint8Array, password: string): Promise<Map<string, Uint8Array> | "passphrase-needed"> {
  const { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } = await import("@zip.js/zip.js");
  configure({ useWebWorkers: false });
  const files = new Map<string, Uint8Array>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes), password === "" ? {} : { password }).getEntries()) {
    // Nothing but the record itself is wanted, and no archive may unfold without end.
    if (entry.directory || !/^record\.(json|zip)$/.test(entry.filename) || entry.uncompressedSize > largest) continue;
    if (entry.encrypted && password === "") return "passphrase-needed";
    files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
  }
  return files;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, text.length)) === text;
}
