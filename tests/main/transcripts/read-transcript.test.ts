import { randomBytes } from "node:crypto";
import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import { readTranscript } from "../../../main/transcripts/index.ts";
import { largestTranscriptBytes } from "../../../shared/domain/transcript.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const read = (text: string, kindHint = "txt") => readTranscript({ bytes: encode(text), kindHint });

async function readTurns(text: string, kindHint = "txt") {
  const outcome = await read(text, kindHint);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

async function makeDocx(paragraphs: readonly string[]) {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join("");
  await zip.add("word/document.xml", new TextReader(`<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`));
  return zip.close();
}

describe("styles of text", () => {
  const styles: readonly (readonly [name: string, text: string])[] = [
    ["labels with a colon", "Therapist: How did you sleep?\nClient: Badly, again.\nTherapist: Tell me more.\nClient: I woke at three."],
    ["labels in brackets", "[therapist] How did you sleep?\n[client] Badly, again.\n[therapist] Tell me more.\n[client] I woke at three."],
    ["single letters", "T: How did you sleep?\nC: Badly, again.\nT: Tell me more.\nC: I woke at three."],
    [
      "times before labels",
      "[00:01] Therapist: How did you sleep?\n[00:04] Client: Badly, again.\n[00:09] Therapist: Tell me more.\n[00:12] Client: I woke at three.",
    ],
    [
      "times after labels",
      "Therapist (00:00:01): How did you sleep?\nClient (00:00:04): Badly, again.\nTherapist (00:00:09): Tell me more.\nClient (00:00:12): I woke at three.",
    ],
    [
      "headings with words below",
      "00:01 Therapist\nHow did you sleep?\n\n00:04 Client\nBadly, again.\n\n00:09 Therapist\nTell me more.\n\n00:12 Client\nI woke at three.",
    ],
  ];
  it.each(styles)("%s", async (_name, text) => {
    const { turns } = await readTurns(text);
    expect(turns.map((turn) => turn.role)).toEqual(["clinician", "client", "clinician", "client"]);
    expect(turns.map((turn) => turn.text)).toEqual(["How did you sleep?", "Badly, again.", "Tell me more.", "I woke at three."]);
    expect(turns.map((turn) => turn.line)).toEqual([1, 2, 3, 4]);
  });

  it("keeps a colon inside speech, and words wrapped onto the next line", async () => {
    const { turns } = await readTurns("Therapist: One thing: sleep.\nClient: Two things\nreally: sleep and food.\nTherapist: Go on.\nClient: Yes.");
    expect(turns[0]?.text).toBe("One thing: sleep.");
    expect(turns[1]?.text).toBe("Two things really: sleep and food.");
  });

  it("takes lines without speakers as they are, and says so", async () => {
    const { turns, warnings } = await readTurns("I have not slept.\nSince the move, mostly.\nIt is the noise.");
    expect(turns).toHaveLength(3);
    expect(turns.every((turn) => turn.role === "unknown" && turn.label === "")).toBe(true);
    expect(warnings).toContain("no-speakers");
  });

  it("leaves a bare name for a person to say who it is", async () => {
    const { turns } = await readTurns("Speaker 1: Hello.\nSpeaker 2: Hi.\nSpeaker 1: So.\nSpeaker 2: Yes.");
    expect(new Set(turns.map((turn) => turn.role))).toEqual(new Set(["unknown"]));
  });
});

describe("other kinds", () => {
  it("reads WebVTT with voices and times", async () => {
    const { turns, kind } = await readTurns(
      "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Therapist>How did you sleep?\n\n00:00:04.500 --> 00:00:06.000\n<v Client>Badly &amp; late.",
      "vtt",
    );
    expect(kind).toBe("vtt");
    expect(turns).toMatchObject([
      { role: "clinician", startMs: 1_000, text: "How did you sleep?" },
      { role: "client", startMs: 4_500, text: "Badly & late." },
    ]);
  });

  it("reads SRT", async () => {
    const { turns } = await readTurns("1\n00:00:01,250 --> 00:00:03,000\nTherapist: Hello.\n\n2\n00:00:04,000 --> 00:00:05,000\nClient: Hi.", "srt");
    expect(turns).toMatchObject([
      { startMs: 1_250, label: "Therapist" },
      { startMs: 4_000, label: "Client" },
    ]);
  });

  it.each([
    [
      "a list",
      [
        { speaker: "therapist", text: "Hello.", start: 1.5 },
        { speaker: "client", text: "Hi." },
      ],
    ],
    [
      "segments",
      {
        segments: [
          { speaker: "therapist", text: "Hello.", start: 1.5 },
          { speaker: "client", text: "Hi." },
        ],
      },
    ],
    [
      "results with utterances",
      {
        results: {
          utterances: [
            { speaker: "therapist", transcript: "Hello.", start: 1.5 },
            { speaker: "client", transcript: "Hi." },
          ],
        },
      },
    ],
  ])("reads JSON: %s", async (_name, value) => {
    const { turns } = await readTurns(JSON.stringify(value), "json");
    expect(turns).toMatchObject([
      { role: "clinician", text: "Hello.", startMs: 1_500 },
      { role: "client", text: "Hi.", startMs: null },
    ]);
  });

  it("reads Word documents", async () => {
    const bytes = await makeDocx(["Therapist: How did you sleep?", "Client: Badly &amp; late.", "Therapist: Go on.", "Client: Yes."]);
    const outcome = await readTranscript({ bytes, kindHint: "docx" });
    expect(outcome).toMatchObject({ ok: true, value: { kind: "docx", turns: [{ text: "How did you sleep?" }, { text: "Badly & late." }, {}, {}] } });
  });
});

describe("bad input is refused by name", () => {
  const cases: readonly (readonly [name: string, bytes: Uint8Array, hint: string, code: string])[] = [
    ["nothing", new Uint8Array(0), "txt", "transcript.empty"],
    ["blanks", encode(" \n\t \r\n"), "txt", "transcript.empty"],
    ["a PDF", encode("%PDF-1.7 and more"), "txt", "transcript.binary"],
    ["zero bytes", Uint8Array.from([72, 0, 105, 0, 0, 1]), "txt", "transcript.binary"],
    ["over the limit", new Uint8Array(largestTranscriptBytes + 1).fill(65), "txt", "transcript.too-large"],
    ["a broken Word document", encode("PK\u0003\u0004 but nothing more"), "docx", "transcript.unreadable"],
    ["an archive that is no document", encode("PK\u0003\u0004 but nothing more"), "txt", "transcript.binary"],
    ["text that calls itself a document", encode("Therapist: hello"), "docx", "transcript.unreadable"],
    ["JSON of no known shape", encode('{"hello": 1}'), "json", "transcript.unreadable"],
    ["broken JSON", encode('[{"speaker": "a",'), "json", "transcript.unreadable"],
    ["captions without a cue", encode("WEBVTT\n\nnothing here"), "vtt", "transcript.unreadable"],
    ["UTF-16 cut in half", Uint8Array.from([0xff, 0xfe, 0x41, 0x00, 0x00, 0xd8]), "txt", "transcript.bad-encoding"],
  ];
  it.each(cases)("%s", async (_name, bytes, kindHint, code) => {
    expect(await readTranscript({ bytes, kindHint })).toEqual({ ok: false, error: expect.objectContaining({ code }) as unknown });
  });

  it("takes older encodings and says so", async () => {
    const bytes = Uint8Array.from([...encode("Therapist: caf"), 0xe9, ...encode("?\nClient: yes.\nTherapist: ok.\nClient: ok.")]);
    const outcome = await readTranscript({ bytes, kindHint: "txt" });
    expect(outcome).toMatchObject({ ok: true, value: { turns: [{ text: "café?" }, {}, {}, {}] } });
    expect(outcome.ok && outcome.value.warnings).toContain("recoded");
  });

  it("reads UTF-16 with its mark", async () => {
    const text = "Therapist: hello\nClient: hi\nTherapist: so\nClient: yes";
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    expect(await readTranscript({ bytes, kindHint: "txt" })).toMatchObject({ ok: true, value: { turns: [{ text: "hello" }, {}, {}, {}] } });
  });

  it("never throws on 600 random files", async () => {
    for (let round = 0; round < 600; round += 1) {
      const bytes = randomBytes(1 + (round % 700));
      const hint = ["txt", "vtt", "srt", "docx", "json", "xyz"][round % 6] as string;
      const outcome = await readTranscript({ bytes, kindHint: hint });
      if (!outcome.ok) expect(outcome.error.code).toMatch(/^transcript\./);
    }
  });

  it("breaks a monologue into lines of bounded length and loses no word", async () => {
    const words = Array.from({ length: 4_000 }, (_unused, index) => `word${index}`);
    const { turns } = await readTurns(`Client: ${words.join(" ")}\nTherapist: ok\nClient: yes\nTherapist: so`);
    expect(turns.every((turn) => turn.text.length <= 2_400)).toBe(true);
    expect(turns.flatMap((turn) => turn.text.split(" ")).filter((word) => word.startsWith("word"))).toHaveLength(4_000);
  });
});
