// @ts-check
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { say } from "./say.mjs";

const pollMs = 200;
const beatMs = 5_000;
/** A lock nobody has touched for this long belongs to nobody, even if its number lives on in another process. */
const silenceMs = 60_000;

/**
 * Does one thing at a time across processes. The lock is a file that names its owner, who touches it
 * while working; an owner that died, however it died, is noticed and its lock swept.
 * @template T @param {string} path @param {() => Promise<T>} story @returns {Promise<T>}
 */
export async function holdLock(path, story) {
  await takeLock(path);
  const beat = setInterval(() => touch(path), beatMs);
  beat.unref();
  try {
    return await story();
  } finally {
    clearInterval(beat);
    if (readOwner(path) === process.pid) rmSync(path, { force: true });
  }
}

/** @param {string} path */
async function takeLock(path) {
  for (let turn = 0; ; turn += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    if (isStale(path)) sweep(path);
    else {
      if (turn === 0) say("Another set-up is at work on this; waiting for it …");
      await wait(pollMs);
    }
  }
}

/** Whether a lock's owner is gone. @param {string} path */
export function isStale(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (Date.now() - stats.mtimeMs > silenceMs) return true;
  const owner = readOwner(path);
  return owner !== null && !isAlive(owner);
}

/** Sweeps a stale lock: moved aside first, so that one just taken by somebody else can be put back. @param {string} path */
function sweep(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (!isStale(aside)) linkSync(aside, path);
  } catch {
    // Somebody else swept it first.
  }
  rmSync(aside, { force: true });
}

/** @param {string} path */
function readOwner(path) {
  try {
    return Number(readFileSync(path, "utf8")) || null;
  } catch {
    return null;
  }
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {string} path */
function touch(path) {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Swept while this process was asleep; what it makes is still published whole or not at all.
  }
}
