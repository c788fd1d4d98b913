import * as grants from "../../../main/vault/stores/away-grants.ts";
import * as consents from "../../../main/vault/stores/consents.ts";
import * as deliveries from "../../../main/vault/stores/deliveries.ts";
import * as emergency from "../../../main/vault/stores/emergency-charts.ts";
import * as conflicts from "../../../main/vault/stores/note-conflicts.ts";
import { at, buildNote, ids, type Step } from "./step.ts";

/** What workstations ask of the stores, after a clinic's day. */
export const awaySteps: readonly Step[] = [
  [
    "what a person may do at a workstation",
    async (tx) => {
      const none = [await grants.findGrantId(tx, ids.station, ids.anna), await grants.readGrant(tx, ids.grant)];
      const made = await grants.renewGrant(tx, ids.grant, ids.station, at(60));
      const read = await grants.readGrant(tx, ids.grant);
      const again = await grants.renewGrant(tx, ids.grant, ids.station, at(90));
      const isSame = [read, again].map((grant) => Buffer.from(grant?.secret ?? []).equals(made.secret));
      return [none, isSame, made.secret.byteLength, again.until, await grants.findGrantId(tx, ids.station, ids.anna)];
    },
  ],
  [
    "what of a day may be kept",
    async (tx) => {
      const marks = [await grants.markChart(tx, ids.session), await grants.markChart(tx, ids.session)];
      const consent = (minute: number) => consents.hadConsent(tx, ids.ada, "ai-drafting", at(minute));
      return [marks[0]?.length, marks[0] === marks[1], await grants.markChart(tx, ids.ghostSession), await consent(0), await consent(600)];
    },
  ],
  [
    "what was delivered",
    async (tx) => {
      const before = await deliveries.readDelivery(tx, ids.delivery);
      const delivery = { id: ids.delivery, stationId: ids.station, kind: "note", madeAt: at(50) };
      await deliveries.insertDelivery(tx, delivery, { outcome: "conflict", revision: 3 });
      return [before, await deliveries.readDelivery(tx, ids.delivery)];
    },
  ],
  [
    "two versions side by side",
    async (tx) => {
      const note = buildNote({ id: ids.note, text: "Written elsewhere." });
      const id = await conflicts.insertConflict(tx, note, { sections: note.sections, madeAt: at(51), fromRevision: 2 });
      const listed = (await conflicts.listOwnConflicts(tx)).map(({ id: _id, ...conflict }) => conflict);
      const read = await conflicts.readOwnConflict(tx, id);
      await conflicts.markSettled(tx, id, "away");
      return [listed, read?.sections, await conflicts.readOwnConflict(tx, id), await conflicts.listOwnConflicts(tx)];
    },
  ],
  [
    "copies for an emergency",
    async (tx) => {
      const marked = await emergency.markRecentPatients(tx, at(-1_000_000), null, 10);
      const later = await emergency.markRecentPatients(tx, at(-1_000_000), marked[0]?.patientId ?? null, 10);
      const none = await emergency.markRecentPatients(tx, at(1_000_000), null, 10);
      const charts = [await emergency.readEmergencyChart(tx, ids.ada, at(70)), await emergency.readEmergencyChart(tx, ids.ghost, at(70))];
      return [marked.map(({ patientId, mark }) => [patientId, mark.length]), later.length, none, charts];
    },
  ],
];
