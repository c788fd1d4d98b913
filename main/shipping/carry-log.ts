import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { readEntry } from "../audit/index.ts";
import { type LogServer, sendLines } from "./send-lines.ts";
import { writeCheckpointLine, writeEntryLine } from "./syslog-line.ts";

/** The log server as the policy names it. */
export type PolicyServer = Pick<LogServer, "host" | "port" | "authorities"> & { readonly enterpriseNumber: number };

interface Shipped {
  readonly inst: string;
  readonly rows: readonly { readonly seq: number; readonly canonical: string; readonly hash: string }[];
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
}

/** Spells entries and the checkpoints among them as syslog lines, each checkpoint behind the entries it counts, and sends them. */
export async function carryLog(
  server: PolicyServer,
  key: Pick<LogServer, "certificate" | "privateKey">,
  { inst, rows, checkpoints }: Shipped,
): Promise<Result<null, AppError>> {
  const origin = { inst, processId: process.pid, enterpriseNumber: server.enterpriseNumber };
  const bySize = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]));
  const lines = rows.flatMap(({ seq, canonical, hash }) => {
    // An entry that does not read is shipped all the same: the server's own check must see it.
    const at = readEntry(canonical)?.ts ?? "-";
    const line = writeEntryLine({ seq, at, canonical, hash }, origin);
    const checkpoint = bySize.get(seq + 1);
    return checkpoint === undefined ? [line] : [line, writeCheckpointLine({ ...checkpoint, at }, origin)];
  });
  return lines.length === 0 ? ok(null) : sendLines({ ...server, ...key }, lines);
}
