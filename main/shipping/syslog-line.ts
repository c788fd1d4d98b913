/** One entry of the log as it is shipped. */
export interface ShippedEntry {
  readonly seq: number;
  readonly at: string;
  readonly canonical: string;
  readonly hash: string;
}

/** Whose lines these are. */
export interface LineOrigin {
  /** Installation id, which also stands in for the host's name: that could be a person's. */
  readonly inst: string;
  readonly processId: number;
  /** The number under which the clinic registered its structured data (RFC 5424, 7.2.2). */
  readonly enterpriseNumber: number;
}

/** Facility 10 (security and authorization), severity 5 (notice), as IHE ATNA has it. */
const priority = 10 * 8 + 5;
const byteOrderMark = "\uFEFF";

/** Writes an entry as an RFC 5424 line whose message is the canonical entry itself. */
export function writeEntryLine({ seq, at, canonical, hash }: ShippedEntry, origin: LineOrigin): string {
  const data = writeData("audit", origin, { seq: String(seq), hash, inst: origin.inst });
  return `${writeHeader(at, origin, "CLINIC+AUDIT")} ${data} ${byteOrderMark}${canonical}`;
}

/** Writes a checkpoint as a line of its own: with it the log server holds what it needs to judge the log. */
export function writeCheckpointLine({ size, at, note }: { size: number; at: string; note: string }, origin: LineOrigin): string {
  const data = writeData("checkpoint", origin, { size: String(size), inst: origin.inst, note: Buffer.from(note, "utf8").toString("base64") });
  return `${writeHeader(at, origin, "CLINIC+CHECKPOINT")} ${data}`;
}

/** Frames a line by its length in bytes (RFC 5425, 4.3), so that nothing in it can end it early. */
export function frameLine(line: string): Buffer {
  const bytes = Buffer.from(line, "utf8");
  return Buffer.concat([Buffer.from(`${bytes.byteLength} `, "ascii"), bytes]);
}

function writeHeader(at: string, { inst, processId }: LineOrigin, messageId: string): string {
  return `<${priority}>1 ${at} ${inst} chartwell ${processId} ${messageId}`;
}

function writeData(name: string, { enterpriseNumber }: LineOrigin, values: Readonly<Record<string, string>>): string {
  const parameters = Object.entries(values).map(([key, value]) => `${key}="${value.replace(/["\\\]]/g, "\\$&")}"`);
  return `[${name}@${enterpriseNumber} ${parameters.join(" ")}]`;
}
