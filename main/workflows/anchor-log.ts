import type { AnchorName, AnchorStatus } from "../../shared/domain/anchor.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import { event, formatHeadCode, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import type { AuditPolicy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import { insertTimestamp, markAnchored, markAnchorFailed, readAnchor } from "../vault/stores/audit-anchors.ts";
import { listCheckpointsAfter, readNewestCheckpoint } from "../vault/stores/audit-checkpoints.ts";
import type { Workflow } from "./workflow.ts";

/** The places themselves, handed in: this room touches no disk and no network. */
export interface AnchorPorts {
  writeFile(folder: string, name: string, text: string): Result<null, AppError>;
  stamp(authority: NonNullable<AuditPolicy["timestamp"]>, note: string): Promise<Result<{ token: Uint8Array; stampedAt: string }, AppError>>;
}

interface AnchorParts {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly policy: AuditPolicy | null;
  readonly ports: AnchorPorts;
}

/** Keeps checkpoints outside the record, out of reach of whoever holds it. */
export interface Anchors {
  status: Workflow<"audit.anchors">;
  /** Writes what is not kept elsewhere yet; called on a timer, it opens nothing while there is nothing to do. */
  runIfDue(): Promise<void>;
}

const firstWaitMs = 60_000;
const longestWaitMs = 3_600_000;
/** A time stamp bounds when the log was what it was; one an hour bounds it well enough. */
const stampEveryMs = 3_600_000;

interface Pending {
  readonly notes: readonly { readonly size: number; readonly note: string }[];
  readonly lastAt: string | null;
}

/** What an attempt achieved: the size now vouched for and what to keep of it, or that it is too early. */
type Attempted =
  | { readonly size: number; readonly stamp: { readonly stampedAt: string; readonly token: Uint8Array } | null }
  | { readonly waitMs: number }
  | null;

/** Makes the room that keeps checkpoints elsewhere. */
export function createAnchors({ door, clock, policy, ports }: AnchorParts): Anchors {
  const named: readonly AnchorName[] = [...(policy?.anchorFolder ? ["folder" as const] : []), ...(policy?.timestamp ? ["timestamp" as const] : [])];
  /** Per anchor: the checkpoint it last looked at, and the monotonic time before which it does not try again. */
  const looked = new Map<AnchorName, { size: number | null; notBeforeMs: number; failures: number }>();
  let busy = false;

  async function attempt(anchor: AnchorName, { notes, lastAt }: Pending): Promise<Result<Attempted, AppError>> {
    if (anchor === "folder") return writeAll(notes);
    const newest = notes.at(-1);
    if (newest === undefined || !policy?.timestamp) return ok(null);
    const waitMs = lastAt === null ? 0 : Date.parse(lastAt) + stampEveryMs - Date.parse(clock.now());
    if (waitMs > 0) return ok({ waitMs });
    const stamped = await ports.stamp(policy.timestamp, newest.note);
    if (!stamped.ok) return stamped;
    const { token, stampedAt } = stamped.value;
    return ok({ size: newest.size, stamp: { stampedAt, token } });
  }

  function writeAll(notes: Pending["notes"]): Result<Attempted, AppError> {
    let size: number | null = null;
    for (const { size: at, note } of notes) {
      const written = ports.writeFile(policy?.anchorFolder ?? "", nameFile(note, at), note);
      if (!written.ok) return written;
      size = at;
    }
    return ok(size === null ? null : { size, stamp: null });
  }

  async function run(anchor: AnchorName): Promise<void> {
    const known = looked.get(anchor) ?? { size: null, notBeforeMs: 0, failures: 0 };
    const size = door.vault.standing()?.checkpointSize ?? null;
    const nowMs = clock.monotonicMs();
    if (known.notBeforeMs > nowMs || (known.failures === 0 && known.size === size && looked.has(anchor))) return;
    const pending = await door.vault.read(systemActor, event("anchors.listed", {}), async (tx) => {
      const { size: from, at: lastAt } = await readAnchor(tx, anchor);
      return ok({ notes: await listCheckpointsAfter(tx, from), lastAt });
    });
    if (!pending.ok) return;
    const done = await attempt(anchor, pending.value);
    const through = pending.value.notes.at(-1)?.size ?? size ?? 0;
    if (done.ok) {
      const waits = done.value !== null && "waitMs" in done.value ? done.value.waitMs : null;
      looked.set(anchor, { size: waits === null ? size : -1, failures: 0, notBeforeMs: nowMs + (waits ?? 0) });
      if (done.value !== null && "size" in done.value) await noteKept(anchor, done.value);
      return;
    }
    const failures = known.failures + 1;
    looked.set(anchor, { size, failures, notBeforeMs: nowMs + Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1)) });
    await door.vault.write(systemActor, event("anchor.failed", { anchor, size: through, code: done.error.code }), async (tx) => {
      await markAnchorFailed(tx, anchor, done.error.code);
      return ok(null);
    });
  }

  async function noteKept(anchor: AnchorName, { size, stamp }: Exclude<Attempted, null | { waitMs: number }>): Promise<void> {
    await door.vault.write(systemActor, event("anchor.written", { anchor, size }), async (tx) => {
      await markAnchored(tx, anchor, size);
      if (stamp !== null) await insertTimestamp(tx, size, stamp.stampedAt, stamp.token);
      return ok(null);
    });
  }

  return {
    async status(_input, { session }) {
      return door.vault.read(nameActor(session), event("anchors.listed", {}), async (tx) => {
        const newest = await readNewestCheckpoint(tx);
        const all: readonly AnchorName[] = [
          ...named,
          ...(policy?.siem ? (["siem"] as const) : []),
          ...(policy?.cloudwatch ? (["cloudwatch"] as const) : []),
          ...(policy?.fhirFeed ? (["fhir-feed"] as const) : []),
        ];
        const anchors: AnchorStatus["anchors"] = [];
        for (const anchor of all) anchors.push(await readAnchor(tx, anchor));
        const checkpoint = newest === null ? null : { size: newest.size, at: newest.at, code: formatHeadCode(readRootHex(newest.note)) };
        return ok({ checkpoint, anchors });
      });
    },
    async runIfDue() {
      if (busy || named.length === 0 || door.state().kind !== "open") return;
      busy = true;
      try {
        for (const anchor of named) await run(anchor);
      } finally {
        busy = false;
      }
    },
  };
}

const readRootHex = (note: string) => Buffer.from(note.split("\n", 3)[2] ?? "", "base64").toString("hex");

/** One file per installation and size; the name sorts as the log grew. */
function nameFile(note: string, size: number): string {
  const origin = (note.split("\n", 1)[0] ?? "").replace(/[^A-Za-z0-9]+/g, "-");
  return `${origin}-${String(size).padStart(12, "0")}.checkpoint`;
}
