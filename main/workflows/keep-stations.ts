import { failure } from "../../shared/errors.ts";
import { err, ok } from "../../shared/result.ts";
import { event } from "../audit/index.ts";
import type { HostPort } from "../host/port.ts";
import { nameActor } from "../session.ts";
import type { Vault } from "../vault/vault.ts";
import type { Reauthenticate } from "./reauthenticate.ts";
import type { OpenWorkflow, Workflow } from "./workflow.ts";

interface StationsRoom {
  readonly vault: Vault;
  readonly host: HostPort | null;
  readonly reauthenticate: Reauthenticate;
}

const standAlone = { isHost: false, fingerprint: "", port: 0, codeUntil: null, stations: [] };

/** Lists the clinic's workstations. */
export function readStations({ vault, host }: StationsRoom): Workflow<"stations.read"> {
  return async (_input, { session }) => {
    if (host === null) return ok(standAlone);
    const recorded = await vault.record(nameActor(session), event("stations.listed", {}));
    if (!recorded.ok) return recorded;
    const stations = host.list().map((station) => ({ ...station, isHere: host.isHere(station.id) }));
    return ok({ isHost: true, fingerprint: host.fingerprint, port: host.port(), codeUntil: host.offeredUntil(), stations });
  };
}

/** Offers a code that lets one more workstation in. */
export function offerStation({ vault, host, reauthenticate }: StationsRoom): Workflow<"stations.offer"> {
  return async ({ password }, { session }) => {
    if (host === null) return err(failure("station.stand-alone"));
    const proved = await reauthenticate(session, password);
    if (!proved.ok) return proved;
    const recorded = await vault.record(nameActor(session), event("station.offered", {}));
    return recorded.ok ? ok({ ...host.offer(), fingerprint: host.fingerprint, port: host.port() }) : recorded;
  };
}

/** Takes an offered code back. */
export function withdrawStationOffer({ host }: StationsRoom): Workflow<"stations.withdrawOffer"> {
  return async () => {
    host?.withdrawOffer();
    return ok({});
  };
}

/** Puts a workstation out, on record first (164.308(a)(3)(ii)(C)). */
export function revokeStation({ vault, host }: StationsRoom): Workflow<"stations.revoke"> {
  return async ({ stationId }, { session }) => {
    if (host === null) return err(failure("station.stand-alone"));
    if (!host.list().some((station) => station.id === stationId && station.revokedAt === null)) return err(failure("station.not-found"));
    const recorded = await vault.record(nameActor(session), event("station.revoked", { stationId }));
    if (!recorded.ok) return recorded;
    return host.revoke(stationId) ? ok({}) : err(failure("station.not-found"));
  };
}

/** A record on this very computer: nothing to be connected to. */
export function standHere(): OpenWorkflow<"station.standing"> {
  return async () => ok({ kind: "here" });
}
