import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSystemClock } from "../../../main/clock.ts";
import { writeChosenPlace } from "../../../main/vault/chosen-place.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { startTestHost, type TestHost } from "../../support/clinic/start-host.ts";
import { startTestStation, type TestStation } from "../../support/clinic/start-station.ts";
import { clinic, people } from "../../support/compose-test-app.ts";
import { createMemoryKeychain } from "../../support/memory-keychain.ts";
import { preparePlace } from "../../support/postgres/prepare-place.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres/start-postgres.ts";

/** A clinic whose record lies on a server of its own, which goes away and comes back. */
let server: PostgresServer;
let host: TestHost;
let folder: string;
const stations: TestStation[] = [];

beforeAll(async () => {
  server = await startPostgres();
  folder = mkdtempSync(join(tmpdir(), "chartwell-on-server-"));
  const keychain = createMemoryKeychain();
  writeChosenPlace(folder, await preparePlace(server, keychain));
  host = await startTestHost({ folder, keychain, clock: createSystemClock() });
  const made = await host.host.app.guard({ id: "console", trusted: true }, "setup.createClinic", { clinic, users: [...people], passphrase: null });
  expect(made.ok).toBe(true);
});

afterAll(async () => {
  for (const station of stations) station.remove();
  await host.remove();
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe("a host that comes back before its server", () => {
  it("signs nobody out: every desk goes on, all at once, when the server is there again", async () => {
    for (const name of ["Front desk", "Room 1", "Room 2", "Room 3"]) {
      const station = await startTestStation(host, name);
      stations.push(station);
      await station.until("linked");
      await station.signIn("abara");
    }
    const { id } = await (stations[0] as TestStation).ask("patients.register", buildDemographics());
    await host.host.close();
    await server.kill();
    host = await host.restart("hard");
    // Each has asked in vain by then, and means to ask again.
    await wait(1_500);
    await server.start();
    for (const station of stations) await station.until("linked");
    for (const station of stations) {
      const { patients } = await station.ask("patients.search", { query: "", limit: 10 });
      expect(patients.map((patient) => patient.id)).toEqual([id]);
    }
  });
});
