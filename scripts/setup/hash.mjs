// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Hashes files and folders by their names under `base` and their content, so that two checkouts of
 * the same thing agree. What is not there counts as nothing.
 * @param {string} base @param {readonly string[]} names @returns {string} hex
 */
export function hashPaths(base, names) {
  const hash = createHash("sha256");
  const add = (/** @type {string} */ name) => {
    const path = join(base, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (stats.isDirectory()) {
      for (const entry of readdirSync(path).sort()) if (entry !== "node_modules") add(`${name}/${entry}`);
      return;
    }
    const body = readFileSync(path);
    hash.update(`${name}\0${body.length}\0`).update(body);
  };
  for (const name of names) add(name);
  return hash.digest("hex");
}
