// Promises: a file of another program in, patients as our chart has them out; what cannot be taken is named by row and field.
// Callers: the import workflow, which looks for duplicates and writes.
// Never: touch the record, a disk or a network.
export { guessDateOrder, guessMapping, readTable, type Table } from "./csv-table.ts";
export { readFhirPatients } from "./fhir-patients.ts";
export { openArchive } from "./open-archive.ts";
export { type OwnRecord, readOwnRecord } from "./own-package.ts";
export { type ReadRow, readRows } from "./read-rows.ts";
