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

/** One entry of the log as it is read back. */
export const EntrySchema = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(0),
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  ts: z.iso.datetime({ precision: 3 }),
  mono: z.int().min(0),
  boot: z.string().min(1).max(64),
  inst: z.string().min(1).max(64),
  actor: z.string().min(1).max(64),
  role: z.string().max(40),
  sess: z.string().max(64),
  ev: z.string().regex(/^[a-z]+\.[a-z-]+(\.failed)?$/),
  subj: z.string().max(64).optional(),
  out: z.int(),
  reason_code: z.string().max(80).optional(),
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
  const entry: Entry = {
    v: 1,
    seq: last === null ? 0 : last.seq + 1,
    prev: last === null ? genesisHash : last.hash,
    ...at,
    actor: actor.userId,
    role: actor.role,
    sess: actor.sessionId,
    ev: reasonCode === undefined ? event.name : `${event.name}.failed`,
    ...(event.subject === undefined ? {} : { subj: event.subject }),
    out,
    ...(reasonCode === undefined ? {} : { reason_code: reasonCode }),
    fields,
  };
  const canonical = writeCanonical(entry as unknown as Canonical);
  return { entry, canonical, hash: hashEntry(canonical) };
}
