import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ConflictId, EncounterId, PatientId } from "../../shared/domain/ids.ts";
import { type ChangeArea, type Present, presenceEveryMs } from "../../shared/domain/presence.ts";
import type { PlaceOfRecord } from "../../shared/domain/station.ts";
import { ask } from "./client.ts";
import { useBridgeEvent } from "./events.ts";
import { useAsk, useChange } from "./hooks.ts";

export const useFindHost = () => useChange("station.findHost", []);
export const useJoinHost = () => useChange("station.join", []);
export const useStations = () => useAsk("stations.read", {});
export const useOfferStation = () => useChange("stations.offer", ["stations.read"]);
export const useWithdrawOffer = () => useChange("stations.withdrawOffer", ["stations.read"]);
export const useRevokeStation = () => useChange("stations.revoke", ["stations.read"]);
export const useConflicts = (enabled: boolean) => useAsk("conflicts.list", {}, { enabled });
export const useConflict = (conflictId: ConflictId) => useAsk("conflicts.open", { conflictId });
export const useSettleConflict = () => useChange("conflicts.settle", ["conflicts.list", "notes.openForEncounter", "notes.versions", "worklist.list"]);
export const useBeginEmergency = () => useChange("emergency.begin", []);
export const useEmergencyPatients = (query: string, enabled: boolean) => useAsk("emergency.find", { query }, { enabled, keepsPrevious: true });
export const useEmergencyChart = (patientId: PatientId) => useAsk("emergency.open", { patientId });

/** Where this window's record lies and how the connection to it stands, kept current. */
export function usePlaceOfRecord(): PlaceOfRecord | null {
  const client = useQueryClient();
  useBridgeEvent("station.changed", (place) => client.setQueryData(["station.standing", {}], place));
  return useAsk("station.standing", {}).data ?? null;
}

/** Whether this window's record is out of reach, so that only what is kept here can be done. */
export function useIsAway(): boolean {
  const place = usePlaceOfRecord();
  return place?.kind === "host" && place.link !== "linked";
}

/** Which answers an area of change makes old. */
const answers: Readonly<Record<ChangeArea, readonly string[]>> = {
  worklist: ["worklist.list", "conflicts.list"],
  patients: ["patients.search", "patients.open", "careTeam.list"],
  sessions: ["worklist.list", "patients.open", "sound.list"],
  people: ["users.list", "supervision.list"],
  agreements: ["agreements.list"],
  templates: ["templates.list"],
  rights: ["rights.clocks", "rights.ofPatient", "destructions.list"],
  breaches: ["breach.list", "breach.open"],
  security: ["backups.status", "glass.list"],
  stations: ["stations.read"],
};

/** Everything at once is read anew this often at the most, however busy the other desks are. */
const gatherMs = 2_000;

/** Reads again what somebody at another window has changed, and everything once the host is back. */
export function useRecordNews(): void {
  const client = useQueryClient();
  const [gather] = useState(() => createGather(client));
  useBridgeEvent("record.changed", ({ areas }) => gather(areas.flatMap((area) => answers[area])));
  useBridgeEvent("station.changed", (place) => {
    if (place.kind !== "host" || place.link !== "linked") return;
    gather(Object.values(answers).flat());
    // What could not be answered meanwhile is asked again by itself.
    void client.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
  });
}

function createGather(client: QueryClient): (names: readonly string[]) => void {
  const old = new Set<string>();
  let waiting = false;
  return (names) => {
    for (const name of names) old.add(name);
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      for (const name of old) void client.invalidateQueries({ queryKey: [name] });
      old.clear();
    }, gatherMs);
  };
}

/** Who has this note open, here and at other windows; said again every little while for as long as it is open. */
export function usePresence(encounterId: EncounterId, mayWrite: boolean): { readonly present: readonly Present[]; take(): void } {
  const [present, setPresent] = useState<readonly Present[]>([]);
  const [link, setLink] = useState<string | null>(null);
  // Without the host nobody else is heard of: the pen is where the words are typed.
  useBridgeEvent("station.changed", (place) => setLink(place.kind === "host" ? place.link : null));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a host that went or came back is what sets it off
  useEffect(() => {
    const enter = () =>
      void ask("presence.enter", { encounterId, mayWrite }).then(
        (told) => setPresent(told.present),
        // Who cannot be told is alone, as far as this window knows; the note's own revision guards the words.
        () => setPresent([]),
      );
    enter();
    const again = setInterval(enter, presenceEveryMs);
    return () => {
      clearInterval(again);
      void ask("presence.leave", { encounterId }).catch(() => undefined);
    };
  }, [encounterId, mayWrite, link]);
  useBridgeEvent("presence.changed", (told) => told.encounterId === encounterId && setPresent(told.present));
  return { present, take: () => void ask("presence.take", { encounterId }).then((told) => setPresent(told.present)) };
}
