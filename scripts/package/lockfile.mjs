// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/places.mjs";

/** @typedef {{ version?: string, license?: string, integrity?: string, inBundle?: boolean, hasInstallScript?: boolean, optional?: boolean, dependencies?: Readonly<Record<string, string>>, optionalDependencies?: Readonly<Record<string, string>>, peerDependencies?: Readonly<Record<string, string>>, peerDependenciesMeta?: Readonly<Record<string, { optional?: boolean }>> }} LockEntry */
/** @typedef {{ packages: Readonly<Record<string, LockEntry>> }} Lock */

/** This checkout's lockfile. @returns {Lock} */
export function readLock() {
  return JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
}

/** The name of the package that lies at a place. @param {string} place */
export function nameOf(place) {
  return place.split("node_modules/").at(-1) ?? place;
}

/**
 * The places of every package the product itself leads to. npm's own mark for it is not followed: it
 * stays behind when a package stops being shared with a tool.
 * @param {Lock} lock @returns {Set<string>}
 */
export function listShipped({ packages }) {
  const found = new Set();
  const walk = (/** @type {string} */ from, /** @type {LockEntry} */ entry) => {
    const optionalPeers = Object.entries(entry.peerDependenciesMeta ?? {}).filter(([, { optional }]) => optional === true);
    const peers = Object.keys(entry.peerDependencies ?? {}).filter((name) => !optionalPeers.some(([other]) => other === name));
    for (const name of [...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }), ...peers]) {
      const place = locate(packages, from, name);
      if (place === null || found.has(place)) continue;
      found.add(place);
      walk(place, packages[place] ?? {});
    }
  };
  walk("", packages[""] ?? {});
  return found;
}

/** Where a package finds another: in its own folder, or in one above it. @param {Lock["packages"]} packages @param {string} from @param {string} name */
function locate(packages, from, name) {
  const above = from.split("/node_modules/");
  for (let depth = above.length; depth >= 0; depth -= 1) {
    const folder = above.slice(0, depth).join("/node_modules/");
    const place = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
  }
  return null;
}
