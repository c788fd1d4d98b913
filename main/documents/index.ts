// Promises: data in, bytes out; the same record gives the same files, each with its SHA-256.
// Callers: the export workflow, with data already read under audit.
// Never: read the record, write a file, reach a network, or put a person's name into a file name.
export { writeAccounting } from "./accounting.ts";
export type { Addressee, BreachContent } from "./breach-content.ts";
export { hasAddress } from "./breach-letters.ts";
export { layOutBreachPackage, listBreachPages } from "./breach-package.ts";
export { writeCertificate } from "./certificate.ts";
export { writeCsv } from "./csv.ts";
export { Html } from "./html.ts";
export { writeInventory } from "./inventory-page.ts";
export { hashNote } from "./note-hash.ts";
export { exclusions, fileEndings, type PackageFile, type PackagePage, type RecordContent } from "./record-content.ts";
export { layOutPackage, listRecordPages } from "./record-package.ts";
export { chooseLetter, writeRightsLetter } from "./rights-letters.ts";
export { packAs, packEncrypted } from "./zip.ts";
