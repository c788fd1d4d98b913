import type { linkCalls } from "../../shared/contract/link.ts";
import { glassMinutes } from "../../shared/domain/access.ts";
import { GlassBreakIdSchema, type NoteId, type StationId, UserIdSchema } from "../../shared/domain/ids.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { createQueue } from "../../shared/queue.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { type Actor, type AuditEvent, event, systemActor } from "../audit/index.ts";
import type { HandlersOf } from "../ipc/guard.ts";
import { type HeldDelivery, holdDelivery, listHeldDeliveries, removeHeldDelivery } from "../vault/held-deliveries.ts";
import { mintId } from "../vault/ids.ts";
import { passingFaults } from "../vault/judge-record.ts";
import { openSpoolKey } from "../vault/keys/kept-keys.ts";
import { openSealedTo } from "../vault/keys/seal-to.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { WriteTx } from "../vault/sql.ts";
import { readGrant } from "../vault/stores/away-grants.ts";
import { type DeliveryOutcome, insertDelivery, readDelivery } from "../vault/stores/deliveries.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import { insertGlassBreak } from "../vault/stores/glass-breaks.ts";
import { openChart } from "../vault/stores/patients.ts";
import { readRecording } from "../vault/stores/recordings.ts";
import { readAccount } from "../vault/stores/users.ts";
import type { Outcome } from "../vault/vault.ts";
import { bindDelivery, type Delivered, readDelivered } from "../wire/deliveries.ts";
import { type AwayNote, applyAwayNote } from "./apply-away-note.ts";
import { insertBegun } from "./keep-recordings.ts";
import { readStationId } from "./keep-tickets.ts";

type Delivering = HandlersOf<typeof linkCalls>["link.deliver"];

export interface Deliveries {
  readonly deliver: Delivering;
  /** Takes in what was brought while the record was locked, in order, before anything else happens in it. */
  drain(): Promise<void>;
}

interface DeliveriesRoom {
  readonly door: RecordDoor;
  readonly folder: string;
  /** A note that was written at a workstation has become the record's. */
  onNote(stationId: StationId, noteId: NoteId): void;
}

/** A clock of a workstation may be this wrong. */
const clockSlackMs = 10 * 60_000;
const refused: DeliveryOutcome = { outcome: "refused", revision: null };

/**
 * Takes in what happened at workstations while the host was away: once each, in order, under the name of the
 * person who did it. A delivery proves itself by the key its grant shares with the host; whose connection
 * brought it must be the grant's own workstation.
 */
export function createDeliveries({ door, folder, onNote }: DeliveriesRoom): Deliveries {
  const { vault } = door;
  /** What came first is in the record first. */
  const inTurn = createQueue();

  /** Opens a delivery and finds who made it; a code says why it is nobody's. */
  async function prove({ sealed, deliveryId, stationId }: Omit<HeldDelivery, "path">): Outcome<{ delivered: Delivered; by: Actor }> {
    const opened = openDelivery(door, deliveryId, sealed);
    const read = opened === null ? null : readDelivered(opened);
    opened?.fill(0);
    if (read?.delivered.deliveryId !== deliveryId) return err(failure("ipc.malformed-input"));
    const { delivered } = read;
    const found = await vault.read(systemActor, event("users.listed", {}), async (tx) => {
      const grant = await readGrant(tx, delivered.grantId);
      const account = await readAccount(tx, delivered.userId);
      return ok({ grant, account });
    });
    if (!found.ok) return found;
    const { grant, account } = found.value;
    const isTheirs = grant !== null && grant.userId === delivered.userId && grant.stationId === stationId && read.isProved(grant.secret);
    if (!isTheirs || account === null) return err(failure("ipc.untrusted-sender"));
    const madeMs = Date.parse(delivered.madeAt);
    const inTime = madeMs >= Date.parse(grant.issuedAt) - clockSlackMs && madeMs <= Date.parse(grant.until) + clockSlackMs;
    if (!inTime) return err(failure("session.signed-out"));
    if (!account.user.active) return err(failure("session.account-disabled"));
    return ok({ delivered, by: { userId: account.user.id, role: account.user.role, sessionId: "" } });
  }

  async function takeIn(held: Omit<HeldDelivery, "path">): Outcome<DeliveryOutcome> {
    const proved = await prove(held);
    if (!proved.ok) {
      if (!isVerdict(proved.error)) return proved;
      const noted = await noteRefused(held, proved.error);
      return noted.ok ? ok(refused) : noted;
    }
    const { delivered, by } = proved.value;
    const done = await applyOnce(delivered, by, held);
    if (done.ok || !isVerdict(done.error)) return done;
    // The chart is closed to this person by now: the workstation keeps what they wrote, and shows it to them.
    const noted = await noteRefused(held, done.error);
    return noted.ok ? ok(refused) : noted;
  }

  async function applyOnce(delivered: Delivered, by: Actor, held: Omit<HeldDelivery, "path">): Outcome<DeliveryOutcome> {
    const before = await vault.read(by, event("users.listed", {}), async (tx) => ok(await readDelivery(tx, held.deliveryId)));
    if (!before.ok) return before;
    if (before.value !== null) return ok(before.value);
    return apply(delivered, by, held.stationId);
  }

  function apply({ deliveryId, madeAt, what }: Delivered, by: Actor, stationId: StationId): Outcome<DeliveryOutcome> {
    const told = { stationId, deliveryId, happenedAt: madeAt };
    const note = (tx: WriteTx, outcome: DeliveryOutcome) => insertDelivery(tx, { id: deliveryId, stationId, kind: what.kind, madeAt }, outcome);
    const applied: DeliveryOutcome = { outcome: "applied", revision: null };
    const write = (stated: AuditEvent, act: (tx: WriteTx) => Promise<Result<DeliveryOutcome, AppError>>) =>
      vault.write(by, stated, async (tx) => {
        const done = await act(tx);
        if (done.ok) await note(tx, done.value);
        return done;
      });
    switch (what.kind) {
      case "signed-in":
        return write(event("away.signed-in", told), async () => ok(applied));
      case "chart-opened": {
        const { patientId, encounterId } = what;
        return write(event("away.chart-opened", { ...told, ...(encounterId === null ? {} : { encounterId }) }), async (tx) => {
          if (encounterId !== null) await readEncounter(tx, encounterId);
          else await openChart(tx, patientId);
          return ok(applied);
        });
      }
      case "emergency-opened": {
        const { patientId, reason } = what;
        const untilAt = new Date(Date.parse(madeAt) + glassMinutes * 60_000).toISOString();
        return write(event("emergency.opened", { ...told, reason }), async (tx) => {
          // Written first: it is what lets whoever opened the copy name the chart here too.
          await insertGlassBreak(tx, mintId("brk", GlassBreakIdSchema), { patientId, reason, openedAt: madeAt, untilAt });
          await openChart(tx, patientId);
          return ok(applied);
        });
      }
      case "recording-begun": {
        const { recordingId: id, publicKey, privateKey, ...begun } = what.recording;
        const recording = { ...begun, id, stationId, clinicianId: UserIdSchema.parse(by.userId) };
        return write(event("away.recorded", { ...told, recordingId: id }), async (tx) => {
          const inserted = await insertBegun(tx, recording, { publicKey, privateKey });
          return inserted.ok ? ok(applied) : inserted;
        });
      }
      case "recording-continued":
        return write(event("away.recorded", { ...told, recordingId: what.recordingId }), async (tx) => {
          await readRecording(tx, what.recordingId);
          return ok(applied);
        });
      case "note":
        return takeInNote({ ...what, ...told, madeAt }, by, note);
    }
  }

  async function takeInNote(away: AwayNote, by: Actor, write: (tx: WriteTx, outcome: DeliveryOutcome) => Promise<void>): Outcome<DeliveryOutcome> {
    const done = await applyAwayNote({ vault, write }, by, away);
    if (done.ok && done.value.outcome === "applied") onNote(away.stationId, away.noteId);
    return done;
  }

  async function noteRefused({ deliveryId, stationId }: Omit<HeldDelivery, "path">, { code }: AppError): Outcome<null> {
    return vault.record(systemActor, event("away.refused", { stationId, deliveryId, code }));
  }

  async function drainNow(): Promise<void> {
    for (const held of listHeldDeliveries(folder)) {
      const taken = await takeIn(held);
      // A record that was locked again meanwhile: it stays for the next time.
      if (!taken.ok) return;
      removeHeldDelivery(held.path);
    }
  }

  return {
    deliver: ({ deliveryId, sealed }, { callerId }) =>
      inTurn(async () => {
        const stationId = readStationId(callerId);
        if (stationId === undefined) return err(failure("station.stand-alone"));
        const held = { deliveryId, stationId, sealed };
        if (door.current() === null) {
          if (!holdDelivery(folder, held)) return err(failure("vault.disk-full"));
          return ok({ outcome: "taken" as const, revision: null });
        }
        return takeIn(held);
      }),
    drain: () => inTurn(drainNow),
  };
}

/** What passes: the delivery is tried again. Any other failure is the record's last word on it. */
const passing: readonly AppError["code"][] = [
  ...passingFaults,
  "vault.locked",
  "vault.disk-full",
  "audit.not-written",
  "app.unexpected",
  "app.not-ready",
];

function isVerdict({ code }: AppError): boolean {
  return !passing.includes(code);
}

function openDelivery(door: RecordDoor, deliveryId: string, sealed: Uint8Array): Buffer | null {
  const held = door.current();
  const privateKey = held === null ? null : openSpoolKey(held.record.masterKey, held.envelope.spool);
  if (privateKey === null) return null;
  const opened = openSealedTo(privateKey, bindDelivery(deliveryId), sealed);
  privateKey.fill(0);
  return opened;
}
