import { type Findings, listConcerns } from "./examine.ts";

const titles: Readonly<Record<keyof Findings, string>> = {
  versions: "Versions",
  build: "Build",
  cipher: "Database cipher, read back from the file",
  record: "Record",
  clinic: "Host and workstations",
  servers: "Database servers",
  keychain: "Keychain",
  fuses: "Fuses, read back from the runtime",
  policy: "Policy",
  diskEncryption: "Disk encryption",
  clock: "Clock",
  shipping: "Where the log goes",
  lastBackup: "Last backup",
  audit: "Audit log",
};

/** Prints the findings for a person: one block a subject, then what needs attention. */
export function printFindings(findings: Findings): string {
  const blocks = (Object.keys(titles) as (keyof Findings)[]).map((key) => printBlock(titles[key], findings[key]));
  const concerns = listConcerns(findings);
  const verdict = concerns.length === 0 ? "Nothing needs attention." : `Needs attention:\n${concerns.map((line) => `  - ${line}`).join("\n")}`;
  return `${[...blocks, verdict].join("\n\n")}\n`;
}

function printBlock(title: string, value: unknown): string {
  if (typeof value !== "object" || value === null) return `${title}\n  ${String(value)}`;
  const rows = Object.entries(value).map(([name, found]) => `  ${name.padEnd(38)} ${String(found)}`);
  return [title, ...rows].join("\n");
}
