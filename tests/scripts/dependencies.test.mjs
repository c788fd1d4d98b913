// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { explainFailure, hashLock, isInstalled, refuseOldNode } from "../../scripts/setup/dependencies.mjs";

test("installed means stamped with this very lockfile", () => {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-deps-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package-lock.json"), "{}");
  expect(isInstalled(folder)).toBe(false);
  mkdirSync(join(folder, "node_modules"));
  expect(isInstalled(folder)).toBe(false);
  writeFileSync(join(folder, "node_modules", ".chartwell-installed"), hashLock(folder));
  expect(isInstalled(folder)).toBe(true);
  writeFileSync(join(folder, "package-lock.json"), '{"changed":true}');
  expect(isInstalled(folder)).toBe(false);
});

test("an older Node.js is refused in one sentence", () => {
  expect(() => refuseOldNode("18.20.4")).toThrow(/needs Node\.js 20 or newer, and this is 18\.20\.4/);
  expect(() => refuseOldNode("20.0.0")).not.toThrow();
  expect(() => refuseOldNode("100.0.0")).not.toThrow();
});

test.each(["npm error code ENOTFOUND\nnpm error network request failed", "npm error code ECONNREFUSED", "npm ERR! code EAI_AGAIN"])(
  "no registry: %s",
  (output) => expect(explainFailure(output)).toMatch(/^The dependencies could not be downloaded: the npm registry did not answer\./),
);

test("npm's own words are kept for any other failure", () => {
  expect(explainFailure("npm warn x\nnpm error code EUSAGE\nnpm error out of step\n")).toBe(
    "The dependencies could not be installed. npm said: npm error code EUSAGE npm error out of step",
  );
  expect(explainFailure("spawn npm ENOENT")).toMatch(/^npm was not found/);
});
