import { describe, expect, it } from "vitest";
import { isDeidentifiedText } from "../../../main/deid/deidentified-text.ts";
import { createDeidentifier, deidentifyHere } from "../../../main/deid/deidentify.ts";
import { loadDetector } from "../../../main/deid/detect.ts";
import { nothingKnown } from "../../../main/deid/known.ts";
import { readWeightsFile } from "../../../main/detector/weights-file.ts";
import { detector, marcus, outgoing, remove } from "./support.ts";

describe("placeholders", () => {
  it("gives one person one placeholder in every form", () => {
    const removed = remove(["Marcus Webb came in. Marcus's sleep is poor.", "yeah marcus said that", "Mr. Webb left at noon."], marcus);
    expect(outgoing(removed)).toEqual([
      "[PATIENT_1] came in. [PATIENT_1]'s sleep is poor.",
      "yeah [PATIENT_1] said that",
      "Mr. [PATIENT_1] left at noon.",
    ]);
  });

  it("tells patient, relative, clinician and stranger apart", () => {
    const removed = remove(["Marcus came with Odalys to see Dr. Raghavan about Thandiwe Mokoena."], marcus);
    expect(outgoing(removed)[0]).toBe("[PATIENT_1] came with [PERSON_1] to see Dr. [CLINICIAN_1] about [PERSON_2].");
  });

  it("numbers by first appearance and repeats for the same surface", () => {
    const removed = remove(["Seen 05/03/2024 and 06/11/2024.", "On 05/03/2024 he was well."]);
    expect(outgoing(removed)).toEqual(["Seen [DATE_1] and [DATE_2].", "On [DATE_1] he was well."]);
  });

  it("does not hand out a placeholder the text already holds", () => {
    const removed = remove(["The template says [PATIENT_1] but it is Marcus."], marcus);
    expect(outgoing(removed)[0]).toBe("The template says [PATIENT_1] but it is [PATIENT_2].");
    expect(removed.placeholders).not.toHaveProperty("[PATIENT_1]");
  });

  it("keeps the most complete form for the way back", () => {
    const { placeholders } = remove(["marcus is here", "Marcus Webb, that is"], marcus);
    expect(placeholders["[PATIENT_1]"]).toMatchObject({ type: "NAME", surface: "Marcus Webb" });
  });
});

describe("a session of turns", () => {
  it("sees a number split over turns", () => {
    const lines = outgoing(
      remove(["what number can I call you on", "it's six oh two five five five", "six oh two five five five", "oh one nine nine"]),
    ).join("\n");
    expect(lines).not.toMatch(/six oh two|five five five|oh one nine nine/);
  });

  it("looks for people only the labels name, and sends roles instead", () => {
    const turns = [
      { line: 1, label: "Zephyrine Okafor", role: "client" as const, text: "I slept badly." },
      { line: 2, label: "Dr. Lund", role: "clinician" as const, text: "Tell me more, zephyrine." },
    ];
    const result = deidentifyHere(detector, { turns, known: nothingKnown, added: [] });
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.whole.value).toBe("Client: I slept badly.\nClinician: Tell me more, [PERSON_1].");
  });

  it("gives spans in the offsets of their own line", () => {
    const texts = ["Nothing here.", "Then Marcus called 602-555-0142 twice."];
    for (const span of remove(texts, marcus).spans) {
      expect(span.line).toBe(2);
      expect(["Marcus", "602-555-0142"]).toContain(texts[1]?.slice(span.start, span.end));
    }
  });

  it("replaces what a person adds and never less", () => {
    const turns = [{ line: 4, label: "", text: "He is the mayor's cousin, Marcus." }];
    const result = deidentifyHere(detector, { turns, known: marcus, added: [{ line: 4, start: 10, end: 24 }] });
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.lines[0]?.text.value).toBe("He is the [ID_1], [PATIENT_1].");
    expect(result.value.spans[0]?.why).toEqual(["added-by-person"]);
  });

  it("says what it doubts", () => {
    const removed = remove(["I'm the only female fire chief in the county."]);
    expect(removed.doubtful.map((doubt) => doubt.why)).toEqual(["unique-role"]);
  });

  it("ranks its doubts and asks from the policy's level on", () => {
    const turns = [{ line: 1, label: "", text: "The Zaltbommel thing was on the phone tree. I'm the only female fire chief in the county." }];
    const all = deidentifyHere(detector, { turns, known: nothingKnown, added: [] }, { reviewFromRisk: 0, releases: "none" });
    const few = deidentifyHere(detector, { turns, known: nothingKnown, added: [] }, { reviewFromRisk: 0.85, releases: "none" });
    if (!all.ok || !few.ok) throw new Error("refused");
    const risks = all.value.doubtful.map(({ risk }) => risk);
    expect(risks).toEqual([...risks].sort((a, b) => b - a));
    expect(few.value.doubtful.map(({ why }) => why)).toEqual(["unique-role"]);
  });

  it("counts by type", () => {
    expect(remove(["Marcus called 602-555-0142 and 602-555-0143."], marcus).countsByType).toEqual({ NAME: 1, PHONE: 2 });
  });
});

describe("one identifier beside another", () => {
  it("keeps an employer and a month apart, and hides an age of over ninety", () => {
    const [text] = outgoing(remove(["Let go by Delgado Brothers Roofing in October of 2023, said her grandmother, now 94."]));
    expect(text).toMatch(/^Let go by \[ORG_1\] in \[DATE_1\] of 2023|^Let go by \[ORG_1\] in \[DATE_1\], said/);
    expect(text).toContain("[AGE_1]");
  });
});

describe("what a person lets stand", () => {
  const turns = [{ line: 7, label: "", text: "Marcus saw Thandiwe, who has 219-09-9999." }];
  const place = (words: string) => {
    const start = turns[0]?.text.indexOf(words) ?? 0;
    return { line: 7, start, end: start + words.length, reason: "public-knowledge" as const };
  };
  const ask = (words: string, releases: "guesses" | "none") =>
    deidentifyHere(detector, { turns, known: marcus, added: [], released: [place(words)] }, { reviewFromRisk: 0, releases });

  it("stays where it was only guessed", () => {
    const result = ask("Thandiwe", "guesses");
    expect(result.ok && result.value.lines[0]?.text.value).toBe("[PATIENT_1] saw Thandiwe, who has [SSN_1].");
  });

  it.each([
    ["a name of the chart", "Marcus", "guesses"],
    ["a number", "219-09-9999", "guesses"],
    ["anything the policy holds", "Thandiwe", "none"],
  ] as const)("never is %s", (_what, words, releases) => {
    expect(ask(words, releases)).toEqual({ ok: false, error: { code: "deid.release-not-allowed" } });
  });
});

describe("failing closed", () => {
  const refused = { ok: false, error: { code: "deid.detector-failed" } };

  it("answers a throwing detector with a failure that holds none of the text", async () => {
    const broken = createDeidentifier(async () => {
      throw new Error("saw Marcus");
    });
    expect(await broken.deidentify({ turns: [{ line: 1, label: "", text: "Marcus" }], known: marcus, added: [] })).toEqual(refused);
    expect(await broken.detect("Marcus", marcus)).toEqual(refused);
  });

  it("refuses weights that are missing, shortened or changed by one bit", () => {
    const weights = readWeightsFile();
    expect(loadDetector(weights).ok).toBe(true);
    const changed = Uint8Array.from(weights);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const bytes of [new Uint8Array(), weights.subarray(0, weights.length - 1), changed]) expect(loadDetector(bytes)).toEqual(refused);
  });

  it("refuses when only the check of doubts throws", () => {
    const broken = {
      ...detector,
      inspect: () => {
        throw new Error("no");
      },
    };
    expect(deidentifyHere(broken, { turns: [{ line: 1, label: "", text: "Marcus" }], known: marcus, added: [] }).ok).toBe(false);
  });

  it("refuses a redaction that is outside its line", () => {
    const result = deidentifyHere(detector, {
      turns: [{ line: 1, label: "", text: "short" }],
      known: nothingKnown,
      added: [{ line: 1, start: 2, end: 40 }],
    });
    expect(result).toEqual({ ok: false, error: { code: "deid.detector-failed" } });
  });

  it("refuses a language it cannot read", () => {
    const spanish =
      "La paciente dice que desde hace varias semanas duerme muy mal porque su hermano perdió el trabajo y la familia entera vive ahora con mucha preocupación por el dinero, la escuela de los niños y la salud de la abuela, que está enferma desde enero.";
    for (const text of [spanish, "患者は三週間前から眠れないと述べた。仕事と家族のことで心配が多く、食欲もない。来週もう一度来院する予定である。"]) {
      const result = deidentifyHere(detector, { turns: [{ line: 1, label: "", text }], known: nothingKnown, added: [] });
      expect(result).toEqual({ ok: false, error: { code: "deid.language-unknown" } });
    }
  });

  it("makes text that passes the gate's check, and only that", () => {
    const [line] = remove(["hello"]).lines;
    expect(isDeidentifiedText(line?.text)).toBe(true);
    expect(isDeidentifiedText({ value: "hello", policy: line?.text.policy })).toBe(false);
    expect(isDeidentifiedText(Object.create(Object.getPrototypeOf(line?.text) as object))).toBe(false);
    expect(() => JSON.stringify(line)).toThrow();
    expect(String(line?.text)).not.toContain("hello");
  });
});
