import { createHash } from "node:crypto";
import { writeAmendmentsPage } from "./amendment-pages.ts";
import { writeCcda } from "./ccda.ts";
import { listResources, writeDocumentBundle, writeNdjson } from "./fhir/bundle.ts";
import { writeNoteLetter } from "./note-letter.ts";
import { writeReadme } from "./package-readme.ts";
import { exclusions, type PackageFile, type PackagePage, type RecordContent } from "./record-content.ts";
import { listTables } from "./record-tables.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const number = (index: number) => String(index + 1).padStart(3, "0");

/** The pages of a package that are rendered: a letter for each note, and amendments that belong to no note. */
export function listRecordPages(content: RecordContent): PackagePage[] {
  const { clinic, patient, notes, amendments } = content;
  const { familyName, givenName, bornOn } = patient.demographics;
  const foot = `${familyName}, ${givenName} · born ${bornOn}`;
  const letters = notes.map(({ note, sessionStartedAt }, index) => {
    const own = amendments.filter((amendment) => amendment.content.noteId === note.id);
    return { name: `notes/${number(index)}`, page: writeNoteLetter(clinic, patient, note, sessionStartedAt, own).toString(), foot };
  });
  const others = amendments.filter(({ content: { noteId } }) => noteId === null || !notes.some(({ note }) => note.id === noteId));
  return others.length === 0
    ? letters
    : [...letters, { name: "amendments/001", page: writeAmendmentsPage(clinic, patient, others).toString(), foot }];
}

/**
 * Lays out one patient's package (right of access, 164.524): what a person reads, what programs read
 * (FHIR R4, C-CDA, CSV, the program's own form), and a manifest with the SHA-256 of every file.
 * `letters` are the pages, already rendered.
 */
export function layOutPackage(content: RecordContent, letters: readonly PackageFile[]): PackageFile[] {
  const resources = listResources(content);
  const text = (name: string, body: string): PackageFile => ({ name, bytes: encode(body) });
  const files: PackageFile[] = [
    text("README.html", writeReadme(content, letters).toString()),
    ...letters,
    text("fhir/document.json", JSON.stringify(writeDocumentBundle(content, resources), null, 1)),
    ...[...writeNdjson(resources)].map(([type, lines]) => text(`fhir/ndjson/${type}.ndjson`, lines)),
    ...listCcda(content, letters),
    ...[...listTables(content)].map(([name, rows]) => text(`tables/${name}.csv`, rows)),
    text("record.json", JSON.stringify(writeRecord(content), null, 1)),
  ];
  return [...files, text("manifest.json", JSON.stringify(writeManifest(content, files), null, 2))];
}

function listCcda({ clinic, patient, notes }: RecordContent, letters: readonly PackageFile[]): PackageFile[] {
  return notes.flatMap(({ note }, index) => {
    const letter = letters.find(({ name }) => name.startsWith(`notes/${number(index)}.`));
    if (letter === undefined) return [];
    const xml = writeCcda({
      ...{ clinic, patient, id: note.id, title: `${note.templateName} note`, at: note.signature?.signedAt ?? note.savedAt },
      authorName: note.signature?.printedName ?? clinic.name,
      mediaType: letter.name.endsWith(".pdf") ? "application/pdf" : "text/html",
      bytes: letter.bytes,
    });
    return [{ name: `ccda/${number(index)}.xml`, bytes: encode(xml) }];
  });
}

/** The program's own form, from which another Chartwell takes the record in again. */
function writeRecord({ clinic, patient, consents, sessions, notes, disclosures, amendments, generatedAt, appVersion }: RecordContent) {
  return {
    ...{ format: "chartwell-record/2", generatedAt, appVersion, clinic },
    patient: { ...patient.demographics, registeredAt: patient.registeredAt },
    consents: consents.map(({ id: _id, patientId: _patient, recordedBy: _by, ...rest }) => rest),
    sessions,
    notes: notes.map(({ note, sessionStartedAt }) => ({ sessionStartedAt, ...note })),
    disclosures: disclosures.map(({ id: _id, patientId: _patient, ...rest }) => rest),
    amendments: amendments.map(({ id: _id, patientId: _patient, ...rest }) => rest),
  };
}

function writeManifest(
  { generatedAt, appVersion, notes, sessions, consents, disclosures, amendments }: RecordContent,
  files: readonly PackageFile[],
) {
  const counts = {
    notes: notes.length,
    sessions: sessions.length,
    consents: consents.length,
    disclosures: disclosures.length,
    amendments: amendments.length,
  };
  return {
    ...{ format: "chartwell-package/2", generatedAt, appVersion, counts, exclusions },
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") })),
  };
}
