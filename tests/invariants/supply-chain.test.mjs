import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findForeign, listLicences, namedByHand } from "../../scripts/package/licences.mjs";
import { listShipped, readLock } from "../../scripts/package/lockfile.mjs";

const lock = readLock();
const places = Object.entries(lock.packages).filter(([place]) => place !== "");
const own = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** More than this many packages behind the product is a decision, not an accident. */
const mostShipped = 275;

it("has a hash for every package but those that come inside another, and takes them from one registry", () => {
  const bare = places.filter(([, { integrity, inBundle }]) => integrity === undefined && inBundle !== true).map(([place]) => place);
  expect(bare).toEqual([]);
  const elsewhere = places.filter(([, entry]) => {
    const { resolved } = entry;
    return resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/");
  });
  expect(elsewhere.map(([place]) => place)).toEqual([]);
});

it("pins every package of its own exactly", () => {
  const loose = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
    ([, version]) => !/^(npm:@?[^@]+@)?\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

it("ships only licences that ask for a notice at most", () => {
  expect(findForeign(listLicences(lock))).toEqual([]);
  expect(findForeign([{ name: "x", version: "1.0.0", licence: "GPL-3.0", shipped: false }])).toHaveLength(1);
  expect(findForeign([{ name: "x", version: "1.0.0", licence: "MPL-2.0", shipped: true }])).toHaveLength(1);
  expect(findForeign([{ name: "x", version: "1.0.0", licence: "(GPL-2.0 OR MIT)", shipped: true }])).toHaveLength(0);
  for (const name of Object.keys(namedByHand)) expect(places.some(([place]) => place.endsWith(`/${name}`))).toBe(true);
});

it("needs no install script: those that have one are told not to run it", () => {
  const scripted = new Set(
    places.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([place]) => place.split("node_modules/").at(-1) ?? ""),
  );
  const direct = [...scripted].filter((name) => name in own.dependencies || name in own.devDependencies);
  for (const name of direct) expect(own.allowScripts[name === "keytar" ? "@github/keytar" : name]).toBe(false);
  const setUp = readFileSync(new URL("../../scripts/setup/dependencies.mjs", import.meta.url), "utf8");
  expect(setUp).toContain('"--ignore-scripts"');
});

it("keeps the number of packages behind the product in sight", () => {
  const shipped = listShipped(lock);
  process.stdout.write(`${shipped.size} packages behind the product, ${places.length} with the tools.\n`);
  expect(shipped.size).toBeLessThanOrEqual(mostShipped);
  for (const name of Object.keys(own.devDependencies))
    expect([...shipped].filter((place) => place === `node_modules/${name}` && !(name in own.dependencies))).toEqual(
      // Shared with a library of the product, which brings it whether or not a tool uses it too.
      ["@types/node", "@smithy/eventstream-codec", "node-addon-api"].includes(name) ? [`node_modules/${name}`] : [],
    );
});
