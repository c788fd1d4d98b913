// @ts-check
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdLock, isStale } from "../../scripts/setup/lock.mjs";
import { makeOnce } from "../../scripts/setup/once.mjs";

/** A process number nobody has: that of a child that has ended. */
async function findDeadPid() {
  const child = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => child.once("exit", resolve));
  return Number(child.pid);
}

let cache = "";
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "chartwell-once-"));
});
afterEach(() => rmSync(cache, { recursive: true }));

test("makes a folder once, and two askers at once get the same one", async () => {
  let made = 0;
  const make = async (/** @type {string} */ stage) => {
    made += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
    writeFileSync(join(stage, "thing"), "whole");
  };
  const places = await Promise.all([makeOnce("thing", make, cache), makeOnce("thing", make, cache)]);
  expect(places).toEqual([join(cache, "thing"), join(cache, "thing")]);
  expect(made).toBe(1);
  expect(readdirSync(cache)).toEqual(["thing"]);
});

test("a failed making leaves nothing and can be tried again", async () => {
  const failing = makeOnce("thing", async () => Promise.reject(new Error("no")), cache);
  await expect(failing).rejects.toThrow("no");
  expect(readdirSync(cache)).toEqual([]);
  await makeOnce("thing", async (stage) => writeFileSync(join(stage, "a"), ""), cache);
  expect(readdirSync(join(cache, "thing"))).toEqual(["a"]);
});

test("what a killed set-up left behind is swept", async () => {
  const dead = await findDeadPid();
  writeFileSync(join(cache, "thing.lock"), String(dead));
  mkdirSync(join(cache, `thing.stage-${dead}`));
  await makeOnce("thing", async () => undefined, cache);
  expect(readdirSync(cache)).toEqual(["thing"]);
});

test("a lock is stale when its owner is dead or silent, and never while it works", async () => {
  const path = join(cache, "lock");
  writeFileSync(path, String(await findDeadPid()));
  expect(isStale(path)).toBe(true);
  writeFileSync(path, String(process.pid));
  expect(isStale(path)).toBe(false);
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(path, longAgo, longAgo);
  expect(isStale(path)).toBe(true);
});

test("a lock taken over by somebody else is not removed on leaving", async () => {
  const path = join(cache, "lock");
  await holdLock(path, async () => writeFileSync(path, "1"));
  expect(readFileSync(path, "utf8")).toBe("1");
});

test("a cache that cannot be made is said in one sentence", async () => {
  writeFileSync(join(cache, "file"), "");
  await expect(makeOnce("thing", async () => undefined, join(cache, "file", "below"))).rejects.toThrow(/cannot be written \(ENOTDIR\)/);
  expect(existsSync(join(cache, "file", "below"))).toBe(false);
});
