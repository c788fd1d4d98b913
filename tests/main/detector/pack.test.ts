import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDeidentifier, nothingKnown } from "../../../main/deid/index.ts";
import { cutSequences } from "../../../main/detector/pack/cut-words.ts";
import { loadPack } from "../../../main/detector/pack/load-pack.ts";
import { startDetector } from "../../../main/detector/start.ts";
import { installTestPack } from "../../support/detector-pack.ts";

const said = "i met with zorvath over by quintle and then we talked about sleep";

/** What would leave of a turn, or the code of the refusal. */
async function removeWith(folder: string | null, text = said): Promise<string> {
  const result = await createDeidentifier(startDetector(folder).inspect).deidentify({
    turns: [{ line: 1, label: "Client", text }],
    known: nothingKnown,
    added: [],
  });
  return result.ok ? (result.value.lines[0]?.text.value ?? "") : result.error.code;
}

test("what the model finds is replaced beside what the detector finds, and says who found it", async () => {
  const { inspect } = startDetector(installTestPack());
  const text = `${said}, and call me at 602-555-0142`;
  const { spans, pack } = await inspect(text, nothingKnown);
  expect(pack).toMatch(/^Lookup [0-9a-f]{12}$/);
  const found = spans.map(({ start, end, type, why }) => [text.slice(start, end), type, why.includes("pack")]);
  expect(found).toContainEqual(["zorvath", "NAME", true]);
  expect(found).toContainEqual(["quintle", "LOCATION", true]);
  expect(found).toContainEqual(["602-555-0142", "PHONE", false]);
});

test("a word past the model's longest sequence is read too, where it stands", async () => {
  const pack = await loadPack(installTestPack());
  if (!pack.ok) throw new Error(pack.error.code);
  const text = `${"the was here ".repeat(40)}Zorvath was here`;
  expect((await pack.value.find(text)).map(({ start, end }) => text.slice(start, end))).toEqual(["Zorvath"]);
});

test("a tokenizer of byte pairs reads a word after a space as it was trained to", async () => {
  const pack = await loadPack(installTestPack({}, "bpe"));
  if (!pack.ok) throw new Error(pack.error.code);
  const text = "was zorvath here";
  expect((await pack.value.find(text)).map(({ start, end }) => text.slice(start, end))).toEqual(["zorvath"]);
});

test("sequences cover every word and stay within their room", () => {
  const words = Array.from({ length: 50 }, (_, at) => ({ start: at, end: at + 1, ids: at % 7 === 0 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1] }));
  const sequences = cutSequences(words, 8);
  expect(new Set(sequences.flat().map(({ start }) => start)).size).toBe(words.length);
  for (const sequence of sequences) expect(sequence.reduce((sum, { ids }) => sum + Math.min(8, ids.length), 0)).toBeLessThanOrEqual(8);
});

const spoils: readonly (readonly [string, (folder: string) => void])[] = [
  [
    "one byte of the model is another",
    (folder) => {
      const bytes = readFileSync(join(folder, "model.onnx"));
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      writeFileSync(join(folder, "model.onnx"), bytes);
    },
  ],
  [
    "the tokenizer is another",
    (folder) => {
      writeFileSync(join(folder, "tokenizer.json"), "{}");
    },
  ],
  [
    "the model is gone",
    (folder) => {
      rmSync(join(folder, "model.onnx"));
    },
  ],
  [
    "the folder is gone",
    (folder) => {
      rmSync(folder, { recursive: true });
    },
  ],
  [
    "the manifest is no JSON",
    (folder) => {
      writeFileSync(join(folder, "pack.json"), "pack");
    },
  ],
];

test.each(spoils)("nothing is sent when %s", async (_, spoil) => {
  const folder = installTestPack();
  spoil(folder);
  expect(await removeWith(folder)).toBe("deid.pack-refused");
});

const file = { name: "model.onnx", sha256: "0".repeat(64) };
test.each([
  ["names an address", { name: "Lookup from https://example.org" }],
  ["reaches out of its folder", { files: { model: { ...file, name: "../model.onnx" }, tokenizer: file } }],
  ["has a field nobody knows", { url: "none" }],
  ["is of another version", { version: 2 }],
  ["names a type that is none", { labels: [null, "PERSON", "LOCATION"] }],
  ["has another count of classes than its model", { labels: [null, "NAME"] }],
])("nothing is sent when the manifest %s", async (_, change) => {
  expect(await removeWith(installTestPack(change))).toBe("deid.pack-refused");
});

test("without a pack the detector answers alone", async () => {
  expect(await removeWith(null, "my sister Bettina called")).toBe("my sister [PERSON_1] called");
});
