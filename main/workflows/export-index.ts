import { z } from "zod";
import { CalendarDateSchema } from "../../shared/domain/time.ts";
import { ok } from "../../shared/result.ts";
import { type Actor, event } from "../audit/index.ts";
import { exclusions, fileEndings, packAs, writeCsv } from "../documents/index.ts";
import { type ExportFile, type ExportJob, listFiles } from "../vault/stores/export-jobs.ts";
import { readManyDemographics } from "../vault/stores/patients.ts";
import type { Outcome } from "../vault/vault.ts";
import type { PackParts } from "./gather-record.ts";

const marker = "NOT-COMPLETE.txt";
const slice = 500;
const IndexedSchema = z.object({ familyName: z.string(), givenName: z.string(), bornOn: CalendarDateSchema, mrn: z.string() });

/** Marks a folder as unfinished before the first package lies in it: what was cut off never looks whole. */
export function openExport({ delivery }: PackParts, { body: { folder } }: ExportJob): Outcome<null> {
  const words = "This export is not complete yet. It is complete when this file is gone and manifest.json is there.\n";
  return delivery.writeInto(folder, marker, new TextEncoder().encode(words));
}

/** Writes which package is whose, closed as they are, and the list of all files; only then the mark goes. */
export async function closeExport(parts: PackParts, by: Actor, job: ExportJob): Outcome<null> {
  const { vault, delivery, clock, appVersion, hash } = parts;
  const { folder, format, passphrase } = job.body;
  const files: ExportFile[] = [];
  const rows: (readonly string[])[] = [["file", "family name", "given name", "born", "MRN"]];
  for (let after = 0; ; ) {
    const read = await vault.read(by, event("exports.listed", {}), async (tx) => {
      const page = await listFiles(tx, job.id, after, slice);
      return ok({
        page,
        people: await readManyDemographics(
          tx,
          page.map((file) => file.patient_id),
          IndexedSchema,
        ),
      });
    });
    if (!read.ok) return read;
    const { page, people } = read.value;
    for (const file of page) {
      const person = people.get(file.patient_id);
      if (file.name !== null && file.name !== "" && person !== undefined)
        rows.push([file.name, person.familyName, person.givenName, person.bornOn, person.mrn]);
    }
    files.push(...page);
    if (page.length < slice) break;
    after = page.at(-1)?.position ?? after;
  }
  const index = await packAs(format, [{ name: "index.csv", bytes: new TextEncoder().encode(writeCsv(rows)) }], passphrase);
  const indexName = `index.${fileEndings[format]}`;
  const indexed = await delivery.writeInto(folder, indexName, index);
  if (!indexed.ok) return indexed;
  const listed = files.flatMap(({ name, bytes, sha256 }) => (name === null || name === "" ? [] : [{ name, bytes, sha256 }]));
  const manifest = {
    ...{ format: "chartwell-practice-export/1", exportId: job.id, startedAt: job.startedAt, endedAt: clock.now(), appVersion },
    counts: { packages: listed.length, destroyedMeanwhile: files.length - listed.length },
    exclusions,
    files: [...listed, { name: indexName, bytes: index.byteLength, sha256: hash(index) }],
  };
  const written = await delivery.writeInto(folder, "manifest.json", new TextEncoder().encode(JSON.stringify(manifest, null, 1)));
  if (written.ok) await delivery.removeFrom(folder, marker);
  return written;
}

/**
 * Looks, before going on, which of the noted packages are not there in their length: they are made
 * again. Looking may take the disk of another computer, so nothing is held open meanwhile.
 */
export async function findLostFiles({ vault, delivery }: Pick<PackParts, "vault" | "delivery">, by: Actor, job: ExportJob): Outcome<number[]> {
  const lost: number[] = [];
  for (let after = 0; ; ) {
    const page = await vault.read(by, event("exports.listed", {}), async (tx) => ok(await listFiles(tx, job.id, after, slice)));
    if (!page.ok) return page;
    for (const { position, name, bytes } of page.value) {
      if (name !== null && name !== "" && (await delivery.sizeIn(job.body.folder, name)) !== bytes) lost.push(position);
    }
    if (page.value.length < slice) return ok(lost);
    after = page.value.at(-1)?.position ?? after;
  }
}
