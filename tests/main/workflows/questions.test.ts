import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallOutput } from "../../../shared/contract/index.ts";
import type { ReviewKind } from "../../../shared/domain/access-review.ts";
import type { PatientId, UserId } from "../../../shared/domain/ids.ts";
import { password, type TestApp } from "../../support/compose-test-app.ts";
import { type SendingClinic, startSendingClinic } from "../../support/start-sending-clinic.ts";

let sending: SendingClinic;
let clinic: TestApp;
let okonkwo: PatientId;
let namesake: PatientId;
let self: PatientId;
const userIds = new Map<string, UserId>();
const stretch = { fromAt: "2026-11-20T00:00:00.000Z", toAt: "2026-12-20T00:00:00.000Z" };
const limits = { opensHour: 7, closesHour: 19, bulkCharts: 2 };
const timeZone = "America/Phoenix";
const everything = { patientId: null, userId: null, events: [], refusedOnly: false, stretch: null };
const look = async (kind: ReviewKind) => (await clinic.ask("reviews.look", { kind, stretch, limits, timeZone })).findings;

beforeAll(async () => {
  sending = await startSendingClinic({ policy: { charts: "care-team" } });
  clinic = sending.clinic;
  okonkwo = await sending.sendSessionOf();
  // 09:00 in UTC is 02:00 in Phoenix; from here on it is ten in the morning there.
  clinic.clock.advance(60_000);
  clinic.clock.setWall("2026-11-24T17:00:00.000Z");
  await clinic.signIn("whitcombe");
  ({ patientId: namesake } = await sending.registerWithSession({ familyName: "Whitcombe", givenName: "Edmund" }));
  ({ patientId: self } = await sending.registerWithSession({ familyName: "Whitcombe", givenName: "Rosalind" }));
  await clinic.ask("patients.open", { patientId: namesake });
  await clinic.signIn("okafor");
  await clinic.codeOf("patients.open", { patientId: okonkwo });
  await clinic.ask("glass.break", { patientId: okonkwo, reason: "crisis-call", password });
  await clinic.ask("patients.open", { patientId: okonkwo });
  await clinic.signIn("lindqvist");
  for (const user of (await clinic.ask("users.list", {})).users) userIds.set(user.username, user.id);
});
afterAll(() => sending.remove());

describe("who saw this patient, what did this person do", () => {
  it("names everyone who touched the chart, with refusals and who is not on the care team", async () => {
    const { viewers } = await clinic.ask("audit.whoSaw", { patientId: okonkwo, stretch });
    const own = viewers.find(({ userName }) => userName === "Rosalind Whitcombe");
    expect(own).toMatchObject({ onCareTeam: true, refused: 0, role: "clinician" });
    expect(viewers.find(({ userName }) => userName === "Ines Okafor")).toMatchObject({ onCareTeam: false, refused: 1 });
  });

  it("counts what one person did, act by act, and in how many charts", async () => {
    const { deeds, charts } = await clinic.ask("audit.whatDid", { userId: userIds.get("whitcombe") as UserId, stretch });
    expect(charts).toBe(3);
    expect(deeds.find(({ event }) => event === "patient.registered")).toMatchObject({ times: 3, charts: 3 });
  });

  it("finds by patient, person, act and refusal, and pages without a gap or a repeat", async () => {
    const all: number[] = [];
    for (let before: number | null = null; ; ) {
      const page: CallOutput<"audit.find"> = await clinic.ask("audit.find", {
        filter: { ...everything, patientId: okonkwo },
        beforeSeq: before,
        limit: 3,
      });
      all.push(...page.rows.map(({ seq }) => seq));
      expect(page.rows.every(({ patientName }) => patientName === "Okonkwo, Adaeze")).toBe(true);
      if (page.nextBeforeSeq === null) break;
      before = page.nextBeforeSeq;
    }
    expect(all).toEqual([...new Set(all)].sort((a, b) => b - a));
    const refused = await clinic.ask("audit.find", { filter: { ...everything, refusedOnly: true }, beforeSeq: null, limit: 50 });
    expect(refused.rows.map(({ event, actorName }) => [event, actorName])).toContainEqual(["patient.opened.failed", "Ines Okafor"]);
    const breaks = await clinic.ask("audit.find", { filter: { ...everything, events: ["glass.broken"] }, beforeSeq: null, limit: 50 });
    expect(breaks.rows).toHaveLength(1);
  });

  it("gives an auditor tokens, never names, and no way to ask by one", async () => {
    await clinic.signIn("auden");
    const { rows } = await clinic.ask("audit.find", { filter: everything, beforeSeq: null, limit: 200 });
    expect(rows.some(({ subject }) => subject !== null)).toBe(true);
    expect(rows.every(({ patientName }) => patientName === null)).toBe(true);
    expect(await clinic.codeOf("audit.find", { filter: { ...everything, patientId: okonkwo }, beforeSeq: null, limit: 5 })).toBe(
      "session.not-permitted",
    );
    expect(await clinic.codeOf("audit.whoSaw", { patientId: okonkwo, stretch })).toBe("session.not-permitted");
    await clinic.signIn("lindqvist");
  });

  it("writes every question into the log, with the patient it was about", async () => {
    const { rows } = await clinic.ask("audit.find", { filter: { ...everything, events: ["access.asked"] }, beforeSeq: null, limit: 50 });
    expect(rows.find(({ fields }) => fields["question"] === "who-saw")).toMatchObject({ actorName: "Per Lindqvist", patientName: "Okonkwo, Adaeze" });
  });
});

describe("reviews of access", () => {
  it("find one's own record, relatives' records, hours, bulk and broken glass", async () => {
    expect((await look("own-record")).map(({ patientId, userName }) => [patientId, userName])).toEqual([[self, "Rosalind Whitcombe"]]);
    expect((await look("same-surname")).map(({ patientId }) => patientId).sort()).toEqual([namesake, self].sort());
    expect((await look("after-hours")).map(({ patientName }) => patientName)).toEqual(["Okonkwo, Adaeze"]);
    expect(await look("bulk")).toEqual([]);
    const bulk = await clinic.ask("reviews.look", { kind: "bulk", stretch, limits: { ...limits, bulkCharts: 2 }, timeZone: "Asia/Tokyo" });
    expect(bulk.findings.every(({ charts }) => charts > 2)).toBe(true);
    expect((await look("break-glass")).map(({ userName }) => userName)).toEqual(["Ines Okafor"]);
  });

  it("are signed with a password, kept for good, and refused over more than a quarter", async () => {
    const signing = {
      kind: "own-record" as const,
      stretch,
      limits,
      timeZone,
      verdict: "followed-up" as const,
      remarks: "Spoke with R.W.; it was a test entry.",
    };
    expect(await clinic.codeOf("reviews.sign", { ...signing, password: "wrong" })).toBe("session.reauthentication-failed");
    const { findings } = await clinic.ask("reviews.sign", { ...signing, password });
    expect(findings).toBe(1);
    const { reviews } = await clinic.ask("reviews.list", {});
    expect(reviews).toMatchObject([{ kind: "own-record", findings: 1, signedByName: "Per Lindqvist", remarks: signing.remarks }]);
    const long = { fromAt: "2026-01-01T00:00:00.000Z", toAt: "2026-12-20T00:00:00.000Z" };
    expect(await clinic.codeOf("reviews.look", { kind: "bulk", stretch: long, limits, timeZone })).toBe("review.too-long");
    const { rows } = await clinic.ask("audit.find", { filter: { ...everything, events: ["review.signed"] }, beforeSeq: null, limit: 5 });
    expect(rows[0]?.fields).toMatchObject({ kind: "own-record", findings: 1, verdict: "followed-up" });
    expect(JSON.stringify(rows)).not.toContain("Spoke");
  });
});

describe("what left the building", () => {
  it("is counted by vendor, model, task, person and the clinic's own day", async () => {
    for (const [by, key] of [
      ["vendor", "Anthropic"],
      ["person", "Rosalind Whitcombe"],
      ["day", "2026-11-23"],
    ] as const) {
      const { tallies, charts } = await clinic.ask("sends.tally", { stretch, by, timeZone });
      expect(tallies).toMatchObject([{ key, sent: 1, refused: 0, charts: 1 }]);
      expect(charts).toBe(1);
    }
  });

  it("is told of one send to the last detail, with its entries and their checkpoint", async () => {
    const { sends } = await clinic.ask("sends.list", { limit: 10 });
    const told = await clinic.ask("sends.trace", { sendId: sends[0]?.id as never });
    expect(told.send).toMatchObject({ outcome: "completed", patientName: "Okonkwo, Adaeze" });
    expect(told.agreementTitle).not.toBeNull();
    expect(told.rows.map(({ event }) => event)).toEqual(["llm.request-sent", "llm.request-ended"]);
    expect(told.checkpoint?.size).toBeGreaterThan(told.rows.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER);
    expect(await clinic.codeOf("sends.trace", { sendId: "snd_00000000000000000000000000" as never })).toBe("send.not-found");
  });
});
