import { describe, expect, it } from "vitest";
import {
  addDays,
  chooseSubstitute,
  countDays,
  endOfAnnualLog,
  endOfHold,
  examineProtection,
  isHeld,
  judge,
  listDuties,
  settleDiscovery,
} from "../../../main/breach/index.ts";
import type { Duty, Hold } from "../../../shared/domain/breach.ts";
import { buildAssessment } from "../../support/build-assessment.ts";

const count = (perState: Record<string, number>) => ({
  patients: Object.values(perState).reduce((sum, patients) => sum + patients, 0),
  perState: Object.entries(perState).map(([stateCode, patients]) => ({ stateCode, patients })),
});
const facts = { discoveredOn: "2026-11-20", hold: null, licensedInCalifornia: false, lettersOn: null };
const duties = (perState: Record<string, number>, more: Partial<Parameters<typeof listDuties>[0]> = {}) =>
  listDuties({ ...facts, ...more, affected: count(perState) });
const ids = (found: readonly Duty[]) => found.map(({ id }) => id).sort();
const dueOn = (found: readonly Duty[], id: string) => found.find((duty) => duty.id === id)?.dueOn;

describe("who must be told, by how many they are", () => {
  it("499 in one state: letters, and the log of the year", () => {
    expect(ids(duties({ AZ: 499 }))).toEqual(["hhs-annual", "individuals"]);
  });

  it("500 in one state: HHS with the letters, no media", () => {
    expect(ids(duties({ AZ: 500 }))).toEqual(["hhs-now", "individuals"]);
  });

  it("501 in one state: the media too", () => {
    const found = duties({ AZ: 501 });
    expect(ids(found)).toEqual(["hhs-now", "individuals", "media:AZ"]);
    expect(new Set(found.map((duty) => duty.dueOn))).toEqual(new Set(["2027-01-19"]));
  });

  it("501 split 251 and 250: HHS now, media nowhere", () => {
    expect(ids(duties({ AZ: 251, NV: 250 }))).toEqual(["hhs-now", "individuals"]);
  });

  it("more than 500 whose state is not known: HHS now, and no state's media", () => {
    expect(ids(duties({ "": 600 }))).toEqual(["hhs-now", "individuals"]);
  });

  it("nobody: nothing", () => {
    expect(duties({})).toEqual([]);
  });
});

describe("clocks", () => {
  it("close the annual log on 1 March, and on 29 February before a leap year's", () => {
    expect(endOfAnnualLog("2026-01-01")).toBe("2027-03-01");
    expect(endOfAnnualLog("2026-12-31")).toBe("2027-03-01");
    expect(endOfAnnualLog("2027-06-30")).toBe("2028-02-29");
  });

  it("count 60 calendar days over leap days and year ends", () => {
    expect(addDays("2026-11-20", 60)).toBe("2027-01-19");
    expect(addDays("2028-01-15", 60)).toBe("2028-03-15");
    expect(addDays("2027-01-15", 60)).toBe("2027-03-16");
    expect(countDays("2027-01-19", "2027-01-15")).toBe(-4);
  });

  it("keep each state's own, beside the federal one", () => {
    const found = duties({ CA: 501, NY: 1, CO: 500, FL: 499, TX: 250 });
    expect(dueOn(found, "state-individuals:CA")).toBe("2026-12-20");
    expect(dueOn(found, "state-attorney:CA")).toBe("2027-01-04");
    expect(dueOn(found, "state-individuals:NY")).toBe("2026-12-20");
    expect(dueOn(found, "state-attorney:NY")).toBe("2026-12-20");
    expect(dueOn(found, "state-attorney:CO")).toBe("2026-12-20");
    expect(dueOn(found, "state-attorney:FL")).toBeUndefined();
    expect(dueOn(found, "state-individuals:FL")).toBe("2026-12-20");
    expect(dueOn(found, "state-attorney:TX")).toBe("2026-12-20");
    expect(dueOn(found, "state-individuals:TX")).toBeUndefined();
    expect(dueOn(duties({ CA: 500, TX: 249 }), "state-attorney:CA")).toBeUndefined();
    expect(dueOn(duties({ CA: 500, TX: 249 }), "state-attorney:TX")).toBeUndefined();
  });

  it("run California's attorney general from the day the letters went", () => {
    expect(dueOn(duties({ CA: 501 }, { lettersOn: "2026-12-01" }), "state-attorney:CA")).toBe("2026-12-16");
  });

  it("give a clinic licensed in California 15 working days", () => {
    expect(dueOn(duties({ CA: 2 }, { licensedInCalifornia: true }), "state-individuals:CA:licensed")).toBe("2026-12-11");
    expect(dueOn(duties({ CA: 2 }), "state-individuals:CA:licensed")).toBeUndefined();
  });

  it("start when the front desk knew on Friday, not when the officer heard on Monday; the wrongdoer alone starts nothing", () => {
    const friday = { on: "2026-11-20", by: "workforce" as const, how: "front desk" };
    const monday = { on: "2026-11-23", by: "workforce" as const, how: "privacy officer" };
    const wrongdoer = { on: "2026-10-01", by: "wrongdoer" as const, how: "" };
    expect(settleDiscovery({ knowledge: [monday, friday, wrongdoer], notice: null })).toBe("2026-11-20");
    expect(settleDiscovery({ knowledge: [wrongdoer], notice: null })).toBeNull();
  });

  it("start with an agent's own discovery, and with an independent associate's notice", () => {
    const notice = { receivedOn: "2026-11-20", discoveredOn: "2026-11-02", actsAsAgent: true, statedPatients: null };
    expect(settleDiscovery({ knowledge: [], notice })).toBe("2026-11-02");
    expect(settleDiscovery({ knowledge: [], notice: { ...notice, actsAsAgent: false } })).toBe("2026-11-20");
  });
});

describe("a law-enforcement delay", () => {
  const oral: Hold = { form: "oral", statedOn: "2027-01-10", official: "" };
  it("by word of mouth holds through its 30th day and no further", () => {
    expect(endOfHold(oral)).toBe("2027-02-09");
    expect(isHeld(oral, "2027-02-09")).toBe(true);
    expect(isHeld(oral, "2027-02-10")).toBe(false);
    expect(isHeld(oral, "2027-01-09")).toBe(false);
  });

  it("moves a federal day that falls inside it, leaves a later one, and moves no state's", () => {
    const found = duties({ NY: 10 }, { hold: oral });
    expect(found.find(({ id }) => id === "individuals")).toMatchObject({ dueOn: "2027-02-09", held: true });
    expect(found.find(({ id }) => id === "hhs-annual")).toMatchObject({ dueOn: "2027-03-01", held: false });
    expect(dueOn(found, "state-individuals:NY")).toBe("2026-12-20");
    const written: Hold = { form: "written", statedOn: "2026-12-01", untilOn: "2027-04-01", official: "" };
    expect(dueOn(duties({ NY: 10 }, { hold: written }), "hhs-annual")).toBe("2027-04-01");
  });
});

describe("secured or not", () => {
  const locked = { diskEncrypted: "yes", machineState: "locked", strongLogin: "yes", keyApart: "yes" } as const;
  it("a locked computer with an encrypted disk, a strong login and its key apart is; an open one is not", () => {
    expect(examineProtection("computer", locked).secured).toBe(true);
    expect(examineProtection("computer", { ...locked, machineState: "off" }).secured).toBe(true);
    expect(examineProtection("computer", { ...locked, machineState: "open" })).toMatchObject({ secured: false });
  });

  it.each([
    { diskEncrypted: "no" },
    { diskEncrypted: "unknown" },
    { machineState: "unknown" },
    { strongLogin: "unknown" },
    { keyApart: "no" },
  ] as const)("%o is not", (change) => {
    expect(examineProtection("computer", { ...locked, ...change }).secured).toBe(false);
  });

  it("a backup is while its recovery sheet is elsewhere; what a vendor or a person read never is", () => {
    expect(examineProtection("backup", { ...locked, diskEncrypted: "no" }).secured).toBe(true);
    expect(examineProtection("backup", { ...locked, keyApart: "unknown" }).secured).toBe(false);
    expect(examineProtection("vendor", locked).secured).toBe(false);
    expect(examineProtection("person", locked).secured).toBe(false);
  });
});

describe("breach or not", () => {
  it("is presumed, and says what is missing", () => {
    const body = buildAssessment({ knowledge: [] });
    expect(judge(body)).toEqual({ outcome: "breach", gaps: ["discovery"] });
    expect(judge({ ...body, words: { ...body.words, contact: " " } }).gaps).toContain("letter-words");
  });

  it("becomes a low probability only with all four factors, each with its reason, and none high", () => {
    const body = buildAssessment({ conclusion: "low-probability" });
    expect(judge(body)).toEqual({ outcome: "low-probability", gaps: [] });
    const change = (more: object) => ({ ...body, factors: body.factors.map((factor, index) => (index === 2 ? { ...factor, ...more } : factor)) });
    expect(judge(change({ level: null })).gaps).toEqual(["factor-level"]);
    expect(judge(change({ rationale: "" })).gaps).toEqual(["factor-rationale"]);
    expect(judge(change({ level: "high" })).gaps).toEqual(["high-factor"]);
  });

  it("is none where the information was secured or an exception holds", () => {
    const lost = buildAssessment({ source: { kind: "computer" } });
    expect(judge(lost).outcome).toBe("secured");
    expect(judge({ ...lost, protection: { ...lost.protection, machineState: "open" } }).outcome).toBe("breach");
    expect(judge(buildAssessment({ exclusion: { kind: "good-faith", rationale: "" } }))).toEqual({
      outcome: "excluded",
      gaps: ["exclusion-rationale"],
    });
  });
});

describe("letters that reach nobody", () => {
  it("nine: another way; ten: 90 days in public", () => {
    expect([0, 1, 9, 10].map(chooseSubstitute)).toEqual(["none", "other-means", "other-means", "posting"]);
  });
});
