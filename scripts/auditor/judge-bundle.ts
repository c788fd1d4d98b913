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
  const { found, behind, unreadable } = pushAll(verifier, bundle);
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

interface Stop {
  /** The row at which the walk stopped, and the one behind it. */
  readonly found: StoredEntry | null;
  readonly behind: StoredEntry | null;
  readonly unreadable: boolean;
}

function pushAll(verifier: ReturnType<typeof createAnchoredVerifier>, bundle: Bundle): Stop {
  let stopped: { found: StoredEntry | null } | null = null;
  for (const rows of walkRows(bundle)) {
    const at: number = stopped === null ? rows.findIndex((row) => row === null || !verifier.push(row)) : -1;
    if (at === -1 && stopped === null) continue;
    const found: StoredEntry | null = stopped === null ? (rows[at] ?? null) : stopped.found;
    const behind = rows[at + 1];
    if (behind !== undefined || found === null) return { found, behind: behind ?? null, unreadable: found === null };
    stopped = { found };
  }
  return { found: stopped?.found ?? null, behind: null, unreadable: false };
}
