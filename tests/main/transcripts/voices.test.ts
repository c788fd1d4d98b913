import { describe, expect, it } from "vitest";
import { readTranscript } from "../../../main/transcripts/index.ts";

async function readTurns(text: string, kindHint = "txt") {
  const outcome = await readTranscript({ bytes: new TextEncoder().encode(text), kindHint });
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value.turns.map(({ label, role, startMs, text: words }) => [label, role, startMs, words]);
}

describe("a voice heard once keeps its own words", () => {
  it("among voices that return", async () => {
    const turns = await readTurns("Therapist: Hi.\nMother: He is sad.\nChild: No.\nTherapist: Go on.\nClient: All right.");
    expect(turns.map(([label, role]) => [label, role])).toEqual([
      ["Therapist", "clinician"],
      ["Mother", "other"],
      ["Child", "other"],
      ["Therapist", "clinician"],
      ["Client", "client"],
    ]);
  });

  it("but a heading inside speech stays speech", async () => {
    const turns = await readTurns("Therapist: Here it is.\nNote: rest more.\nThe aim is this: sleep.\nClient: Fine.\nTherapist: Good.\nClient: Yes.");
    expect(turns[0]?.[3]).toBe("Here it is. Note: rest more. The aim is this: sleep.");
  });
});

describe("who a label is", () => {
  it.each([
    ["Patient's mother", "other"],
    ["Client’s husband", "other"],
    ["Mother of the patient", "other"],
    ["Patient 2", "client"],
    ["P1", "client"],
    ["T1", "clinician"],
    ["Dr. Patricia Lee", "clinician"],
    ["Jane Roe, LCSW", "clinician"],
    ["Patricia", "unknown"],
    ["Carl", "unknown"],
    ["Theo", "unknown"],
    ["SPEAKER_00", "unknown"],
  ])("%s is %s", async (label, role) => {
    const turns = await readTurns(`${label}: One.\nZed: Two.\n${label}: Three.\nZed: Four.`);
    expect(turns[0]?.slice(0, 2)).toEqual([label, role]);
  });
});

describe("what meeting tools export", () => {
  it.each([
    ["a name and a time above the words", "Dr. Lee   0:03\nHello.\n\nAnn Roe   0:09\nHi.\n\nDr. Lee   0:12\nSo.", [3_000, 9_000, 12_000]],
    [
      "a bracketed name and a clock time",
      "[Dr. Lee] 10:03:22\nHello.\n[Ann Roe] 10:03:30\nHi.\n[Dr. Lee] 10:03:40\nSo.",
      [36_202_000, 36_210_000, 36_220_000],
    ],
    [
      "caption times in a text file",
      "0:0:1.200 --> 0:0:3.400\nDr. Lee\nHello.\n0:0:4.0 --> 0:0:5.0\nAnn Roe\nHi.\n0:0:6.0 --> 0:0:7.0\nDr. Lee\nSo.",
      [1_200, 4_000, 6_000],
    ],
  ])("%s", async (_name, text, times) => {
    const turns = await readTurns(text);
    expect(turns.map(([label, , , words]) => [label, words])).toEqual([
      ["Dr. Lee", "Hello."],
      ["Ann Roe", "Hi."],
      ["Dr. Lee", "So."],
    ]);
    expect(turns.map(([, , startMs]) => startMs)).toEqual(times);
  });

  it("bold labels and dashes", async () => {
    expect((await readTurns("**Therapist:** Hi.\n**Client:** Hello.")).map(([label]) => label)).toEqual(["Therapist", "Client"]);
    expect((await readTurns("Therapist - Hi.\nClient - Hello.")).map(([label]) => label)).toEqual(["Therapist", "Client"]);
  });

  it("SRT without blank lines between cues", async () => {
    const turns = await readTurns("1\n00:00:01,000 --> 00:00:02,000\nHello.\n2\n00:00:03,000 --> 00:00:04,000\nThere.", "srt");
    expect(turns.map(([, , startMs, words]) => [startMs, words])).toEqual([
      [1_000, "Hello."],
      [3_000, "There."],
    ]);
  });
});

const word = (content: string, start: string) => ({ type: "pronunciation", start_time: start, alternatives: [{ content }] });
const held = (start: string, speaker: string) => ({ speaker_label: speaker, items: [{ start_time: start, speaker_label: speaker }] });
const stop = { type: "punctuation", alternatives: [{ content: "." }] };

describe("what transcription services export", () => {
  it.each([
    [
      "Amazon Transcribe",
      {
        results: {
          speaker_labels: { segments: [held("0.5", "spk_0"), held("1.5", "spk_1")] },
          items: [word("Hello", "0.5"), stop, word("Hi", "1.5"), stop],
        },
      },
    ],
    [
      "Deepgram",
      {
        results: {
          channels: [
            {
              alternatives: [
                {
                  words: [
                    { word: "hello", punctuated_word: "Hello.", start: 0.5, speaker: 0 },
                    { word: "hi", punctuated_word: "Hi.", start: 1.5, speaker: 1 },
                  ],
                },
              ],
            },
          ],
        },
      },
    ],
    [
      "AssemblyAI, in milliseconds",
      {
        text: "Hello. Hi.",
        utterances: [
          { speaker: "A", text: "Hello.", start: 500, end: 900 },
          { speaker: "B", text: "Hi.", start: 1500, end: 1900 },
        ],
      },
    ],
    [
      "Rev",
      {
        monologues: [
          {
            speaker: 0,
            elements: [
              { type: "text", value: "Hello", ts: 0.5 },
              { type: "punct", value: "." },
            ],
          },
          {
            speaker: 1,
            elements: [
              { type: "text", value: "Hi", ts: 1.5 },
              { type: "punct", value: "." },
            ],
          },
        ],
      },
    ],
    [
      "Google",
      {
        results: [
          {
            alternatives: [
              {
                transcript: "Hello. Hi.",
                words: [
                  { word: "Hello.", startTime: "0.5s", speakerTag: 1 },
                  { word: "Hi.", startTime: "1.500s", speakerTag: 2 },
                ],
              },
            ],
          },
        ],
      },
    ],
  ])("%s: words joined by voice", async (_name, value) => {
    const turns = await readTurns(JSON.stringify(value), "json");
    expect(turns.map(([, , startMs, words]) => [startMs, words])).toEqual([
      [500, "Hello."],
      [1_500, "Hi."],
    ]);
    expect(new Set(turns.map(([label]) => label)).size).toBe(2);
  });

  it("whisper.cpp, and a transcript kept as one text", async () => {
    expect(await readTurns(JSON.stringify({ transcription: [{ offsets: { from: 250, to: 900 }, text: " Hello." }] }), "json")).toEqual([
      ["", "unknown", 250, "Hello."],
    ]);
    expect(await readTurns(JSON.stringify({ transcript: "T: Hi.\nC: Hello." }), "json")).toEqual([
      ["T", "clinician", null, "Hi."],
      ["C", "client", null, "Hello."],
    ]);
  });
});
