import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findLoop } from "../../../main/speech/find-loop.ts";
import { choosePack, findPack } from "../../../main/speech/find-pack.ts";
import { readPack } from "../../../main/speech/pack.ts";
import { joinPieces } from "../../../main/speech/pieces.ts";
import { needSpeechPacks } from "../../support/sound/read-sound.ts";

describe("a speech pack", () => {
  let packs = "";
  let folder = "";
  const copy = () => join(folder, "pack");
  beforeAll(() => {
    packs = needSpeechPacks();
    folder = mkdtempSync(join(tmpdir(), "chartwell-pack-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => {
    rmSync(copy(), { recursive: true, force: true });
    cpSync(join(packs, "moonshine-tiny-en"), copy(), { recursive: true });
  });
  const codeOf = () => {
    const read = readPack(copy());
    return read.ok ? null : read.error.code;
  };

  it("is read whole", () => {
    const read = readPack(copy());
    expect(read.ok && read.value.size).toBe("tiny");
    expect(read.ok && read.value.vocabulary.length).toBe(32_000);
  });

  it.each(["encoder.onnx", "decoder.onnx", "voice.onnx", "tokens.txt", "LICENSE-silero.txt"])("is refused with one bit of %s changed", (name) => {
    const bytes = readFileSync(join(copy(), name));
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(copy(), name), bytes);
    expect(codeOf()).toBe("speech.pack-tampered");
  });

  it("is refused when its list was changed along with a file", () => {
    writeFileSync(join(copy(), "encoder.onnx"), "other weights");
    const manifest = JSON.parse(readFileSync(join(copy(), "pack.json"), "utf8")) as { files: { path: string; bytes: number; sha256: string }[] };
    for (const file of manifest.files) {
      if (file.path === "encoder.onnx")
        Object.assign(file, { bytes: 13, sha256: "4cb0b62b4cbc2e6b4ad0dbfa35bcd7e1a7b3b3cf1d4a2ef2e7b8c0a6f8c5e9d1" });
    }
    writeFileSync(join(copy(), "pack.json"), JSON.stringify(manifest));
    expect(codeOf()).toBe("speech.pack-tampered");
  });

  it("is refused cut short, without its list, with an address in it, or leading elsewhere", () => {
    truncateSync(join(copy(), "voice.onnx"), 1000);
    expect(codeOf()).toBe("speech.pack-tampered");
    rmSync(join(copy(), "voice.onnx"));
    symlinkSync(join(packs, "moonshine-tiny-en", "voice.onnx"), join(copy(), "voice.onnx"));
    expect(codeOf()).toBe("speech.pack-tampered");
    const manifest = JSON.parse(readFileSync(join(packs, "moonshine-tiny-en", "pack.json"), "utf8")) as object;
    writeFileSync(join(copy(), "pack.json"), JSON.stringify({ ...manifest, url: "https://example.org" }));
    expect(codeOf()).toBe("speech.pack-tampered");
    rmSync(join(copy(), "pack.json"));
    expect(codeOf()).toBe("speech.pack-tampered");
  });

  it("may bring networks that tell voices apart, and is refused with any this program does not pin", () => {
    const manifest = JSON.parse(readFileSync(join(copy(), "pack.json"), "utf8")) as { files: object[] };
    const bytes = Buffer.from("invented weights");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    for (const path of ["segmentation.onnx", "embedding.onnx"]) {
      writeFileSync(join(copy(), path), bytes);
      manifest.files.push({ path, bytes: bytes.byteLength, sha256 });
    }
    const speakers = { segmentation: "segmentation.onnx", embedding: "embedding.onnx" };
    const write = (over: object) => writeFileSync(join(copy(), "pack.json"), JSON.stringify({ ...manifest, ...over }));
    write({});
    expect(codeOf()).toBeNull();
    write({ speakers });
    expect(codeOf()).toBe("speech.pack-tampered");
    // The slot itself holds: pinned files come out as the networks they are named for.
    write({ speakers: { segmentation: "encoder.onnx", embedding: "voice.onnx" } });
    const read = readPack(copy());
    expect(read.ok && read.value.speakers?.embedding.byteLength).toBe(read.ok && read.value.voice.byteLength);
    write({ speakers: { ...speakers, embedding: "../../elsewhere.onnx" } });
    expect(codeOf()).toBe("speech.pack-tampered");
  });

  it("is chosen by what the machine bears", () => {
    const able = { cores: 4, memoryBytes: 16 * 1024 ** 3, wideVectors: true };
    expect(choosePack(able)).toBe("base");
    expect(choosePack({ ...able, cores: 1 })).toBe("tiny");
    expect(choosePack({ ...able, memoryBytes: 4 * 1024 ** 3 })).toBe("tiny");
    expect(choosePack({ ...able, wideVectors: false })).toBe("tiny");
    expect(findPack(packs, "base")).toBe(join(packs, "moonshine-base-en"));
    expect(findPack(folder, "base")).toBeNull();
    expect(findPack(null, "tiny")).toBeNull();
  });
});

describe("a decoder that goes round in circles", () => {
  it("is noticed, and one round is left", () => {
    const round = [7, 8, 9];
    const pieces = [1, 2, ...round, ...round, ...round, ...round];
    expect(findLoop(pieces)).toBe(9);
    expect(findLoop([1, 2, 3, 1, 2, 4, 5])).toBe(0);
    expect(findLoop([5, 5, 5, 5])).toBe(0);
    expect(findLoop(new Array(9).fill(5))).toBe(8);
  });
});

describe("text pieces", () => {
  it("join to words, bytes to letters, and what is no text is left out", () => {
    expect(joinPieces([0, 1, 2, 3, 4, 5, 99], ["▁caf", "<0xC3>", "<0xA9>", "▁now", "<s>", "."])).toBe("café now.");
  });
});
