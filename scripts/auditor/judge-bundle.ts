import type { CheckpointKey } from "../../main/audit/checkpoint.ts";
import { type NamedVerdict, nameBreak } from "../../main/audit/name-break.ts";
import { formatHeadCode, type StoredEntry } from "../../main/audit/verify.ts";
import { createAnchoredVerifier } from "../../main/audit/verify-anchored.ts";
import { type Bundle, listChanged, walkRows } from "./read-bundle.ts";

export interface Judgement {
  readonly verdict: NamedVerdict | "file-changed";
  /** Where the log begins: above 0 its oldest entries were removed at the end of their retention. */
  readonly beginsAt: number;
  readonly checked: number;
  readonly firstBadSeq: number | null;
  /** Entries before this position are vouched for by a signed checkpoint. */
  readonly anchoredTo: number;
  readonly headCode: string;
  readonly keyTrusted: boolean;
  readonly keptElsewhere: number;
  readonly changedFiles: readonly string[];
}

/**
 * Judges a bundle: its chain, its own checkpoints, and those kept elsewhere, under the trusted key
 * when one is given. Memory does not grow with the log.
 */
export async function judgeBundle(bundle: Bundle, elsewhere: readonly string[], trusted: CheckpointKey | null): Promise<Judgement> {
  const { start } = bundle.manifest;
  const from = start === null ? null : { size: start.size, head: start.head, peaks: start.peaks.map((hex) => Buffer.from(hex, "hex")) };
  const verifier = createAnchoredVerifier(elsewhere, trusted ?? bundle.key, { own: bundle.notes, start: from });
  let found: StoredEntry | null = null;
  let behind: StoredEntry | null = null;
  let unreadable = false;
  let stopped = false;
  for await (const row of walkRows(bundle)) {
    if (stopped) {
      behind = row;
      break;
    }
    unreadable = row === null;
    stopped = row === null || !verifier.push(row);
    found = row;
  }
  const report = verifier.report();
  const judged = unreadable ? "row-unreadable" : nameBreak(report.verdict, report.checked, found, behind);
  const changedFiles = await listChanged(bundle);
  return {
    verdict: judged === "intact" && changedFiles.length > 0 ? "file-changed" : judged,
    beginsAt: start?.size ?? 0,
    checked: report.checked,
    firstBadSeq: unreadable ? report.checked : report.firstBadSeq,
    anchoredTo: report.anchoredTo,
    headCode: formatHeadCode(report.head),
    keyTrusted: trusted !== null,
    keptElsewhere: elsewhere.length,
    changedFiles,
  };
}
