// @ts-check
import { spawnSync } from "node:child_process";
import { afterEach, expect, test, vi } from "vitest";
import { findMissing } from "../../scripts/setup/system-packages.mjs";

afterEach(() => vi.unstubAllEnvs());

test.runIf(process.platform === "linux")("a program not on the path is named by its package", () => {
  vi.stubEnv("PATH", "/nowhere");
  expect(findMissing(["compiler"])).toEqual(["python3", "make", "g++"]);
  expect(findMissing(["keychain"])).toContain("gnome-keyring");
});

test.runIf(process.platform === "linux" && spawnSync("openssl", ["version"]).status === 0)("what is there is not asked for again", () => {
  expect(findMissing(["keychain"])).not.toContain("openssl");
});
