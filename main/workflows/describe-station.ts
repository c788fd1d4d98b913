import type { Asset, Flow } from "../../shared/domain/inventory.ts";
import type { Station } from "../../shared/domain/station.ts";
import type { Policy } from "../policy/index.ts";

/** A workstation that was enrolled here, for the inventory: what it may hold, and the way there. */
export function describeStation({ id, name, version, lastSeenAt, revokedAt }: Station, policy: Policy): { asset: Asset; flows: Flow[] } {
  const { keep, emergencyCopies } = policy.away;
  const kept = [...(keep === "nothing" ? [] : ["today's charts"]), ...(emergencyCopies === "none" ? [] : ["copies for an emergency"])];
  const asset: Asset = {
    id: `station:${id}`,
    kind: "workstation",
    name,
    place: `Workstation, version ${version || "unknown"}, last seen ${lastSeenAt ?? "never"}`,
    holds: ["Charts while somebody is signed in", "what waits for the host", ...kept].join("; "),
    safeguards: ["A key of its own, put out in one act", "What it keeps is sealed and opens with a person's password"],
    state: revokedAt === null ? "in-use" : "closed",
  };
  const flow: Flow = {
    from: "record",
    to: asset.id,
    carries: ["Charts people open"],
    dataClass: "identified",
    basis: "45 CFR 164.312(d), (e)(1): mutual TLS 1.3, each device and each person proved",
    open: revokedAt === null,
  };
  return { asset, flows: [flow] };
}
