import { createHash } from "node:crypto";
import { z } from "zod";
import type { CheckpointKey } from "./checkpoint.ts";
import type { StoredEntry } from "./verify.ts";
import type { LogStart } from "./verify-anchored.ts";

/** Entries in one file of a bundle. */
export const entriesPerFile = 10_000;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/);
const KeySchema = z.strictObject({ name: z.string().min(1), publicKey: base64 });

/** What a bundle holds: every file with its hash, and where the log begins when its oldest entries were removed. */
export const ManifestSchema = z.strictObject({
  format: z.literal("chartwell-audit/1"),
  exportedAt: z.iso.datetime({ precision: 3 }),
  /** Where the log begins; null when it begins with its first entry. */
  start: z.strictObject({ size: z.int().min(1), head: sha256, peaks: z.array(sha256).min(1) }).nullable(),
  /** The position after the last entry. */
  size: z.int().min(0),
  files: z.array(z.strictObject({ name: z.string().regex(/^[a-z0-9.-]{1,80}$/), bytes: z.int().min(0), sha256 })),
});
export type Manifest = z.infer<typeof ManifestSchema>;

/** The checkpoints of a bundle and the oldest key, from which every later one is reached. */
export const CheckpointFileSchema = z.strictObject({ key: KeySchema, notes: z.array(z.string()) });

export const manifestName = "manifest.json";
export const checkpointsName = "checkpoints.json";
const segment = /^entries-\d{12}\.jsonl$/;

/** Whether a file of a bundle holds entries; their names sort as the entries do. */
export const isSegment = (name: string): boolean => segment.test(name);

/** One line of a segment: valid JSON whose `entry` is the canonical text byte for byte. */
export function writeEvidenceLine({ canonical, hash }: StoredEntry): string {
  return `{"hash":"${hash}","entry":${canonical}}\n`;
}

const prefix = /^\{"hash":"([0-9a-f]{64})","entry":/;

/** Reads a line of a segment; null when it is not one. */
export function readEvidenceLine(line: string): StoredEntry | null {
  const found = prefix.exec(line);
  return found?.[1] === undefined || !line.endsWith("}") ? null : { hash: found[1], canonical: line.slice(found[0].length, -1) };
}

/** Where the files of a bundle go; every name is written once. */
export interface EvidenceSink {
  put(name: string, text: string): Promise<void>;
}

/** Writes a bundle as entries are pushed in order: one file of entries in memory at a time. */
export function createEvidence(sink: EvidenceSink, start: LogStart | null) {
  const files: Manifest["files"] = [];
  let lines: string[] = [];
  let size = start?.size ?? 0;

  async function put(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text, "utf8");
    files.push({ name, bytes: bytes.byteLength, sha256: createHash("sha256").update(bytes).digest("hex") });
    await sink.put(name, text);
  }

  async function flush(): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.join("");
    const first = size - lines.length;
    lines = [];
    await put(`entries-${String(first).padStart(12, "0")}.jsonl`, text);
  }

  return {
    async push(row: StoredEntry): Promise<void> {
      lines.push(writeEvidenceLine(row));
      size += 1;
      if (lines.length === entriesPerFile) await flush();
    },
    /** Keeps a time stamp beside the checkpoint of that size: a token any RFC 3161 tool checks against the checkpoint's text. */
    async stamp(stamps: readonly { readonly size: number; readonly stampedAt: string; readonly token: Uint8Array }[]): Promise<void> {
      const lines = stamps.map(({ size: at, stampedAt, token }) => ({ size: at, stampedAt, token: Buffer.from(token).toString("base64") }));
      if (lines.length > 0) await put("timestamps.json", `${JSON.stringify(lines, null, 1)}\n`);
    },
    /** Writes what is left, the checkpoints with the oldest key, and the manifest; gives the manifest's hash. */
    async finish(notes: readonly string[], oldest: CheckpointKey, exportedAt: string): Promise<{ size: number; files: number; sha256: string }> {
      await flush();
      const key = { name: oldest.name, publicKey: oldest.publicKey.toString("base64") };
      await put(checkpointsName, `${JSON.stringify({ key, notes }, null, 1)}\n`);
      const from = start === null ? null : { size: start.size, head: start.head, peaks: start.peaks.map((peak) => peak.toString("hex")) };
      const text = `${JSON.stringify({ format: "chartwell-audit/1", exportedAt, start: from, size, files } satisfies Manifest, null, 1)}\n`;
      await sink.put(manifestName, text);
      return { size, files: files.length + 1, sha256: createHash("sha256").update(text).digest("hex") };
    },
  };
}
