import type { StationId } from "../../shared/domain/ids.ts";
import type { AppError } from "../../shared/errors.ts";
import { ok, type Result } from "../../shared/result.ts";
import type { App, Machine } from "../app.ts";
import { event, systemActor } from "../audit/index.ts";
import { deriveKey, type Key } from "../vault/keys/seal.ts";
import { spellFingerprint } from "../wire/fingerprint.ts";
import { nameCaller } from "../wire/station-caller.ts";
import type { Delivery } from "../workflows/delivery.ts";
import { admitNewcomer, type NewcomerParts } from "./admit-newcomer.ts";
import type { Control, Controlled } from "./control.ts";
import { createControlled } from "./controlled.ts";
import { createEnrolmentDesk } from "./enrolment.ts";
import { locateHostFolder, openHostIdentity } from "./identity.ts";
import { listen } from "./listen.ts";
import type { HostPort } from "./port.ts";
import { createRefusals } from "./refusals.ts";
import { openRegistry } from "./registry.ts";
import { routeClipboard, routeDelivery } from "./routed-machine.ts";
import { createStations } from "./serve.ts";
import type { HostSettings } from "./settings.ts";

export interface HostParts {
  readonly machine: Omit<Machine, "host" | "delivery" | "clipboard" | "deliver" | "findHost" | "restart" | "showLanguage" | "showTheme">;
  readonly settings: HostSettings;
  readonly contractMark: string;
  readonly renderPdf: Delivery["renderPdf"];
  compose(machine: Machine): App;
}

/** A host that listens. */
export interface Host {
  readonly app: App;
  readonly port: HostPort;
  /** Seals what the operators' line asks of this process. */
  readonly controlKey: Key;
  answerControl(asked: Control): Promise<Result<Controlled, AppError>>;
  /** Writes down what waited for the record to open, and keeps the list of stations current; called on a timer. */
  runDue(): Promise<void>;
  /** Ends every connection and takes no more. */
  stopListening(): Promise<void>;
  /** The same, and closes the record in good order. */
  close(): Promise<void>;
}

/** Builds the same house as a window's program has, with stations for its windows, and opens its door to the network. */
export async function openHost({ machine, settings, contractMark, renderPdf, compose }: HostParts): Promise<Result<Host, AppError>> {
  const { clock, keychain, profile, appVersion } = machine;
  const folder = locateHostFolder(profile);
  const identity = await openHostIdentity(folder, keychain, new Date(clock.now()));
  if (!identity.ok) return identity;
  const registry = openRegistry(folder, identity.value.registryKey);
  if (!registry.ok) return registry;
  const enrolment = createEnrolmentDesk(clock);
  const refusals = createRefusals({ clock, record: (refused) => app.vault.record(systemActor, refused) });
  const stations = createStations({
    ...{ clock, registry: registry.value, appVersion, contractMark, refuse: refusals.note },
    clinicName: () => app.clinicName(),
    guard: (caller, name, input) => (String(name).startsWith("link.") ? app.linkGuard : app.guard)(caller, name, input),
    changed: () => app.noteStations(),
    goOn: async (...shown) => (await app.tickets?.goOn(...shown)) ?? ok(false),
  });
  let listening = settings.port;
  const port: HostPort = {
    fingerprint: spellFingerprint(identity.value.keyHash),
    backupFolder: settings.backupFolder,
    port: () => listening,
    list: registry.value.list,
    isHere: stations.isHere,
    offer: enrolment.offer,
    withdrawOffer: enrolment.withdraw,
    offeredUntil: enrolment.offeredUntil,
    revoke(id) {
      const revoked = registry.value.revoke(id, clock.now());
      if (revoked) {
        stations.drop(id, "station.revoked");
        app.endSessionOf(nameCaller(id));
      }
      return revoked;
    },
    ticketKey: identity.value.ticketKey,
    deriveEmergencySecret: (id) => Uint8Array.from(deriveKey(identity.value.ticketKey, `emergency/v1|${id}`)),
    hand: stations.hand,
  };
  const app = compose({
    ...machine,
    host: port,
    findHost: null,
    restart: () => undefined,
    showLanguage: () => undefined,
    showTheme: () => undefined,
    delivery: routeDelivery(stations, renderPdf),
    clipboard: routeClipboard(stations),
    deliver: stations.deliver,
  });
  // Before there is a record there is nothing to write into, and nothing to protect.
  const record = async ({ id }: { id: StationId }) =>
    app.recordState() === "needs-setup" || (await app.vault.record(systemActor, event("station.enrolled", { stationId: id }))).ok;
  const own = { clock, identity: identity.value, registry: registry.value, enrolment };
  const newcomer: NewcomerParts = { ...own, record, refuse: (code) => refusals.note(code, null) };
  await app.start();
  const listener = await listen(
    {
      ...own,
      refuse: refusals.note,
      admit: stations.admit,
      turnAway: stations.turnAway,
      enrol: (tls, socket) => admitNewcomer(newcomer, tls, socket),
    },
    settings,
  );
  if (!listener.ok) {
    await app.stop();
    return listener;
  }
  listening = listener.value.port;
  return ok({
    app,
    port,
    controlKey: identity.value.controlKey,
    answerControl: createControlled({ port, app }),
    async runDue() {
      await refusals.settle();
      registry.value.flush();
    },
    stopListening: listener.value.close,
    async close() {
      await listener.value.close();
      await refusals.settle();
      registry.value.flush();
      await app.stop();
    },
  });
}
