import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import { readTranscript } from "../../../main/transcripts/index.ts";
import { TurnSchema } from "../../../shared/domain/transcript.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const size = 300_000;
/** Far above what any of them takes, far below what a pattern that backtracks would. */
const patienceMs = 5_000;

async function makeDocx(xml: string) {
  const zip = new ZipWriter(new Uint8ArrayWriter());
  await zip.add("word/document.xml", new TextReader(xml));
  return zip.close();
}

describe("files made to be slow", () => {
  it.each([
    ["a line of blanks", `a${" ".repeat(size)}b`, "txt"],
    ["a label and a line of blanks", `Therapist${" ".repeat(size)}x`, "txt"],
    ["blanks before a time", `Therapist${" ".repeat(size)}(00:01): x`, "txt"],
    ["open brackets", "[".repeat(size), "txt"],
    ["open tags", `1\n00:00:01.000 --> 00:00:02.000\n${"<".repeat(size)}`, "vtt"],
    ["voice tags never closed", `1\n00:00:01.000 --> 00:00:02.000\n${"<v ".repeat(size / 3)}`, "vtt"],
    ["stops", `a: ${"!".repeat(size)}`, "txt"],
    ["one endless word", "x".repeat(size), "txt"],
    ["blank lines", `${"\r\n".repeat(size)}a`, "vtt"],
    ["nested JSON", "[".repeat(size), "json"],
    ["a label on every line", Array.from({ length: size / 10 }, (_unused, at) => `L${at}: hi`).join("\n"), "txt"],
    ["dashes", "a - ".repeat(size / 4), "txt"],
  ])("%s", async (_name, text, kindHint) => {
    const started = performance.now();
    const outcome = await readTranscript({ bytes: encode(text), kindHint });
    expect(performance.now() - started).toBeLessThan(patienceMs);
    if (outcome.ok) for (const turn of outcome.value.turns.slice(0, 500)) TurnSchema.parse(turn);
  });

  it.each([
    ["paragraphs never closed", "<w:p ".repeat(size)],
    ["text never closed", `<w:p>${"<w:t ".repeat(size)}</w:document>`],
    ["breaks never closed", `<w:p>${"<w:br ".repeat(size)}</w:document>`],
  ])("a document of %s", async (_name, xml) => {
    const bytes = await makeDocx(xml);
    const started = performance.now();
    expect((await readTranscript({ bytes, kindHint: "docx" })).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(patienceMs);
  });
});

describe("archives that unpack to too much", () => {
  const body = `<w:document><w:p><w:t>${"a".repeat(40 * 1024 * 1024)}</w:t></w:p></w:document>`;

  it("are refused by what they declare, and by what they hold when they lie", async () => {
    const bytes = await makeDocx(body);
    expect(await readTranscript({ bytes, kindHint: "docx" })).toMatchObject({ ok: false, error: { code: "transcript.unreadable" } });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.byteLength - 46; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1_000, true);
    }
    expect(await readTranscript({ bytes, kindHint: "docx" })).toMatchObject({ ok: false, error: { code: "transcript.unreadable" } });
  });
});

describe("nothing is lost and nothing is taken for text that is not", () => {
  it("keeps every character of a word without end", async () => {
    const outcome = await readTranscript({ bytes: encode(`${"x".repeat(9_999)}😀${"y".repeat(5_000)}`), kindHint: "txt" });
    const turns = outcome.ok ? outcome.value.turns : [];
    expect(turns.map((turn) => turn.text).join("")).toBe(`${"x".repeat(9_999)}😀${"y".repeat(5_000)}`);
    expect(turns.every((turn) => turn.text.isWellFormed())).toBe(true);
  });

  it("reads scripts whose letters carry marks", async () => {
    const outcome = await readTranscript({ bytes: encode("चिकित्सक: आप कैसे हैं?\nरोगी: मैं ठीक हूँ, धन्यवाद।"), kindHint: "txt" });
    expect(outcome.ok).toBe(true);
  });

  it("refuses another script taken for a Western one, and text decoded twice", async () => {
    const shiftJis = Uint8Array.from(Array.from({ length: 200 }, (_unused, at) => (at % 2 === 0 ? 0x83 : 0x65 + (at % 20))));
    expect(await readTranscript({ bytes: shiftJis, kindHint: "txt" })).toMatchObject({ ok: false, error: { code: "transcript.bad-encoding" } });
    const twice = "cafÃ© crÃ¨me brÃ»lÃ©e ".repeat(10);
    expect(await readTranscript({ bytes: encode(twice), kindHint: "txt" })).toMatchObject({ ok: false, error: { code: "transcript.bad-encoding" } });
  });
});
