import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PatientId } from "../../../shared/domain/ids.ts";
import type { TestApp } from "../../support/compose-test-app.ts";
import { type SendingClinic, startSendingClinic } from "../../support/start-sending-clinic.ts";

let sending: SendingClinic;
let clinic: TestApp;
let patientId: PatientId;
const content = {
  recipient: "Coconino County Superior Court",
  recipientAddress: "200 N San Francisco St, Flagstaff, AZ",
  what: "Session notes of 2026",
  basis: "Subpoena of 12 November, copy in the file",
};

beforeAll(async () => {
  sending = await startSendingClinic();
  clinic = sending.clinic;
  patientId = await sending.sendSessionOf();
  await clinic.signIn("abara");
});
afterAll(() => sending.remove());

describe("the accounting of disclosures", () => {
  it("shows treatment, payment and operations apart, as exempt", async () => {
    const listed = await clinic.ask("disclosures.list", { patientId });
    expect(listed).toMatchObject({ since: "2020-11-23", disclosures: [], lastGivenOn: null, freeFrom: null });
    expect(listed.exempt).toMatchObject([{ vendorName: "Anthropic", times: 1 }]);
  });

  it("takes what was disclosed outside the program, six years back and not ahead", async () => {
    const record = (disclosedOn: string) => clinic.codeOf("disclosures.record", { patientId, disclosedOn, purpose: "court-order", content });
    expect(await record("2026-11-14")).toBeNull();
    expect(await record("2020-11-22")).toBeNull();
    expect(await record("2026-11-24")).toBe("disclosure.in-future");
    const { disclosures } = await clinic.ask("disclosures.list", { patientId });
    expect(disclosures).toMatchObject([{ disclosedOn: "2026-11-14", purpose: "court-order", content, recordedByName: "Tunde Abara" }]);
  });

  it("prints date, recipient with address, what and why; the next within a year is not free", async () => {
    expect(await clinic.ask("disclosures.print", { patientId })).toMatchObject({ entries: 1 });
    const page = new TextDecoder().decode(clinic.exports.get("chosen"));
    for (const said of ["November 14, 2026", content.recipient, content.recipientAddress, content.what, "Court order or subpoena", content.basis]) {
      expect(page, said).toContain(said);
    }
    const listed = await clinic.ask("disclosures.list", { patientId });
    expect(listed).toMatchObject({ lastGivenOn: "2026-11-23", freeFrom: "2027-11-23" });
  });

  it("is the office's alone, and every step is in the log under the patient", async () => {
    await clinic.signIn("whitcombe");
    expect(await clinic.codeOf("disclosures.list", { patientId })).toBe("session.not-permitted");
    await clinic.signIn("abara");
    const events = ["disclosure.recorded", "disclosures.printed"];
    const filter = { patientId, userId: null, events, refusedOnly: false, stretch: null };
    const { rows } = await clinic.ask("audit.find", { filter, beforeSeq: null, limit: 50 });
    expect(rows.map(({ event }) => event)).toEqual([
      "disclosures.printed",
      "disclosure.recorded.failed",
      "disclosure.recorded",
      "disclosure.recorded",
    ]);
    expect(JSON.stringify(rows.map(({ fields }) => fields))).not.toContain("Coconino");
  });
});
