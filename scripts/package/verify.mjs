// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/places.mjs";
import { capture } from "../setup/run.mjs";
import { readFusePlan } from "./fuse-plan.mjs";
import { findForeign, listLicences } from "./licences.mjs";
import { listShipped, nameOf, readLock } from "./lockfile.mjs";
import { canOpen, hashFile, openArtifact } from "./open-artifact.mjs";
import { isSignedBy } from "./sign.mjs";
import { listArtifacts, listSummed, statements } from "./state.mjs";

/** @typedef {{ subject: string, state: "held" | "failed" | "not-here", said: string }} Finding */

/**
 * Checks a folder of packages against its own statements and this checkout: sums, signatures, what is
 * inside each, the fuses in the program's bytes, licences, bill of materials, provenance.
 * @param {string} folder @param {{ publicKey: string | null }} trust the key that must have signed it
 * @returns {Promise<Finding[]>}
 */
export async function verifyPackages(folder, { publicKey }) {
  const artifacts = listArtifacts(folder);
  if (artifacts.length === 0) return [{ subject: "packages", state: "failed", said: "there are none here" }];
  const findings = [await checkSums(folder), await checkSignature(folder, publicKey), checkLicences(folder), checkMaterials(folder)];
  findings.push(await checkProvenance(folder, artifacts, publicKey));
  for (const name of artifacts) findings.push(...(await checkArtifact(folder, name, publicKey)));
  return findings;
}

/** @param {string} subject @param {readonly string[]} faults @param {string} good @returns {Finding} */
function judge(subject, faults, good) {
  return faults.length === 0 ? { subject, state: "held", said: good } : { subject, state: "failed", said: faults.slice(0, 5).join("; ") };
}

/** @param {string} folder @param {string} name @returns {any} */
function read(folder, name) {
  const path = join(folder, name);
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
  } catch {
    return null;
  }
}

/** @param {string} folder @returns {Promise<Finding>} */
async function checkSums(folder) {
  const path = join(folder, statements.sums);
  if (!existsSync(path)) return judge("sums", [`${statements.sums} is missing`], "");
  const listed = new Map(
    readFileSync(path, "utf8")
      .trim()
      .split("\n")
      .map((line) => /** @type {[string, string]} */ ([line.slice(66), line.slice(0, 64)])),
  );
  const there = listSummed(folder);
  const faults = [...listed.keys()].filter((name) => !there.includes(name)).map((name) => `${name} is missing`);
  for (const name of there) {
    if (!listed.has(name)) faults.push(`${name} is not listed`);
    else if ((await hashFile(join(folder, name))) !== listed.get(name)) faults.push(`${name} is not what was listed`);
  }
  return judge("sums", faults, `${there.length} files, SHA-256`);
}

/** @param {string} folder @param {string | null} publicKey @returns {Promise<Finding>} */
async function checkSignature(folder, publicKey) {
  if (publicKey === null)
    return { subject: "signature", state: "not-here", said: "no key was named (--key FILE), so nobody's signature was asked for" };
  const good = await isSignedBy(join(folder, statements.sums), publicKey);
  return judge("signature", good ? [] : ["the sums are not signed by this key"], "the sums are signed by this key");
}

/** @param {string} folder @returns {Finding} */
function checkLicences(folder) {
  const stated = read(folder, statements.licences);
  const expected = listLicences(readLock()).filter(({ shipped }) => shipped);
  const faults = findForeign(expected).map(({ name, licence }) => `${name}: ${licence}`);
  if (JSON.stringify(stated) !== JSON.stringify(expected)) faults.push("the list is not the one of this lockfile");
  return judge("licences", faults, `${expected.length} packages, all on the allow-list`);
}

/** @param {string} folder @returns {Finding} */
function checkMaterials(folder) {
  const bill = read(folder, statements.sbom);
  if (bill?.bomFormat !== "CycloneDX") return judge("bill of materials", ["not a CycloneDX document"], "");
  const named = new Map(bill.components.map((/** @type {any} */ { name, version, hashes }) => [`${name}@${version}`, hashes?.[0]?.content]));
  const faults = [];
  const lock = readLock();
  for (const place of listShipped(lock)) {
    const { version, integrity, optional } = lock.packages[place] ?? {};
    // npm's bill names of the optional ones only those of this platform.
    if (optional === true) continue;
    const name = `${nameOf(place)}@${version}`;
    const hash = Buffer.from(String(integrity).replace("sha512-", ""), "base64").toString("hex");
    if (!named.has(name)) faults.push(`${name} is missing`);
    else if (named.get(name) !== hash) faults.push(`${name} has another hash`);
  }
  for (const part of ["electron", "chromium", "node"])
    if (![...named.keys()].some((name) => String(name).startsWith(`${part}@`))) faults.push(`${part} is missing`);
  return judge("bill of materials", faults, `${named.size} components`);
}

/** @param {string} folder @param {readonly string[]} artifacts @param {string | null} publicKey @returns {Promise<Finding>} */
async function checkProvenance(folder, artifacts, publicKey) {
  const statement = read(folder, statements.provenance);
  if (statement?.predicateType !== "https://slsa.dev/provenance/v1") return judge("provenance", ["no statement"], "");
  const faults = [];
  const subjects = new Map(statement.subject.map((/** @type {any} */ { name, digest }) => [name, digest.sha256]));
  for (const name of artifacts) if (subjects.get(name) !== (await hashFile(join(folder, name)))) faults.push(`${name} is not the one built`);
  const { externalParameters, resolvedDependencies } = statement.predicate.buildDefinition;
  const lock = resolvedDependencies.find((/** @type {any} */ { name }) => name === "package-lock.json");
  if (lock?.digest.sha256 !== (await hashFile(join(root, "package-lock.json")))) faults.push("built from another lockfile");
  const fit = externalParameters.runtime === "product";
  // Somebody who names a key checks a release; a release from the development runtime is none.
  if (!fit && publicKey !== null && process.env["CHARTWELL_TRIAL"] !== "1") faults.push("built from the development runtime: not fit for release");
  return judge("provenance", faults, fit ? "built from the product's runtime" : "built from the development runtime: NOT FIT FOR RELEASE");
}

const foreign =
  /^\/node_modules\/(?!(@node-rs|keytar|better-sqlite3-multiple-ciphers|onnxruntime-node|onnxruntime-common)(\/|$))|\.map$|\.(test|spec)\.|\/tests?\//;

/** @param {string} folder @param {string} name @param {string | null} publicKey @returns {Promise<Finding[]>} */
async function checkArtifact(folder, name, publicKey) {
  const path = join(folder, name);
  if (!canOpen(name)) return [await checkForeignSignature(path, name)];
  const stated = read(folder, statements.contents)?.[name];
  try {
    const found = await openArtifact(path);
    const names = new Set([...Object.keys(found.files), ...Object.keys(stated?.files ?? {})]);
    const changed = [...names].filter((file) => found.files[file] !== stated?.files?.[file]);
    const strays = found.archive.filter((file) => foreign.test(file));
    const left = Object.keys(found.files).filter((file) => /default_app\.asar|resources\/app\//.test(file));
    const plan = readFusePlan();
    const wrong = Object.entries(plan).filter(([fuse, state]) => found.fuses[fuse] !== state);
    const findings = [
      judge(
        `${name}: contents`,
        [...changed.map((file) => `${file} differs`), ...left.map((file) => `${file} must not be there`)],
        `${names.size} files`,
      ),
      judge(`${name}: archive`, strays, `${found.archive.length} entries, none of a development dependency, a test or a source map`),
      judge(
        `${name}: fuses`,
        wrong.map(([fuse]) => `${fuse} is ${found.fuses[fuse]}`),
        `${Object.keys(plan).length} as planned, read from the program`,
      ),
    ];
    if (name.endsWith(".rpm") && publicKey !== null) findings.push(await checkRpm(path, name, publicKey));
    return findings;
  } catch (error) {
    return [judge(`${name}: contents`, [error instanceof Error ? error.message : "it cannot be opened"], "")];
  }
}

/** @param {string} path @param {string} name @param {string} publicKey @returns {Promise<Finding>} */
async function checkRpm(path, name, publicKey) {
  const script = 'd=$(mktemp -d); rpm --dbpath "$d" --import "$1" && rpm --dbpath "$d" -Kv "$0"; s=$?; rm -rf "$d"; exit $s';
  const { code, output } = await capture("bash", ["-c", script, path, publicKey]);
  return judge(`${name}: signature`, code === 0 && /signature.*: OK/i.test(output) ? [] : ["not signed by this key"], "signed by this key (rpm -K)");
}

/** Windows' and Apple's packages are signed by their own means; the tools are not on every machine. @param {string} path @param {string} name @returns {Promise<Finding>} */
async function checkForeignSignature(path, name) {
  const subject = `${name}: signature`;
  const tools = /\.(exe|msi)$/.test(name)
    ? ["osslsigncode", "verify", path]
    : /\.(dmg|pkg)$/.test(name)
      ? ["spctl", "--assess", "--type", "install", path]
      : null;
  if (tools === null) return { subject, state: "not-here", said: "this machine cannot look into it; its sum is checked" };
  const [tool = "", ...args] = tools;
  const { code } = await capture(tool, args);
  if (code === 127) return { subject, state: "not-here", said: `${tool} is not on this machine; its sum is checked` };
  return judge(subject, code === 0 ? [] : [`${tool} does not accept it`], `accepted by ${tool}`);
}
