import { linkCalls } from "../shared/contract/link.ts";
import { type AppError, failure } from "../shared/errors.ts";
import { err, ok, type Result } from "../shared/result.ts";
import type { Machine } from "./app.ts";
import type { Clock } from "./clock.ts";
import type { Announce } from "./ipc/announce.ts";
import type { Handlers, HandlersOf } from "./ipc/guard.ts";
import { createTellNote } from "./ipc/tell-others.ts";
import { defaultPolicy, type PolicyInForce } from "./policy/index.ts";
import type { Sessions } from "./session.ts";
import { createGather } from "./station/gather.ts";
import type { RecordDoor } from "./vault/record-door.ts";
import { nameCaller } from "./wire/station-caller.ts";
import { createJoining } from "./workflows/join-host.ts";
import { giveEmergencyCopies, giveToKeep, takeGrant } from "./workflows/keep-away.ts";
import { createPresence } from "./workflows/keep-presence.ts";
import { offerStation, readStations, revokeStation, standHere, withdrawStationOffer } from "./workflows/keep-stations.ts";
import { createTickets } from "./workflows/keep-tickets.ts";
import type { Reauthenticate } from "./workflows/reauthenticate.ts";
import { createDeliveries } from "./workflows/receive-deliveries.ts";
import type { Arrivals } from "./workflows/receive-sound.ts";
import { listConflicts, openConflict, settleConflict } from "./workflows/settle-conflicts.ts";

/** With the record at hand a chart is opened in the usual way, or by breaking the glass. */
const atHand = async (): Promise<Result<never, AppError>> => err(failure("station.host-here"));
const inNoEmergency = { "emergency.begin": atHand, "emergency.find": atHand, "emergency.open": atHand };

const stationsGatherMs = 250;

interface ClinicParts {
  readonly machine: Pick<Machine, "host" | "findHost" | "restart">;
  readonly announce: Announce;
  readonly door: RecordDoor;
  readonly clock: Clock;
  readonly sessions: Sessions;
  readonly policy: Result<PolicyInForce, AppError>;
  readonly reauthenticate: Reauthenticate;
  onOpened(): Promise<void>;
}

/** The part of the composition root for a clinic of several machines: workstations, their tickets, and what their own programs ask. */
export function composeClinic({ machine, announce, door, clock, sessions, policy, reauthenticate, onOpened }: ClinicParts) {
  const { host, findHost, restart } = machine;
  const room = { vault: door.vault, host, reauthenticate };
  const joining = createJoining({ door, findHost, restart });
  const away = { door, clock, host, policy: policy.ok ? policy.value.rules : defaultPolicy };
  const tellNote = createTellNote({ sessions, announce });
  const deliveries = createDeliveries({
    ...{ door, folder: door.files.deliveries },
    onNote: (stationId, noteId) => tellNote(nameCaller(stationId), noteId),
  });
  const conflicts = { vault: door.vault, clock };
  const handlers = {
    ...inNoEmergency,
    "conflicts.list": listConflicts(conflicts),
    "conflicts.open": openConflict(conflicts),
    "conflicts.settle": settleConflict(conflicts),
    "station.standing": standHere(),
    "station.findHost": joining.find,
    "station.join": joining.join,
    "stations.read": readStations(room),
    "stations.offer": offerStation(room),
    "stations.withdrawOffer": withdrawStationOffer(room),
    "stations.revoke": revokeStation(room),
  } satisfies Partial<Handlers>;
  const linkHandlers: Omit<HandlersOf<typeof linkCalls>, keyof Arrivals["linkHandlers"]> = {
    "link.endSession": async ({ reason }, { callerId }) => {
      sessions.end(callerId, reason);
      return ok({});
    },
    "link.takeGrant": takeGrant(away),
    "link.keep": giveToKeep(away),
    "link.copyCharts": giveEmergencyCopies(away),
    "link.deliver": deliveries.deliver,
  };
  const presence = createPresence({ clock, announce });
  return {
    handlers: { ...handlers, ...presence.calls },
    presence,
    // After a power cut fifty of them come back at once: told together.
    noteStations: createGather(() => {
      for (const { callerId } of sessions.list()) announce(callerId, "record.changed", { areas: ["stations"] });
    }, stationsGatherMs),
    drainDeliveries: deliveries.drain,
    linkHandlers,
    tickets: host === null ? null : createTickets({ door, clock, sessions, host, policy, onOpened }),
  };
}
