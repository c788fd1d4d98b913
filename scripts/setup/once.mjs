// @ts-check
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { holdLock, isAlive } from "./lock.mjs";
import { locateCache } from "./places.mjs";
import { SetUpError } from "./say.mjs";

/**
 * Makes a folder in the cache once, whole or not at all: into a stage of its own, then renamed into
 * place. Two set-ups at once wait for each other; what a killed one left behind is swept.
 * @param {string} name @param {(stage: string) => Promise<void>} make @param {string} [cache] @returns {Promise<string>}
 */
export async function makeOnce(name, make, cache = locateCache()) {
  const place = join(cache, name);
  if (existsSync(place)) return place;
  openCache(cache);
  return holdLock(`${place}.lock`, async () => {
    if (existsSync(place)) return place;
    sweepStages(cache, name);
    const stage = `${place}.stage-${process.pid}`;
    // What root makes here, others run; a stricter mask would shut them out.
    const mask = process.umask(0o022);
    const drop = () => rmSync(stage, { recursive: true, force: true, maxRetries: 3 });
    process.once("exit", drop);
    try {
      drop();
      mkdirSync(stage);
      await make(stage);
      publish(stage, place);
      return place;
    } finally {
      process.umask(mask);
      process.off("exit", drop);
      drop();
    }
  });
}

/** @param {string} cache */
function openCache(cache) {
  try {
    mkdirSync(cache, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw new SetUpError(
      `The folder ${cache} cannot be written (${/** @type {NodeJS.ErrnoException} */ (error).code}); make it writable and run this again.`,
    );
  }
}

/** Puts a finished stage in place; if another one got there first, that one stays. @param {string} stage @param {string} place */
function publish(stage, place) {
  try {
    renameSync(stage, place);
  } catch (error) {
    if (!existsSync(place)) throw error;
  }
}

/** @param {string} cache @param {string} name */
function sweepStages(cache, name) {
  for (const left of readdirSync(cache)) {
    if (!left.startsWith(`${name}.stage-`) || isAlive(Number(left.split("-").at(-1)))) continue;
    try {
      rmSync(join(cache, left), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // A child of the killed set-up still writes there; the next run sweeps it.
    }
  }
}
