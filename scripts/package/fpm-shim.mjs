#!/usr/bin/env node
import { spawnSync } from "node:child_process";
// @ts-check
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

/**
 * Stands where electron-builder calls fpm, and hands its arguments to the distributions' own tools,
 * dpkg-deb and rpmbuild. fpm itself is fetched from a release host a build machine may not reach.
 */
const text = /** @type {const} */ ({ type: "string" });
const list = /** @type {const} */ ({ type: "string", multiple: true });

/** @typedef {ReturnType<typeof readOrder>} Order */

/** @param {readonly string[]} args */
function readOrder(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: true,
    options: {
      source: { ...text, short: "s" },
      force: { type: "boolean" },
      target: { ...text, short: "t" },
      depends: { ...list, short: "d" },
      "deb-recommends": list,
      "deb-compression": text,
      "deb-priority": text,
      "rpm-compression": text,
      "rpm-summary": text,
      "rpm-os": text,
      architecture: text,
      "after-install": text,
      "after-remove": text,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      vendor: text,
      url: text,
      license: text,
      category: text,
    },
  });
  const read = (/** @type {keyof typeof values} */ name) => String(values[name] ?? "");
  const sources = positionals.map((pair) => {
    const at = pair.lastIndexOf("=");
    return { from: pair.slice(0, at), to: pair.slice(at + 1) };
  });
  return { read, depends: values.depends ?? [], recommends: values["deb-recommends"] ?? [], sources };
}

/** Lays the files out as they will lie on the machine, owned by root and writable by nobody else. @param {Order} order @param {string} stage */
function layOut({ sources }, stage) {
  for (const { from, to } of sources) {
    const place = join(stage, to);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(from, place, { recursive: true, verbatimSymlinks: true });
  }
  tidyModes(stage);
}

/** @param {string} folder */
function tidyModes(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) tidyModes(path);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

/** @param {Order} order @param {string} work */
function buildDeb(order, work) {
  const { read } = order;
  const stage = join(work, "deb");
  layOut(order, stage);
  const control = join(stage, "DEBIAN");
  mkdirSync(control);
  const installedKb = Math.ceil(Number(run("du", ["-sk", "--exclude=DEBIAN", stage]).split("\t")[0]));
  const [summary = "", ...more] = read("description").split("\n");
  const fields = {
    Package: read("name"),
    Version: read("version"),
    License: read("license"),
    Vendor: read("vendor"),
    Architecture: read("architecture"),
    Maintainer: read("maintainer"),
    "Installed-Size": String(installedKb),
    Depends: order.depends.join(", "),
    Recommends: order.recommends.join(", "),
    Section: "misc",
    Priority: read("deb-priority"),
    Homepage: read("url"),
    Description: [summary, ...more.map((line) => ` ${line.trim() || "."}`)].join("\n"),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== "");
  writeFileSync(join(control, "control"), `${lines.map(([name, value]) => `${name}: ${value}`).join("\n")}\n`);
  cpSync(read("after-install"), join(control, "postinst"));
  cpSync(read("after-remove"), join(control, "postrm"));
  for (const script of ["postinst", "postrm"]) chmodSync(join(control, script), 0o755);
  const compression = read("deb-compression") === "gz" ? "gzip" : read("deb-compression") || "xz";
  run("dpkg-deb", ["--root-owner-group", `-Z${compression}`, "--build", stage, resolve(read("package"))]);
}

const rpmCompressions = /** @type {Readonly<Record<string, string>>} */ ({ gzip: "w6.gzdio", xz: "w6.xzdio", xzmt: "w6T.xzdio", zstd: "w9.zstdio" });

/** Debian's names of processors, as rpm calls them. */
const rpmNames = /** @type {Readonly<Record<string, string>>} */ ({ amd64: "x86_64", arm64: "aarch64" });

/** @param {Order} order @param {string} work */
function buildRpm(order, work) {
  const { read } = order;
  const stage = join(work, "rpm");
  layOut(order, stage);
  // The folders of the system stay the system's: only our own are listed.
  const files = order.sources.map(({ to }) => `"${to}"`);
  const script = (/** @type {"after-install" | "after-remove"} */ name) => readFileSync(read(name), "utf8").replaceAll("%", "%%");
  const spec = `Name: ${read("name")}
Version: ${read("version").replaceAll("-", "~")}
Release: 1
Summary: ${read("rpm-summary")}
License: ${read("license")}
URL: ${read("url")}
Packager: ${read("maintainer")}
AutoReqProv: no
${order.depends.map((name) => `Requires: ${name}`).join("\n")}
%define _build_id_links none
%define __os_install_post %{nil}
%define _binary_payload ${rpmCompressions[read("rpm-compression")] ?? "w6.xzdio"}
%description
${read("description")}
%post -p /bin/bash
${script("after-install")}
%postun -p /bin/bash
${script("after-remove")}
%files
%defattr(-,root,root,-)
${files.join("\n")}
`;
  const path = join(work, "package.spec");
  writeFileSync(path, spec);
  const top = join(work, "rpmbuild");
  run("rpmbuild", [
    "-bb",
    "--buildroot",
    stage,
    "--target",
    rpmNames[read("architecture")] ?? read("architecture"),
    "--define",
    `_topdir ${top}`,
    path,
  ]);
  const made = readdirSync(join(top, "RPMS"), { recursive: true })
    .map(String)
    .find((name) => name.endsWith(".rpm"));
  if (made === undefined) throw new Error(`rpmbuild made no ${basename(read("package"))}`);
  cpSync(join(top, "RPMS", made), resolve(read("package")));
}

/** @param {string} program @param {readonly string[]} args */
function run(program, args) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr.slice(-2_000)}`);
  return stdout;
}

const order = readOrder(process.argv.slice(2));
const work = mkdtempSync(join(tmpdir(), "chartwell-package-"));
try {
  if (order.read("target") === "deb") buildDeb(order, work);
  else buildRpm(order, work);
} finally {
  rmSync(work, { recursive: true, force: true });
}
