import { careRoles } from "../../shared/contract/call.ts";
import type { linkCalls } from "../../shared/contract/link.ts";
import { type EncounterId, GrantIdSchema, UserIdSchema } from "../../shared/domain/ids.ts";
import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event, systemActor } from "../audit/index.ts";
import { type Clock, formatLocalDay } from "../clock.ts";
import type { HostPort } from "../host/port.ts";
import type { HandlersOf } from "../ipc/guard.ts";
import type { Policy } from "../policy/index.ts";
import { nameActor } from "../session.ts";
import { mintId } from "../vault/ids.ts";
import type { RecordDoor } from "../vault/record-door.ts";
import type { ReadTx } from "../vault/sql.ts";
import { findGrantId, markChart, renewGrant } from "../vault/stores/away-grants.ts";
import { listConsents } from "../vault/stores/consents.ts";
import { markRecentPatients, readEmergencyChart } from "../vault/stores/emergency-charts.ts";
import { type EncounterListing, listEncountersOfPatient, listWorklist, readEncounterListing } from "../vault/stores/encounter-summaries.ts";
import { readEncounter } from "../vault/stores/encounters.ts";
import { readNoteOfEncounter, readUnfinished } from "../vault/stores/notes.ts";
import { readPatient } from "../vault/stores/patients.ts";
import { readStationId } from "./keep-tickets.ts";

type LinkHandlers = HandlersOf<typeof linkCalls>;

interface AwayRoom {
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly policy: Pick<Policy, "away" | "signWithinDays">;
  readonly host: Pick<HostPort, "deriveEmergencySecret"> | null;
}

const hourMs = 3_600_000;
const worklistLength = 200;

/** Gives a person at a workstation what they need there while the host is away. */
export function takeGrant({ door, clock, policy, host }: AwayRoom): LinkHandlers["link.takeGrant"] {
  return async (_input, { session, callerId }) => {
    const stationId = readStationId(callerId);
    const held = door.current();
    if (stationId === undefined || held === null) return err(failure("station.stand-alone"));
    const until = new Date(Date.parse(clock.now()) + policy.away.hours * hourMs).toISOString();
    const by = nameActor(session);
    const found = await door.vault.read(by, event("users.listed", {}), async (tx) => ok(await findGrantId(tx, stationId, session.user.id)));
    if (!found.ok) return found;
    const grantId = found.value ?? mintId("grt", GrantIdSchema);
    const made = await door.vault.write(by, event("away.granted", { stationId, grantId }), async (tx) =>
      ok(await renewGrant(tx, grantId, stationId, until)),
    );
    if (!made.ok) return made;
    const { secret } = made.value;
    const seesCharts = (careRoles as readonly string[]).includes(session.user.role);
    const emergencySecret = policy.away.emergencyCopies === "none" || !seesCharts ? null : (host?.deriveEmergencySecret(stationId) ?? null);
    return ok({
      grantId,
      secret: Uint8Array.from(secret),
      spoolKey: held.envelope.spool.publicKey,
      keep: policy.away.keep,
      until,
      emergencySecret,
      keepsCopies: policy.away.emergencyCopies !== "none",
    });
  };
}

/**
 * Gives what a workstation may keep of a person's day, each chart under its own entry in the log: it leaves
 * the host, and whoever asks later where a patient's words were is told. What has not changed is not given again.
 */
export function giveToKeep({ door, clock, policy }: AwayRoom): LinkHandlers["link.keep"] {
  const { vault } = door;
  return async ({ have }, { session, callerId }) => {
    const stationId = readStationId(callerId);
    if (stationId === undefined) return err(failure("station.stand-alone"));
    const by = nameActor(session);
    const known = new Map(have.map(({ encounterId, mark }) => [encounterId, mark]));
    const listed = await vault.read(by, event("worklist.viewed", {}), async (tx) => {
      const encounters = await listWorklist(tx, session.user.id, worklistLength);
      const kept = encounters.filter((listing) => isKept(listing, policy.away.keep, clock));
      const marks = new Map<EncounterId, string>();
      for (const { id } of kept) {
        const mark = await markChart(tx, id);
        if (mark !== null) marks.set(id, mark);
      }
      return ok({ encounters, marks });
    });
    if (!listed.ok) return listed;
    const { encounters, marks } = listed.value;
    const charts = [];
    for (const [encounterId, mark] of marks) {
      if (known.get(encounterId) === mark) continue;
      const read = await vault.read(by, event("away.kept", { stationId, encounterId }), (tx) => readChart(tx, encounterId));
      // A chart that is closed to this person, or gone meanwhile, is simply not kept.
      if (read.ok) charts.push({ encounterId, mark, ...read.value });
    }
    const overdueBefore = new Date(Date.parse(clock.now()) - policy.signWithinDays * 24 * hourMs).toISOString();
    return ok({ worklist: { encounters, overdueBefore, signWithinDays: policy.signWithinDays }, charts, keep: [...marks.keys()] });
  };
}

function isKept({ startedAt, state }: EncounterListing, keep: Policy["away"]["keep"], clock: Clock): boolean {
  if (keep === "nothing") return false;
  const isToday = formatLocalDay(new Date(startedAt)) === clock.today();
  return isToday || (keep === "today-and-open-notes" && state !== "signed");
}

/** How far back a patient was seen of whom a copy is kept. */
const recentMs = 366 * 24 * hourMs;
const pageLength = 100;

/** Gives copies of charts for an emergency without the host, each under its own entry in the log. The program gives them, whoever is signed in there. */
export function giveEmergencyCopies({ door, clock, policy }: AwayRoom): LinkHandlers["link.copyCharts"] {
  const { vault } = door;
  return async ({ after, have }, { callerId }) => {
    const stationId = readStationId(callerId);
    if (stationId === undefined) return err(failure("station.stand-alone"));
    if (policy.away.emergencyCopies === "none") return ok({ charts: [], present: [], next: null });
    const since = new Date(Date.parse(clock.now()) - recentMs).toISOString();
    const marked = await vault.read(systemActor, event("users.listed", {}), async (tx) => ok(await markRecentPatients(tx, since, after, pageLength)));
    if (!marked.ok) return marked;
    const known = new Map(have.map(({ patientId, mark }) => [patientId, mark]));
    const charts = [];
    for (const { patientId, mark } of marked.value) {
      if (known.get(patientId) === mark) continue;
      const read = await vault.read(systemActor, event("away.copied", { stationId }), async (tx) =>
        ok(await readEmergencyChart(tx, patientId, clock.now())),
      );
      if (!read.ok) return read;
      if (read.value !== null) charts.push({ mark, chart: read.value });
    }
    const present = marked.value.map(({ patientId }) => patientId);
    return ok({ charts, present, next: present.length < pageLength ? null : (present.at(-1) ?? null) });
  };
}

async function readChart(tx: ReadTx, encounterId: EncounterId) {
  const encounter = await readEncounter(tx, encounterId);
  const listing = await readEncounterListing(tx, encounterId);
  const patient = encounter === null ? null : await readPatient(tx, encounter.patientId);
  if (encounter === null || listing === null || patient === null) return err(failure("encounter.not-found"));
  const [consents, encounters] = [await listConsents(tx, patient.id), await listEncountersOfPatient(tx, patient.id)];
  const note = await readNoteOfEncounter(tx, encounterId);
  const unfinished = note?.state === "draft" ? await readUnfinished(tx, note.id, UserIdSchema.parse(tx.by.userId)) : null;
  return ok({ opened: { encounter: listing, turns: [...encounter.turns] }, note, unfinished, patient: { patient, consents, encounters } });
}
