import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readConfiguration, readFusePlan } from "../../../scripts/package/fuse-plan.mjs";
import { root } from "../../../scripts/setup/places.mjs";

const require = createRequire(import.meta.url);
const { validateConfiguration } = require("app-builder-lib/out/util/config/config.js");
const { DebugLogger } = require("builder-util");

it("is what electron-builder's own schema allows, for every platform", async () => {
  await expect(validateConfiguration(readConfiguration(), new DebugLogger(false))).resolves.toBeUndefined();
  await expect(validateConfiguration({ ...readConfiguration(), nsis: { perMachin: true } }, new DebugLogger(false))).rejects.toThrow(
    /configuration\.nsis/,
  );
});

it("writes out every fuse there is, each the safe way", () => {
  const { properties } = require("app-builder-lib/scheme.json").definitions.FuseOptionsV1;
  const written = Object.keys(readConfiguration().electronFuses);
  const known = Object.keys(properties).filter((name) => !["resetAdHocDarwinSignature", "strictlyRequireAllFuses"].includes(name));
  expect(known.filter((name) => !written.includes(name))).toEqual([]);
  expect(readFusePlan()).toEqual({
    runAsNode: "off",
    enableCookieEncryption: "on",
    enableNodeOptionsEnvironmentVariable: "off",
    enableNodeCliInspectArguments: "off",
    enableEmbeddedAsarIntegrityValidation: "on",
    onlyLoadAppFromAsar: "on",
    loadBrowserProcessSpecificV8Snapshot: "off",
    grantFileProtocolExtraPrivileges: "off",
  });
});

it("builds for all users of a machine, signs and notarises where there are keys", () => {
  const { win, nsis, msi, mac, pkg, linux, asarUnpack } = readConfiguration();
  expect(win.target).toEqual(["nsis", "msi"]);
  expect([nsis.perMachine, nsis.oneClick, msi.perMachine, nsis.deleteAppDataOnUninstall]).toEqual([true, false, true, false]);
  expect(mac.target).toEqual(["dmg", "pkg"]);
  expect([mac.hardenedRuntime, mac.notarize]).toEqual([true, true]);
  expect(pkg?.installLocation ?? "/Applications").toBe("/Applications");
  expect(linux.target).toEqual(["deb", "rpm", "AppImage", "tar.gz"]);
  expect(asarUnpack).toEqual(["**/*.node", "node_modules/onnxruntime-node/bin/**"]);
});

it("names only files that are there", () => {
  const { deb, rpm, mac, win, afterPack } = readConfiguration();
  for (const path of [deb.afterRemove, rpm.afterRemove, mac.entitlements, win.signtoolOptions.sign, afterPack])
    expect(existsSync(join(root, path))).toBe(true);
});
