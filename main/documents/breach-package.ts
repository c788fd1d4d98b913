import { createHash } from "node:crypto";
import { type BreachContent, exposureWords } from "./breach-content.ts";
import { writeBreachLetters } from "./breach-letters.ts";
import { writeAssociateNotice, writePortalWorksheet, writePublicNotice, writeStateNotices } from "./breach-notices.ts";
import { writeBreachReport } from "./breach-report.ts";
import { writeCsv } from "./csv.ts";
import type { Html } from "./html.ts";
import type { PackageFile } from "./record-content.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** A page that is to become a PDF. */
export interface BreachPage {
  readonly name: string;
  readonly page: Html;
  /** A letter is its own: it must not say that it is one of a thousand. */
  readonly pages: "numbered" | "unnumbered";
}

/** The pages one outcome calls for; without a breach there is the assessment alone. */
export function listBreachPages(content: BreachContent): BreachPage[] {
  const { view } = content;
  const pages: BreachPage[] = [{ name: "assessment", page: writeBreachReport(content), pages: "numbered" }];
  const add = (name: string, page: Html, numbers: BreachPage["pages"] = "numbered") => pages.push({ name, page, pages: numbers });
  if (view.outcome !== "breach") return pages;
  add("letters", writeBreachLetters(content), "unnumbered");
  add("hhs-worksheet", writePortalWorksheet(content));
  if (view.substitute === "posting" || view.duties.some(({ kind }) => kind === "media")) add("public-notice", writePublicNotice(content));
  if (view.body.source.kind === "vendor") add("to-business-associate", writeAssociateNotice(content));
  const states = writeStateNotices(content);
  if (states !== null) add("state-offices", states, "unnumbered");
  return pages;
}

/** Lays out the package: pages already rendered, who is affected, the year's log, the evidence, and a manifest of hashes. */
export function layOutBreachPackage(content: BreachContent, rendered: readonly PackageFile[]): PackageFile[] {
  const { view, entries, entriesCut, checkpoints, yearsLog, today, appVersion } = content;
  const query = { source: view.body.source, stretch: view.body.stretch, countedOn: today, evidence: view.evidence, entriesCut };
  const files: PackageFile[] = [
    ...rendered,
    { name: "affected.csv", bytes: encode(writeAffected(content)) },
    { name: "log-of-the-year.csv", bytes: encode(writeYearsLog(yearsLog)) },
    { name: "evidence/query.json", bytes: encode(JSON.stringify(query, null, 2)) },
    { name: "evidence/entries.jsonl", bytes: encode(entries.map(({ canonical, hash }) => `${JSON.stringify({ canonical, hash })}\n`).join("")) },
    { name: "evidence/checkpoints.json", bytes: encode(JSON.stringify(checkpoints)) },
  ];
  const manifest = {
    ...{ format: "chartwell-breach/1", generatedOn: today, appVersion, outcome: view.outcome, state: view.state },
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") })),
  };
  return [...files, { name: "manifest.json", bytes: encode(JSON.stringify(manifest, null, 2)) }];
}

function writeAffected({ addressees }: BreachContent): string {
  const rows = addressees.map(({ patientId, person, minor, times, firstAt, lastAt, exposures }) => [
    ...[patientId, person?.familyName ?? "record destroyed", person?.givenName ?? "", person?.stateCode ?? "", person?.address ?? ""],
    ...[minor ? "yes" : "no", times, firstAt, lastAt, exposures.map((exposure) => exposureWords[exposure]).join("; ")],
  ]);
  return writeCsv([["patient", "family name", "given name", "state", "address", "minor", "times", "first", "last", "information"], ...rows]);
}

function writeYearsLog(lines: BreachContent["yearsLog"]): string {
  const rows = lines.map(({ id, title, discoveredOn, concludedAt, patients, nextDueOn }) => [
    ...[id, title, discoveredOn ?? "", concludedAt ?? "", patients ?? 0, nextDueOn ?? ""],
  ]);
  return writeCsv([["assessment", "title", "discovered", "concluded", "patients", "next due"], ...rows]);
}
