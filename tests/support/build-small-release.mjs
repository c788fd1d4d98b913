// @ts-check
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import asar from "@electron/asar";
import { statePackages } from "../../scripts/package/state.mjs";
import { root } from "../../scripts/setup/places.mjs";

/** Fuses as the plan has them: version 1, eight of them, in wire order. */
const planned = Buffer.from(`dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u000801001100`, "latin1");

/** Makes a program of a few bytes in the shape a real one is packaged in. @param {string} folder @param {Buffer} fuses */
async function layOutProgram(folder, fuses) {
  const app = join(folder, "app");
  mkdirSync(join(app, "dist", "main"), { recursive: true });
  mkdirSync(join(folder, "program", "resources"), { recursive: true });
  writeFileSync(join(app, "dist", "main", "main.cjs"), "module.exports = 1;\n");
  await asar.createPackage(app, join(folder, "program", "resources", "app.asar"));
  writeFileSync(join(folder, "program", "chartwell"), fuses, { mode: 0o755 });
}

/** @param {string} program @param {readonly string[]} args */
function run(program, args) {
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}

/**
 * Builds a whole release of a very small program with the real tools: deb, rpm, tar.gz, statements,
 * APT repository, signed by a key made for it. The signing key is named in the environment.
 * @param {Buffer} [fuses] what stands in the program's bytes
 * @returns {Promise<{ folder: string, key: string }>} the release, and the public key's file
 */
export async function buildSmallRelease(fuses = planned) {
  const work = mkdtempSync(join(tmpdir(), "chartwell-release-"));
  await layOutProgram(work, fuses);
  const folder = join(work, "release");
  mkdirSync(folder);
  writeFileSync(join(work, "script.sh"), "#!/bin/bash\nexit 0\n");
  const shared = ["--after-install", join(work, "script.sh"), "--after-remove", join(work, "script.sh"), "--architecture", "amd64"];
  const named = ["--name", "chartwell", "--version", "0.0.1", "--maintainer", "T <t@example.invalid>", "--license", "Apache-2.0"];
  const told = ["--description", "A small program", "--url", "https://chartwell.invalid/", "--vendor", "T"];
  const common = ["-s", "dir", "--force", ...shared, ...named, ...told];
  const shim = join(root, "scripts", "package", "fpm-shim.mjs");
  const files = `${join(work, "program")}/=/opt/Chartwell`;
  run(shim, [...common, "-t", "deb", "-d", "libc6", "--deb-compression", "gz", "--package", join(folder, "chartwell_0.0.1_amd64.deb"), files]);
  run(shim, [...common, "-t", "rpm", "--rpm-summary", "S", "--package", join(folder, "chartwell-0.0.1.x86_64.rpm"), files]);
  run("tar", ["-czf", join(folder, "chartwell-0.0.1.tar.gz"), "-C", work, "--transform", "s/^program/chartwell-0.0.1/", "program"]);
  const key = makeSigningKey(work);
  await statePackages(folder, { path: process.execPath, version: process.versions.node, napi: 9, kind: "fallback" });
  return { folder, key };
}

/** Makes a key that signs packages and lets the environment name it. @param {string} folder @returns {string} its public half */
export function makeSigningKey(folder) {
  const home = join(folder, "gnupg");
  mkdirSync(home, { mode: 0o700 });
  process.env["GNUPGHOME"] = home;
  run("gpg", ["--batch", "--passphrase", "", "--quick-generate-key", "Release <release@example.invalid>", "ed25519", "sign", "never"]);
  const listed = spawnSync("gpg", ["--list-keys", "--with-colons"], { encoding: "utf8" }).stdout;
  process.env["CHARTWELL_GPG_KEY"] = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? "";
  const key = join(folder, "release-key.asc");
  run("gpg", ["--batch", "--armor", "--output", key, "--export", process.env["CHARTWELL_GPG_KEY"]]);
  return key;
}
