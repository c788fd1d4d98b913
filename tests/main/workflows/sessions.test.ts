import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildDemographics } from "../../support/build-patient.ts";
import { clinic as clinicDetails, password, people, startTestApp, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";

let clinic: TestApp;
beforeEach(async () => {
  clinic = await startTestClinic();
});
afterEach(() => clinic.remove());

describe("signing in", () => {
  it("treats a wrong name and a wrong password alike, and slows guessing down", async () => {
    expect(await clinic.codeOf("session.signIn", { username: "nobody", password })).toBe("session.wrong-credentials");
    for (let round = 0; round < 5; round += 1)
      expect(await clinic.codeOf("session.signIn", { username: "abara", password: "wrong" })).toBe("session.wrong-credentials");
    expect(await clinic.codeOf("session.signIn", { username: "abara", password })).toBe("session.throttled");
    clinic.clock.setWall("2030-01-01T00:00:00.000Z");
    expect(await clinic.codeOf("session.signIn", { username: "abara", password })).toBe("session.throttled");
    clinic.clock.advance(31_000);
    expect(await clinic.codeOf("session.signIn", { username: "abara", password })).toBe(null);
  });

  it("ends after ten idle minutes, whatever the wall clock says, and tells the window", async () => {
    await clinic.signIn("whitcombe");
    clinic.clock.advance(9 * 60_000);
    await clinic.ask("session.touch", {});
    clinic.clock.setWall("2020-01-01T00:00:00.000Z");
    clinic.clock.advance(9 * 60_000);
    expect((await clinic.ask("session.current", {})).session).not.toBeNull();
    clinic.clock.advance(60_001);
    expect(await clinic.codeOf("worklist.list", {})).toBe("session.signed-out");
    expect(clinic.events.at(-1)).toEqual({ callerId: "window-1", name: "session.locked", payload: { reason: "idle" } });
  });

  it("ends after twelve hours even of steady work", async () => {
    await clinic.signIn("whitcombe");
    for (let minutes = 0; minutes < 12 * 60; minutes += 5) {
      clinic.clock.advance(5 * 60_000);
      await clinic.codeOf("session.touch", {});
    }
    expect(await clinic.codeOf("worklist.list", {})).toBe("session.signed-out");
  });

  it("ends a person's access in one act", async () => {
    await clinic.signIn("abara");
    const { users } = await clinic.ask("users.list", {});
    const gone = users.find((user) => user.username === "whitcombe");
    await clinic.ask("users.deactivate", { userId: gone?.id as never });
    expect(await clinic.codeOf("session.signIn", { username: "whitcombe", password })).toBe("session.wrong-credentials");
  });
});

describe("setting up", () => {
  it("refuses weak passwords, a clinic without a clinician, and a name used twice", async () => {
    const fresh = await startTestApp();
    const [first, manager] = people;
    if (first === undefined || manager === undefined) throw new Error("no people");
    const create = (users: (typeof people)[number][]) => fresh.codeOf("setup.createClinic", { clinic: clinicDetails, users, passphrase: null });
    expect(await create([{ ...first, password: "short" }])).toBe("setup.weak-password");
    expect(await create([{ ...first, password: "whitcombe-is-my-name" }])).toBe("setup.weak-password");
    expect(await create([{ ...first, password: "aaaaaaaaaaaaaaaaaaaa" }])).toBe("setup.common-password");
    expect(await create([manager])).toBe("setup.no-clinician");
    expect(await create([first, first])).toBe("setup.duplicate-username");
    expect((await fresh.ask("app.status", {})).state).toBe("needs-setup");
    await fresh.remove();
  });

  it("is done once", async () => {
    expect(await clinic.codeOf("setup.createClinic", { clinic: clinicDetails, users: [...people], passphrase: null })).toBe("setup.already-done");
  });

  it("starts again with the same people, and says where it stands without a keychain", async () => {
    clinic = await clinic.restart();
    expect(await clinic.ask("app.status", {})).toMatchObject({ state: "ready", clinicName: "Larkspur Counseling" });
    await clinic.signIn("abara");
    clinic.keychain.items.clear();
    clinic = await clinic.restart();
    expect(await clinic.ask("app.status", {})).toMatchObject({ state: "needs-recovery", code: "keychain.key-missing" });
    expect(await clinic.codeOf("session.signIn", { username: "abara", password })).toBe("keychain.key-missing");
  });
});

describe("patients", () => {
  it("are found by the start of a name, by birth date and by MRN, and never share an MRN", async () => {
    await clinic.signIn("whitcombe");
    await clinic.ask("patients.register", buildDemographics());
    await clinic.ask(
      "patients.register",
      buildDemographics({ familyName: "Óconnor", givenName: "Søren", preferredName: "", mrn: "00413", bornOn: "1951-02-28", relatedPersons: [] }),
    );
    const find = async (query: string) => (await clinic.ask("patients.search", { query, limit: 20 })).patients.map(({ mrn }) => mrn);
    expect(await find("okon")).toEqual(["00412"]);
    expect(await find("ADA")).toEqual(["00412"]);
    expect(await find("ocon")).toEqual(["00413"]);
    expect(await find("1951-02-28")).toEqual(["00413"]);
    expect(await find("00412")).toEqual(["00412"]);
    expect(await find("%")).toEqual([]);
    expect((await find("")).length).toBe(2);
    expect(await clinic.codeOf("patients.register", buildDemographics())).toBe("patient.duplicate-mrn");
  });
});
