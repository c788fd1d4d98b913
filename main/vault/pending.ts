import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Actor, type AuditEvent, auditEvents } from "../audit/index.ts";
import { openSealedTo, sealTo } from "./keys/seal-to.ts";
import { writeWhole } from "./write-whole.ts";

const binding = "pending-event/v1";
/** Beyond this a locked program refuses instead of writing: nobody fills the disk from a sign-in screen. */
const mostPending = 5_000;

const HeldSchema = z.strictObject({
  at: z.string(),
  by: z.strictObject({ userId: z.string(), role: z.string(), sessionId: z.string() }),
  event: z.strictObject({ name: z.enum(Object.keys(auditEvents) as [string, ...string[]]), fields: z.record(z.string(), z.unknown()) }),
});

/** An event that happened while the record was locked. */
export interface HeldEvent {
  readonly by: Actor;
  readonly event: AuditEvent;
}

/**
 * Writes an event down while the record is locked: sealed to the spool's public key, flushed, one
 * file each, in order of time. False when it could not be written; then the act must not happen.
 */
export function holdEvent(folder: string, publicKey: string, at: string, held: HeldEvent): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (readdirSync(folder).length >= mostPending) return false;
    const name = `${at.replace(/[^0-9]/g, "")}-${process.hrtime.bigint()}-${randomBytes(4).toString("hex")}`;
    const fields = { ...held.event.fields, heldSince: at };
    const plain = Buffer.from(JSON.stringify({ at, by: held.by, event: { name: held.event.name, fields } }), "utf8");
    writeWhole(join(folder, `${name}.sealed`), sealTo(publicKey, binding, plain));
    return true;
  } catch {
    // A full or unwritable disk: the caller refuses the act and says so.
    return false;
  }
}

/** Reads what was held, oldest first; a file that does not open is reported, never skipped in silence. */
export function readHeldEvents(folder: string, privateKey: Buffer): { path: string; held: HeldEvent | null }[] {
  return listHeld(folder).map((path) => ({ path, held: readHeld(path, privateKey) }));
}

/** Removes held events once they stand in the log. */
export function removeHeld(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}

function listHeld(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".sealed"))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    // No folder means nothing was ever held.
    return [];
  }
}

function readHeld(path: string, privateKey: Buffer): HeldEvent | null {
  const opened = openSealedTo(privateKey, binding, readFileSync(path));
  if (opened === null) return null;
  const parsed = HeldSchema.safeParse(JSON.parse(opened.toString("utf8")));
  // Name and fields are one member of the event union, checked again when the entry is linked.
  return parsed.success ? ({ by: parsed.data.by, event: parsed.data.event } as unknown as HeldEvent) : null;
}
