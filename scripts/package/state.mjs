// @ts-check
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/places.mjs";
import { capture } from "../setup/run.mjs";
import { SetUpError, say } from "../setup/say.mjs";
import { writeAptRepository } from "./apt-repository.mjs";
import { listLicences } from "./licences.mjs";
import { listShipped, nameOf, readLock } from "./lockfile.mjs";
import { artifactEndings, canOpen, hashFile, openArtifact } from "./open-artifact.mjs";
import { exportPublicKey, readSigningKey, signDetached, signRpm } from "./sign.mjs";

/** The statements that go with the packages, by file name. */
export const statements = {
  contents: "contents.json",
  licences: "licences.json",
  sbom: "sbom.cdx.json",
  provenance: "provenance.intoto.json",
  sums: "SHA256SUMS",
  publicKey: "release-key.asc",
};

/** The packages in a folder, by name. @param {string} folder */
export function listArtifacts(folder) {
  return readdirSync(folder)
    .filter((name) => artifactEndings.some((ending) => name.endsWith(ending)))
    .sort();
}

/**
 * Says what is in a folder of packages: contents with hashes and fuses, licences, bill of materials,
 * how it was built, and one list of sums over everything, signed where there is a key.
 * @param {string} folder @param {import("../setup/electron-runtime.mjs").Runtime} runtime
 */
export async function statePackages(folder, runtime) {
  for (const left of ["builder-debug.yml", "builder-effective-config.yaml"]) rmSync(join(folder, left), { force: true });
  const key = readSigningKey();
  const artifacts = listArtifacts(folder);
  if (key !== null) for (const name of artifacts) if (name.endsWith(".rpm")) await signRpm(join(folder, name), key);
  const write = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  /** @type {Record<string, unknown>} */
  const contents = {};
  for (const name of artifacts) {
    if (!canOpen(name)) continue;
    const opened = await openArtifact(join(folder, name));
    contents[name] = opened;
    say(
      `${name}: ${(opened.bytes / 2 ** 20).toFixed(0)} MiB installed, ${Object.keys(opened.files).length} files, ${opened.archive.length} in the archive`,
    );
  }
  write(statements.contents, contents);
  write(
    statements.licences,
    listLicences(readLock()).filter(({ shipped }) => shipped),
  );
  write(statements.sbom, await listMaterials(runtime));
  write(statements.provenance, await tellProvenance(folder, artifacts, runtime));
  if (key !== null) await exportPublicKey(join(folder, statements.publicKey), key);
  if (artifacts.some((name) => name.endsWith(".deb"))) await writeAptRepository(folder, key);
  await writeSums(folder, key);
}

/**
 * npm's own bill (CycloneDX 1.5) of what the product leads to, with the runtime, which npm does not
 * count as shipped. Told to leave out tools, npm leaves out what tools and product share as well, so
 * it is asked for everything.
 * @param {import("../setup/electron-runtime.mjs").Runtime} runtime
 */
async function listMaterials(runtime) {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const { code, output } = await capture("npm", args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });
  if (code !== 0) throw new SetUpError("npm could not write the bill of materials.");
  const bill = JSON.parse(output);
  // npm names a checkout by its folder.
  Object.assign(bill.metadata.component, { name: "chartwell", type: "application" });
  const lock = readLock();
  const shipped = new Set([...listShipped(lock)].map((place) => `${nameOf(place)}@${lock.packages[place]?.version}`));
  bill.components = bill.components.filter((/** @type {any} */ { name, version }) => shipped.has(`${name}@${version}`));
  const refs = new Set([bill.metadata.component["bom-ref"], ...bill.components.map((/** @type {any} */ part) => part["bom-ref"])]);
  bill.dependencies = bill.dependencies
    .filter((/** @type {any} */ { ref }) => refs.has(ref))
    .map((/** @type {any} */ { ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((/** @type {string} */ other) => refs.has(other)) }));
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
  const asked = await capture(runtime.path, ["-p", "JSON.stringify(process.versions)"], { env });
  const versions = JSON.parse(asked.output);
  for (const [name, version] of [
    ["electron", versions.electron],
    ["chromium", versions.chrome],
    ["node", versions.node],
    ["openssl", versions.openssl],
  ]) {
    bill.components.push({ "bom-ref": `${name}@${version}`, type: name === "electron" ? "framework" : "library", name, version, scope: "required" });
  }
  return bill;
}

/** How the packages were made: an in-toto statement with SLSA's predicate. @param {string} folder @param {readonly string[]} artifacts @param {import("../setup/electron-runtime.mjs").Runtime} runtime */
async function tellProvenance(folder, artifacts, runtime) {
  const ask = async (/** @type {string[]} */ ...args) => (await capture("git", args, { cwd: root })).output.trim();
  const subject = [];
  for (const name of artifacts) subject.push({ name, digest: { sha256: await hashFile(join(folder, name)) } });
  const builder = JSON.parse(readFileSync(join(root, "node_modules", "electron-builder", "package.json"), "utf8")).version;
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject,
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: "https://chartwell.invalid/npm-run-package/v1",
        externalParameters: { configuration: { sha256: await hashFile(join(root, "electron-builder.yml")) }, runtime: runtime.kind },
        internalParameters: { node: process.versions.node, electronBuilder: builder, platform: `${process.platform}-${process.arch}` },
        resolvedDependencies: [
          {
            name: "source",
            digest: { gitCommit: await ask("rev-parse", "HEAD") },
            annotations: { changed: (await ask("status", "--porcelain")) !== "" },
          },
          { name: "package-lock.json", digest: { sha256: await hashFile(join(root, "package-lock.json")) } },
          { name: `electron ${runtime.version}`, digest: { sha256: await hashFile(runtime.path) } },
        ],
      },
      runDetails: { builder: { id: "https://chartwell.invalid/own-machine" }, metadata: { finishedOn: new Date().toISOString() } },
    },
  };
}

/** One list of every file's sum, so that nothing can be added, taken or changed beside the signed list. @param {string} folder @param {string | null} key */
async function writeSums(folder, key) {
  const lines = [];
  for (const name of listSummed(folder)) lines.push(`${await hashFile(join(folder, name))}  ${name}`);
  const path = join(folder, statements.sums);
  writeFileSync(path, `${lines.join("\n")}\n`);
  if (existsSync(`${path}.asc`)) rmSync(`${path}.asc`);
  if (key !== null) await signDetached(path, key);
}

/** Every file the list of sums covers: all but the list, its signature, and the unpacked program it was made from. @param {string} folder */
export function listSummed(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((name) => !name.startsWith(statements.sums) && !/^[a-z]+-(arm64-)?unpacked\//.test(name))
    .sort();
}
