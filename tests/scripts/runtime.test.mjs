// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { packDefaultApp } from "../../scripts/setup/asar.mjs";
import { checkTarball } from "../../scripts/setup/fallback-runtime.mjs";
import { setFuses } from "../../scripts/setup/fuses.mjs";
import { hashPaths } from "../../scripts/setup/hash.mjs";
import { declareExperimental } from "../../scripts/setup/native-binding.mjs";

const folder = mkdtempSync(join(tmpdir(), "chartwell-runtime-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a package that is not the one pinned is refused, by as little as one byte", async () => {
  const path = join(folder, "package.tgz");
  const body = Buffer.from("the package as pinned");
  const pinned = createHash("sha512").update(body).digest("base64");
  writeFileSync(path, body);
  await expect(checkTarball(path, pinned)).resolves.toBeUndefined();
  body.writeUInt8((body[3] ?? 0) ^ 1, 3);
  writeFileSync(path, body);
  await expect(checkTarball(path, pinned)).rejects.toThrow(/not the one pinned.*nothing was unpacked/);
  writeFileSync(path, body.subarray(0, 5));
  await expect(checkTarball(path, pinned)).rejects.toThrow(/not the one pinned/);
});

test("fuses are written where the binary keeps them, and nowhere else", async () => {
  const path = join(folder, "binary");
  const around = Buffer.alloc(64, 7);
  writeFileSync(path, Buffer.concat([around, Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0800000000", "latin1"), around]));
  await setFuses(path);
  const after = readFileSync(path);
  expect(after.subarray(64 + 34, 64 + 42).toString("latin1")).toBe("10110001");
  expect([after.subarray(0, 64), after.subarray(-64)]).toEqual([around, around]);
  writeFileSync(path, around);
  await expect(setFuses(path)).rejects.toThrow("no fuses");
});

test("the loader's archive opens to the loader's files", async () => {
  const archive = await packDefaultApp();
  const size = archive.readUInt32LE(12);
  const { files } = JSON.parse(archive.subarray(16, 16 + size).toString("utf8"));
  const body = 8 + archive.readUInt32LE(4);
  const { offset, size: length } = files["package.json"];
  expect(JSON.parse(archive.subarray(body + Number(offset), body + Number(offset) + length).toString("utf8")).main).toBe("main.js");
});

test("only a recipe known to the letter is changed", () => {
  expect(declareExperimental("'defines': ['NAPI_VERSION=10', 'X']")).toBe("'defines': ['NAPI_VERSION=2147483647', 'NAPI_EXPERIMENTAL', 'X']");
  expect(() => declareExperimental("'defines': ['NAPI_VERSION=11']")).toThrow(/recipe has changed/);
  expect(() => declareExperimental("'NAPI_VERSION=10' 'NAPI_VERSION=10'")).toThrow(/recipe has changed/);
});

test("the installed module's recipe is the one known", () => {
  const recipe = readFileSync(join(import.meta.dirname, "../../node_modules/better-sqlite3-multiple-ciphers/binding.gyp"), "utf8");
  expect(declareExperimental(recipe)).toContain("NAPI_EXPERIMENTAL");
});

test("a hash sees names and contents, and not where the checkout lies", () => {
  const [a = "", b = ""] = ["a", "b"].map((name) => {
    const base = join(folder, name);
    mkdirSync(join(base, "in"), { recursive: true });
    writeFileSync(join(base, "in", "x"), "1");
    return base;
  });
  expect(hashPaths(a, ["in", "absent"])).toBe(hashPaths(b, ["in"]));
  writeFileSync(join(b, "in", "x"), "2");
  expect(hashPaths(a, ["in"])).not.toBe(hashPaths(b, ["in"]));
  writeFileSync(join(b, "in", "x"), "1");
  writeFileSync(join(b, "in", "y"), "");
  expect(hashPaths(a, ["in"])).not.toBe(hashPaths(b, ["in"]));
});
