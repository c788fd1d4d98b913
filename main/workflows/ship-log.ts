import type { AnchorName } from "../../shared/domain/anchor.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, event, systemActor } from "../audit/index.ts";
import type { Clock } from "../clock.ts";
import { nameActor } from "../session.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { ReadTx } from "../vault/sql.ts";
import { markAnchored, markAnchorFailed, readAnchor } from "../vault/stores/audit-anchors.ts";
import { listCheckpointsAfter, readLogStart } from "../vault/stores/audit-checkpoints.ts";
import { listAuditEntriesFrom } from "../vault/stores/audit-entries.ts";
import { type ShippingKey, writeShippingKey } from "../vault/stores/shipping-key.ts";
import { writeSinkSecret } from "../vault/stores/sink-secrets.ts";
import type { Outcome, Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { Workflow } from "./workflow.ts";

/** What is on its way: entries in order, the checkpoints among them, and who speaks. */
export interface Shipment {
  readonly inst: string;
  readonly rows: readonly { readonly seq: number; readonly canonical: string; readonly hash: string }[];
  readonly checkpoints: readonly { readonly size: number; readonly note: string }[];
}

/** A place the policy names: how its secret is found, and how a shipment gets there and is known to have arrived. */
export interface Destination<S> {
  readonly anchor: AnchorName;
  readSecret(tx: ReadTx): Promise<S | null>;
  carry(secret: S, shipment: Shipment): Promise<Result<null, AppError>>;
}

interface ShippingParts<S> {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly destination: Destination<S>;
  /** Between 0 and 1, so that a clinic's machines do not all come back at once. */
  random(): number;
}

/** Ships the log to one place. The log itself is the spool: what has arrived is a position in it. */
export interface Shipping {
  /** Ships what has gathered; called on a timer, it opens nothing while there is nothing to ship. */
  runIfDue(): Promise<void>;
  /** Ships what is left before the record closes, as far as that goes at once. */
  finish(): Promise<void>;
}

const rowsPerShipment = 500;
/** A server that went away may have lost what it had read and not yet written: that much comes again. */
const rowsRepeated = 2 * rowsPerShipment;
const gatherMs = 30_000;
const gatherRows = 100;
const firstWaitMs = 15_000;
const longestWaitMs = 600_000;
const finishMs = 2_500;

/** Makes the shipping room. */
export function createShipping<S>({ door, clock, destination, random }: ShippingParts<S>): Shipping {
  const { anchor, readSecret, carry } = destination;
  let shippedTo: number | null = null;
  /** Entries up to here are the shipping's own: they travel with the next that somebody else writes. */
  let ownUpTo = -1;
  let gatheringSinceMs: number | null = null;
  let notBeforeMs = 0;
  let failures = 0;
  // Nobody knows what became of the server while this program was not running.
  let repeats = true;
  let running: Promise<void> | null = null;

  async function gather(): Outcome<{ shipment: Shipment; key: S | null; to: number }> {
    const inst = door.current()?.envelope.installId ?? "";
    return door.vault.read(systemActor, event("audit.gathered", { fromSeq: shippedTo ?? 0 }), async (tx) => {
      const { size } = await readAnchor(tx, anchor);
      const from = Math.max(repeats ? size - rowsRepeated : size, (await readLogStart(tx))?.size ?? 0);
      const stored = await listAuditEntriesFrom(tx, from, rowsPerShipment);
      const to = from + stored.length;
      const checkpoints = (await listCheckpointsAfter(tx, from)).filter((checkpoint) => checkpoint.size <= to);
      const rows = stored.map((row, index) => ({ seq: from + index, ...row }));
      return ok({ shipment: { inst, rows, checkpoints }, key: await readSecret(tx), to });
    });
  }

  async function shipOnce(): Promise<boolean> {
    const lastSeq = door.vault.standing()?.lastSeq ?? -1;
    const gathered = await gather();
    if (!gathered.ok) return false;
    const { shipment, key, to } = gathered.value;
    const carried = key === null ? err(failure("shipping.no-key")) : await carry(key, shipment);
    if (!carried.ok) {
      await noteFailure(to, carried.error);
      return false;
    }
    const first = shipment.rows[0]?.seq ?? to;
    const noted = await door.vault.write(systemActor, event("log.shipped", { fromSeq: first, toSeq: to }), async (tx) => {
      await markAnchored(tx, anchor, to);
      return ok(null);
    });
    if (!noted.ok) return false;
    shippedTo = to;
    failures = 0;
    repeats = false;
    const reached = door.vault.standing()?.lastSeq ?? -1;
    // Two entries are this shipment's own, its reading and its mark; anything more is somebody's.
    if (to > lastSeq && reached === lastSeq + 2) ownUpTo = reached;
    return to <= lastSeq;
  }

  async function noteFailure(size: number, { code }: AppError): Promise<void> {
    failures += 1;
    repeats = true;
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (failures - 1));
    notBeforeMs = clock.monotonicMs() + waitMs * (0.5 + random() / 2);
    await door.vault.write(systemActor, event("anchor.failed", { anchor, size, code }), async (tx) => {
      await markAnchorFailed(tx, anchor, code);
      return ok(null);
    });
  }

  async function shipAll(): Promise<void> {
    gatheringSinceMs = null;
    while (await shipOnce());
  }

  function isDue(): boolean {
    const lastSeq = door.vault.standing()?.lastSeq ?? -1;
    const nowMs = clock.monotonicMs();
    if (nowMs < notBeforeMs) return false;
    if (shippedTo === null) return true;
    if (lastSeq <= ownUpTo) return false;
    gatheringSinceMs ??= nowMs;
    return lastSeq - Math.max(shippedTo, ownUpTo) >= gatherRows || nowMs - gatheringSinceMs >= gatherMs;
  }

  function start(): Promise<void> {
    running ??= shipAll().finally(() => {
      running = null;
    });
    return running;
  }

  return {
    async runIfDue() {
      if (running === null && door.state().kind === "open" && isDue()) await start();
    },
    async finish() {
      if (door.state().kind !== "open" || clock.monotonicMs() < notBeforeMs) return;
      const late = new Promise<void>((settle) => setTimeout(settle, finishMs));
      await Promise.race([start(), late]);
    },
  };
}

interface ShippingKeyParts {
  readonly vault: Vault;
  readonly reauthenticate: Reauthenticate;
  isPair(key: ShippingKey): boolean;
}

/** Ships again from a position on, when the log server found a gap there. */
export function shipAgain(vault: Vault, by: Actor, fromSeq: number): Outcome<null> {
  return vault.write(by, event("log.ship-again", { fromSeq }), async (tx) => {
    const { size } = await readAnchor(tx, "siem");
    await markAnchored(tx, "siem", Math.min(size, fromSeq));
    return ok(null);
  });
}

/** Keeps the client certificate and key for the log server, by an officer's act. */
export function setShippingKey({ vault, reauthenticate, isPair }: ShippingKeyParts): Workflow<"audit.setShippingKey"> {
  return async ({ certificate, privateKey, password }, { session }) => {
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    if (!isPair({ certificate, privateKey })) return err(failure("shipping.key-invalid"));
    const kept = await keepShippingKey(vault, nameActor(session), { certificate, privateKey });
    return kept.ok ? ok({}) : kept;
  };
}

/** Seals the client certificate's key in the record. */
export function keepShippingKey(vault: Vault, by: Actor, key: ShippingKey): Outcome<null> {
  return vault.write(by, event("log.shipping-key-set", {}), async (tx) => {
    await writeShippingKey(tx, key);
    return ok(null);
  });
}

/** Seals the secret for CloudWatch or a FHIR repository in the record. */
export function keepSinkSecret(vault: Vault, by: Actor, sink: "cloudwatch" | "fhir-feed", secret: Readonly<Record<string, string>>): Outcome<null> {
  return vault.write(by, event("log.shipping-key-set", {}), async (tx) => {
    await writeSinkSecret(tx, sink, secret);
    return ok(null);
  });
}
