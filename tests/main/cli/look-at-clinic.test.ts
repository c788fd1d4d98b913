import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { runDoctor } from "../../../main/cli/doctor.ts";
import { lookAtClinic } from "../../../main/cli/look-at-clinic.ts";
import { openControl } from "../../../main/host/control.ts";
import { startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { startTestStation, type TestStation } from "../../support/clinic/start-station.ts";
import { createMemoryKeychain } from "../../support/memory-keychain.ts";

let host: TestHost;
let station: TestStation;
let control: { close(): void } | null;
beforeAll(async () => {
  host = await startTestHost();
  station = await startTestStation(host);
  await station.until("linked");
  control = await openControl({ profile: host.folder, controlKey: host.host.controlKey, answer: host.host.answerControl });
}, 60_000);
afterAll(async () => {
  control?.close();
  station.remove();
  await host.remove();
}, 60_000);

const atHost = () => ({ profile: host.folder, clock: host.clock, keychain: host.keychain });
const atStation = () => ({ profile: station.folder, clock: host.clock, keychain: station.keychain });

it("a workstation tells its host and how much waits for it; a computer without either stands alone", async () => {
  const { stationId, address, port } = station.settings;
  expect(await lookAtClinic(atStation())).toEqual({
    role: "workstation",
    state: "enrolled",
    station: stationId,
    host: `${address}:${port}`,
    waiting: 0,
  });
  expect(await lookAtClinic({ ...atStation(), profile: join(station.folder, "elsewhere"), keychain: createMemoryKeychain() })).toEqual({
    role: "stands alone",
  });
});

it("the inventory taken at the host names each workstation, and the way to it", async () => {
  await station.signIn("abara");
  const { assets, flows } = await station.ask("inventory.read", {});
  const id = `station:${station.settings.stationId}`;
  expect(assets.find((asset) => asset.id === id)).toMatchObject({ kind: "workstation", name: station.settings.name, state: "in-use" });
  expect(flows.find(({ to }) => to === id)).toMatchObject({ from: "record", dataClass: "identified", open: true });
});

it("a host tells its port, its fingerprint and who is enrolled; one that is away says so", async () => {
  expect(await lookAtClinic(atHost())).toEqual({
    ...{ role: "host", state: "running", port: host.port(), fingerprint: host.host.port.fingerprint },
    ...{ enrolled: 1, hereNow: 1, putOut: 0 },
  });
  host.host.port.revoke(station.settings.stationId);
  expect(await lookAtClinic(atHost())).toMatchObject({ enrolled: 0, hereNow: 0, putOut: 1 });
  control?.close();
  control = null;
  expect(await lookAtClinic(atHost())).toEqual({ role: "host", state: "host.not-running" });
  let printed = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  await runDoctor(["--json"], atHost());
  write.mockRestore();
  const { clinic, concerns } = JSON.parse(printed);
  expect(clinic).toEqual({ role: "host", state: "host.not-running" });
  expect(concerns.join(" ")).toContain("The host does not answer (host.not-running)");
});
