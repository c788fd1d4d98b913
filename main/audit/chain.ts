import { z } from "zod";
import { type Canonical, writeCanonical } from "./canonical.ts";
import { type AuditEvent, auditEvents } from "./events.ts";
import { hashText } from "./sha256.ts";

/** The link before the first entry: 64 zeros. */
export const genesisHash = "0".repeat(64);

const domain = "clinic-audit/v1\0";

/** Who acted: a signed-in person, or the program itself before anyone has signed in. */
export interface Actor {
  readonly userId: string;
  readonly role: string;
  readonly sessionId: string;
}

/** The program itself, when nobody is signed in. */
export const systemActor: Actor = { userId: "system", role: "system", sessionId: "" };

/** When and where an entry was written. */
export interface Moment {
  /** ISO 8601, UTC, milliseconds; never earlier than the entry before. */
  readonly ts: string;
  /** Monotonic milliseconds since the program started. */
  readonly mono: number;
  /** Random per program start, so that a rolled-back machine shows. */
  readonly boot: string;
  /** Installation id. */
  readonly inst: string;
}

/** The longest entry that is read, in characters; one that is written has a few hundred. */
export const longestEntry = 16_384;

/** One entry of the log as it is read back; its length bounds every member of it. */
export const EntrySchema = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(0),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  ts: z.iso.datetime({ precision: 3 }),
  mono: z.int().min(0),
  boot: z.string().min(1),
  inst: z.string().min(1),
  actor: z.string().min(1),
  role: z.string(),
  sess: z.string(),
  ev: z.string().regex(/^[a-z]+\.[a-z-]+(\.failed)?$/),
  subj: z.string().optional(),
  out: z.int(),
  reason_code: z.string().optional(),
  fields: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])),
});
export type Entry = z.infer<typeof EntrySchema>;

/** An entry with its canonical bytes and hash, ready to be stored. */
export interface SealedEntry {
  readonly entry: Entry;
  readonly canonical: string;
  readonly hash: string;
}

/** Hashes canonical entry text: SHA-256 over a domain label and the text, hex. */
export function hashEntry(canonical: string): string {
  return hashText(domain + canonical, "hex");
}

/** What is to be written: an event that happened, or one that failed with a code. */
export interface Statement {
  readonly event: AuditEvent;
  readonly actor: Actor;
  readonly out: number;
  readonly reasonCode?: string;
}

/**
 * Links a statement behind the last entry. Throws when the fields do not fit the event's schema:
 * an event nobody foresaw must stop the act, not slip into the log.
 */
export function linkEntry(statement: Statement, last: { seq: number; hash: string } | null, at: Moment): SealedEntry {
  const { event, actor, out, reasonCode } = statement;
  const fields = auditEvents[event.name].parse(event.fields) as Record<string, string | number | boolean>;
  // In the order of its canonical form, which is then quick to write.
  const entry: Entry = {
    actor: actor.userId,
    boot: at.boot,
    ev: reasonCode === undefined ? event.name : `${event.name}.failed`,
    fields,
    inst: at.inst,
    mono: at.mono,
    out,
    prev: last === null ? genesisHash : last.hash,
    ...(reasonCode === undefined ? {} : { reason_code: reasonCode }),
    role: actor.role,
    seq: last === null ? 0 : last.seq + 1,
    sess: actor.sessionId,
    ...(event.subject === undefined ? {} : { subj: event.subject }),
    ts: at.ts,
    v: 1,
  };
  const canonical = writeCanonical(entry as unknown as Canonical);
  return { entry, canonical, hash: hashEntry(canonical) };
}
