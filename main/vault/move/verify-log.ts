import { z } from "zod";
import { createChainVerifier, genesisHash } from "../../audit/index.ts";
import type { EngineHandle } from "../engines/engine.ts";
import { sql } from "../sql.ts";

const StartRowSchema = z.object({ size: z.int(), head: z.string() });
const EntryRowSchema = z.object({ canonical: z.string(), hash: z.string() });
const sliceRows = 500;

/** What the whole log of an engine comes to. */
export interface LogFound {
  readonly intact: boolean;
  /** One past the newest position. */
  readonly size: number;
  readonly head: string;
}

/** Verifies the whole chain as an engine holds it, from where retention lets it begin. */
export async function verifyLog(handle: EngineHandle): Promise<LogFound> {
  const [begun] = await handle.all(sql`SELECT size, head FROM audit_tombstones ORDER BY size DESC LIMIT 1`);
  const start = begun === undefined ? { size: 0, head: genesisHash } : StartRowSchema.parse(begun);
  const verifier = createChainVerifier(start);
  for (let from = start.size; ; from += sliceRows) {
    const rows = await handle.all(sql`SELECT canonical, hash FROM audit_events WHERE seq >= ${from} ORDER BY seq LIMIT ${sliceRows}`);
    if (!rows.every((row) => verifier.push(EntryRowSchema.parse(row))) || rows.length < sliceRows) break;
  }
  const { verdict, checked, head } = verifier.report();
  return { intact: verdict === "intact", size: checked, head };
}
