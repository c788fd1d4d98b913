import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { scanBytes, scanFolders } from "../../../main/canary/scan.ts";

const planted = ["Adaeze Okonkwo", "602-555-0142"];
const folder = mkdtempSync(join(tmpdir(), "chartwell-canary-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the canary scan can find what it looks for", () => {
  const text = "before Adaeze Okonkwo after";
  const hidden: readonly (readonly [string, Buffer])[] = [
    ["plain", Buffer.from(text)],
    ["upper case", Buffer.from(text.toUpperCase())],
    ["utf-16", Buffer.from(text, "utf16le")],
    ["big-endian utf-16", Buffer.from(text, "utf16le").swap16()],
    ["hex", Buffer.from(Buffer.from(text).toString("hex"))],
    ["base64", Buffer.from(Buffer.from(text).toString("base64"))],
    ["base64, shifted", Buffer.from(Buffer.from(`x${text}`).toString("base64"))],
    ["percent", Buffer.from(encodeURIComponent(text))],
    ["compressed", gzipSync(text)],
  ];
  it.each(hidden)("%s", (_name, bytes) => expect(scanBytes(bytes, planted, "x").length).toBeGreaterThan(0));

  it("in files at any depth, and says nothing of a clean one", () => {
    writeFileSync(join(folder, "clean"), "nothing here");
    expect(scanFolders([folder], planted)).toMatchObject({ files: 1, hits: [] });
    writeFileSync(join(folder, "leak"), "call 602-555-0142");
    const { hits } = scanFolders([folder], planted);
    expect(hits.length).toBeGreaterThan(0);
    expect(new Set(hits.map((hit) => hit.planted))).toEqual(new Set([1]));
  });
});
