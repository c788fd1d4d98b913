import { describe, expect, it } from "vitest";
import { buildKnownIdentifiers } from "../../../main/deid/known.ts";
import { resembles } from "../../../main/deid/resemblance.ts";
import { marcus, outgoing, remove } from "./support.ts";

const gone = (text: string, ...words: string[]): void => {
  const [out = ""] = outgoing(remove([text], marcus));
  for (const word of words) expect(out.toLowerCase()).not.toContain(word.toLowerCase());
};

describe("what the chart knows", () => {
  it("finds names in any case, in parts and misheard", () => {
    gone("so marcus webb is here", "marcus", "webb");
    gone("WEBB, MARCUS was late", "webb", "marcus");
    gone("then raghaven told me to rest", "raghaven");
    gone("odalis drove me", "odalis");
  });

  it("finds the birth date in every rendering", () => {
    for (const text of [
      "born 1984-03-07",
      "DOB 3/7/84",
      "March 7, 1984",
      "the seventh of March nineteen eighty-four",
      "7 Mar 1984",
      "oh three oh seven eighty four is my birthday",
    ]) {
      expect(outgoing(remove([text], marcus))[0]).toContain("[DATE_1]");
    }
  });

  it("finds numbers with other separators and read aloud", () => {
    gone("call 602 555 0142", "0142");
    gone("it is six oh two five five five oh one four two", "oh one four two");
    gone("record MW 20417 please", "20417");
  });

  it("finds e-mail, address and clinic", () => {
    gone("write to MWEBB84@example.org", "mwebb84");
    gone("near juniper hollow rd in globe", "juniper hollow");
    gone("at copper basin counseling last week", "copper basin");
  });

  it("leaves a word alone that is only sometimes a name", () => {
    const will = { persons: [{ role: "patient" as const, names: ["Will Hope"] }] };
    const [a, b] = outgoing(remove(["I will call and hope it helps.", "Will said he slept."], will));
    expect(a).toBe("I will call and hope it helps.");
    expect(b).toBe("[PATIENT_1] said he slept.");
  });
});

describe("buildKnownIdentifiers", () => {
  it("takes everything the record holds and drops empty fields", () => {
    const known = buildKnownIdentifiers({
      demographics: {
        familyName: "Webb",
        givenName: "Marcus",
        preferredName: "",
        pronouns: "he/him",
        bornOn: "1984-03-07" as never,
        mrn: "MW-20417",
        phone: "",
        email: "",
        address: "",
        stateCode: "AZ",
        alerts: "",
        relatedPersons: [{ name: "Odalys Webb", relationship: "mother" }],
      },
      clinicians: ["Priya Raghavan"],
      clinic: { name: "Copper Basin Counseling", address: "", phone: "", stateCode: "AZ" },
    });
    expect(known.persons.map(({ role, names }) => [role, ...names])).toEqual([
      ["patient", "Marcus Webb"],
      ["related", "Odalys Webb"],
      ["clinician", "Priya Raghavan"],
    ]);
    expect(known.phones).toEqual([]);
  });
});

describe("resembles", () => {
  it("hears through misspellings and not through other names", () => {
    expect(resembles("marckus", "marcus")).toBe(true);
    expect(resembles("katharine", "catherine")).toBe(true);
    expect(resembles("martin", "marcus")).toBe(false);
    expect(resembles("web", "webb")).toBe(false);
  });
});
