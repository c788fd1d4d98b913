// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
// The library comes without types of its own.
// @ts-expect-error
import { load } from "js-yaml";
import { root } from "../setup/places.mjs";

/** The packaging configuration, as written. @returns {any} */
export function readConfiguration() {
  return load(readFileSync(join(root, "electron-builder.yml"), "utf8"));
}

/** What each fuse is to be. @returns {Record<string, "on" | "off">} */
export function readFusePlan() {
  const { electronFuses } = readConfiguration();
  return Object.fromEntries(Object.entries(electronFuses).map(([name, on]) => [name, on === true ? "on" : "off"]));
}
