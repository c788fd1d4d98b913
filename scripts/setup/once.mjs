// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { locateCache } from "./places.mjs";

const pollMs = 250;

/**
 * Makes a folder in the cache once, whole or not at all: into a stage, then renamed into place. Two
 * set-ups at once wait for each other; a lock whose owner has died is swept.
 * @param {string} name @param {(stage: string) => Promise<void>} make @returns {Promise<string>}
 */
export async function makeOnce(name, make) {
  const cache = locateCache();
  const place = join(cache, name);
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  const release = await lock(`${place}.lock`);
  const stage = `${place}.stage-${process.pid}`;
  try {
    if (existsSync(place)) return place;
    for (const left of readdirSync(cache)) if (left.startsWith(`${name}.stage-`)) rmSync(join(cache, left), { recursive: true, force: true });
    mkdirSync(stage, { mode: 0o755 });
    await make(stage);
    renameSync(stage, place);
    return place;
  } finally {
    rmSync(stage, { recursive: true, force: true });
    release();
  }
}

/** Takes a lock file that names its owner. @param {string} path @returns {Promise<() => void>} */
async function lock(path) {
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch {
      if (isStale(path)) rmSync(path, { force: true });
      else await wait(pollMs);
    }
  }
}

/** Whether a lock's owner is gone. @param {string} path */
function isStale(path) {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return false;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM";
  }
}

/** Hashes files and folders by name and content, hex. @param {readonly string[]} paths */
export function hashPaths(paths) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== "node_modules") add(join(path, name));
      return;
    }
    hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}
