// @ts-check
import { listShipped, nameOf } from "./lockfile.mjs";

/** What may be shipped in the product: licences that ask for a notice at most. OFL is for fonts. */
export const shippedLicences = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "OFL-1.1", "Unlicense"];

/** What may be used to build and test it besides: none of these reaches a clinic. */
export const toolLicences = [...shippedLicences, "BlueOak-1.0.0", "CC-BY-4.0", "CC0-1.0", "MPL-2.0", "Python-2.0", "WTFPL"];

/**
 * Shipped all the same, each with its reason. MPL-2.0 binds the files it covers and nothing beside
 * them; used unmodified, it asks that their source can be had, and the list of licences says where.
 * @type {Readonly<Record<string, string>>}
 */
const reasoned = { mediabunny: "MPL-2.0" };

/**
 * Packages whose lockfile entry names no licence, with the one their own text gives.
 * @type {Readonly<Record<string, string>>}
 */
export const namedByHand = { "prelude-ls": "MIT" };

/** @typedef {{ name: string, version: string, licence: string, shipped: boolean }} Licensed */

/** Every package of a lockfile with its licence. @param {import("./lockfile.mjs").Lock} lock @returns {Licensed[]} */
export function listLicences(lock) {
  const shipped = listShipped(lock);
  return Object.entries(lock.packages)
    .filter(([place]) => place !== "")
    .map(([place, { version = "", license }]) => {
      const name = nameOf(place);
      return { name, version, licence: license ?? namedByHand[name] ?? "none named", shipped: shipped.has(place) };
    });
}

/** The packages whose licence is on neither list: of an expression, one side that is allowed is enough. @param {readonly Licensed[]} listed */
export function findForeign(listed) {
  return listed.filter(({ name, licence, shipped }) => {
    if (reasoned[name] === licence) return false;
    const allowed = shipped ? shippedLicences : toolLicences;
    return !licence
      .replaceAll(/[()]/g, "")
      .split(" OR ")
      .some((choice) => allowed.includes(choice));
  });
}
