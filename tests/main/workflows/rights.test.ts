import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PatientId } from "../../../shared/domain/ids.ts";
import { findEarliest, shippedRules } from "../../../shared/domain/retention.ts";
import type { RequestContent, RequestKind } from "../../../shared/domain/rights.ts";
import { buildDemographics } from "../../support/build-patient.ts";
import { password, startTestClinic, type TestApp } from "../../support/compose-test-app.ts";
import { signSession } from "../../support/sign-session.ts";

let clinic: TestApp;
let patientId: PatientId;
const dayMs = 86_400_000;
beforeEach(async () => {
  clinic = await startTestClinic();
  await clinic.signIn("whitcombe");
  ({ id: patientId } = await clinic.ask("patients.register", buildDemographics()));
  await clinic.signIn("lindqvist");
});
afterEach(() => clinic.remove());

const asked: RequestContent = {
  ...({ channel: "letter", requester: "patient", requesterName: "", proof: "Driver's license seen", asked: "All notes of 2026" } as const),
  ...{ noteId: null, format: "PDF", recipient: "" },
};
const record = (kind: RequestKind, receivedOn = "2026-11-20", content = asked) =>
  clinic.ask("rights.record", { patientId, kind, receivedOn, content });
const letter = () => Buffer.from(clinic.exports.get("chosen") ?? []).toString("utf8");

describe("the clocks", () => {
  it("run from the day of receipt: 30 days for access, 60 for an amendment, and 30 more once, with a reason", async () => {
    const access = await record("access");
    const amendment = await record("amendment");
    expect([access.dueOn, amendment.dueOn]).toEqual(["2026-12-20", "2027-01-19"]);
    const extended = await clinic.ask("rights.extend", { id: access.id, reason: "The archive is off site." });
    expect(extended.dueOn).toBe("2027-01-19");
    expect(await clinic.codeOf("rights.extend", { id: access.id, reason: "Again" })).toBe("rights.already-extended");
    expect((await clinic.ask("rights.writeLetter", { id: access.id })).letter).toBe("extension");
    expect(letter()).toContain("The archive is off site.");
    expect(await clinic.codeOf("rights.record", { patientId, kind: "access", receivedOn: "2026-11-24", content: asked })).toBe("rights.in-future");
    const { requests } = await clinic.ask("rights.clocks", {});
    expect(requests.map(({ kind, dueOn, extended: more }) => [kind, dueOn, more])).toEqual([
      ["access", "2027-01-19", true],
      ["amendment", "2027-01-19", false],
    ]);
  });

  it("stop with the decision; what is closed stays on the list for a while and then leaves it", async () => {
    const { id } = await record("access");
    await clinic.ask("rights.withdraw", { id });
    expect(await clinic.codeOf("rights.decide", { id, decision: { kind: "accepted", text: "" } })).toBe("rights.closed");
    expect((await clinic.ask("rights.clocks", {})).requests).toMatchObject([{ id, state: "withdrawn" }]);
    clinic.clock.advance(100 * dayMs);
    await clinic.signIn("lindqvist");
    expect((await clinic.ask("rights.clocks", {})).requests).toEqual([]);
  });

  it("are the office's: a clinician sees none", async () => {
    await clinic.signIn("whitcombe");
    expect(await clinic.codeOf("rights.clocks", {})).toBe("session.not-permitted");
    expect(await clinic.codeOf("rights.ofPatient", { patientId })).toBe("session.not-permitted");
  });
});

describe("a denial", () => {
  const deny = (ground: string, professional = "") => ({
    kind: "denied" as const,
    ground: ground as "inmate",
    rationale: "As judged.",
    professional,
  });

  it("stands on a ground of its own kind, and on a professional's judgement where the rule asks for one", async () => {
    const { id } = await record("access");
    expect(await clinic.codeOf("rights.decide", { id, decision: deny("accurate-and-complete") })).toBe("rights.wrong-ground");
    expect(await clinic.codeOf("rights.decide", { id, decision: deny("upset") })).toBe("ipc.malformed-input");
    expect(await clinic.codeOf("rights.decide", { id, decision: deny("endangers-life") })).toBe("rights.professional-needed");
    await clinic.ask("rights.decide", { id, decision: deny("endangers-life", "Rosalind Whitcombe, LCSW") });
    expect((await clinic.ask("rights.writeLetter", { id })).letter).toBe("access-denied");
    for (const words of [
      "45 CFR 164.524(a)(3)(i)",
      "Rosalind Whitcombe, LCSW",
      "164.524(a)(4)",
      "Secretary of Health and Human Services",
      "we give you",
    ]) {
      expect(letter()).toContain(words);
    }
  });

  it("of an amendment is answered by a statement, and that by a rebuttal; in this order alone", async () => {
    const { id } = await record("amendment");
    expect(await clinic.codeOf("rights.addStatement", { id, kind: "disagreement", text: "No." })).toBe("rights.not-denied");
    await clinic.ask("rights.decide", { id, decision: deny("accurate-and-complete") });
    expect(await clinic.codeOf("rights.addStatement", { id, kind: "rebuttal", text: "Yes." })).toBe("rights.not-denied");
    await clinic.ask("rights.addStatement", { id, kind: "disagreement", text: "I said five." });
    expect(await clinic.ask("rights.addStatement", { id, kind: "rebuttal", text: "The line says four." })).toMatchObject({
      disagreement: { text: "I said five.", byName: "Per Lindqvist" },
      rebuttal: { text: "The line says four." },
    });
    await clinic.ask("rights.writeLetter", { id });
    for (const words of ["statement of disagreement", "164.526(a)(2)(iv)"]) expect(letter()).toContain(words);
  });
});

describe("an amendment", () => {
  it("needs its words when it is accepted, and tells the patient whom to name", async () => {
    const { id } = await record("amendment");
    expect(await clinic.codeOf("rights.decide", { id, decision: { kind: "accepted", text: " " } })).toBe("rights.nothing-to-write");
    await clinic.ask("rights.decide", { id, decision: { kind: "accepted", text: "The client slept five hours." } });
    await clinic.ask("rights.writeLetter", { id });
    for (const words of ["The client slept five hours.", "who has received the uncorrected record"]) expect(letter()).toContain(words);
  });

  it("leaves what was asked and decided in the log by code alone", async () => {
    const { id } = await record("amendment", "2026-11-20", { ...asked, asked: "quokka-words" });
    await clinic.ask("rights.decide", { id, decision: { kind: "accepted", text: "quokka-decided" } });
    await clinic.signIn("auden");
    const { rows } = await clinic.ask("audit.list", { beforeSeq: null, limit: 50 });
    expect(rows.find(({ event }) => event === "request.decided")?.fields).toEqual({ requestId: id, decision: "accepted" });
    expect(JSON.stringify(rows)).not.toContain("quokka");
  });
});

describe("how long a record is kept", () => {
  const choice = { rules: [], adoptGuideline: false, leastYears: 0 };
  const dates = { bornOn: "1980-05-05", lastServiceOn: "2020-02-29", stateCodes: ["AZ"], lastDisclosedOn: null, lastDocumentOn: null };

  it.each([
    ["an adult of Arizona: six years after the last service, never a day early", dates, "2026-03-01"],
    ["a minor of Arizona: three years after coming of age, if that is later", { ...dates, bornOn: "2012-01-02" }, "2033-01-02"],
    ["a minor near majority: six years after the last service, if that is later", { ...dates, bornOn: "2002-06-01" }, "2026-03-01"],
    ["California beside Arizona: the longer of the two", { ...dates, stateCodes: ["AZ", "CA"] }, "2027-03-01"],
    ["a disclosure to account for", { ...dates, lastDisclosedOn: "2024-04-04" }, "2030-04-04"],
    ["a document HIPAA asks for", { ...dates, lastDocumentOn: "2025-04-04" }, "2031-04-04"],
  ])("%s", (_words, given, on) => {
    expect(findEarliest(given, choice)).toMatchObject({ on });
  });

  it("a State nobody has a rule for is never; the guideline counts where the policy adopts it, a payer's floor everywhere", () => {
    const texas = { ...dates, stateCodes: ["TX"] };
    expect(findEarliest(texas, choice)).toEqual({ missing: "TX" });
    expect(findEarliest(texas, { ...choice, adoptGuideline: true })).toMatchObject({ on: "2027-03-01", citation: expect.stringContaining("APA") });
    expect(findEarliest(dates, { ...choice, leastYears: 10 })).toMatchObject({ on: "2030-03-01" });
    const own = { ...(shippedRules[1] as (typeof shippedRules)[number]), adultYears: 12, citation: "Counsel's memo" };
    expect(findEarliest(dates, { ...choice, rules: [own] })).toMatchObject({ on: "2032-02-29", citation: "Counsel's memo" });
  });

  it("is shown before it acts: transcripts by their clock, records by theirs, and nothing of who is still seen", async () => {
    await clinic.remove();
    clinic = await startTestClinic({ policy: { transcripts: { keep: "nothing", days: 30 } } });
    await clinic.signIn("whitcombe");
    const { id: long } = await clinic.ask("patients.register", buildDemographics({ mrn: "00901" }));
    await signSession(clinic, long, { startedAt: "2015-05-05T09:00:00.000Z" });
    await clinic.signIn("lindqvist");
    const preview = await clinic.ask("retention.preview", {});
    expect(preview.transcripts).toMatchObject([{ patientId: long, on: "2026-12-23" }]);
    expect(preview.records).toMatchObject([{ patientId: long, on: "2021-05-05", citation: "Ariz. Rev. Stat. § 12-2297" }]);
    const weighed = await clinic.ask("destructions.weigh", { patientId: long, reason: "retention-ended" });
    expect(weighed.blocks).toEqual([]);
    expect(await clinic.codeOf("destructions.propose", { patientId: long, reason: "retention-ended", password })).toBe(null);
  });
});
