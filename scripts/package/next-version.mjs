// @ts-check
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetUpError } from "../setup/say.mjs";

/**
 * Makes the next version of a package out of this one, for trying out an upgrade: the same program
 * under a higher number of the same length.
 * @param {string} version
 */
export function countUp(version) {
  return version.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
}

/** Gives the program in a folder another number. @param {string} resources @param {string} from @param {string} to */
export function renumber(resources, from, to) {
  const archive = join(resources, "app.asar");
  const bytes = readFileSync(archive);
  const [old, fresh] = [Buffer.from(`"version": "${from}"`), Buffer.from(`"version": "${to}"`)];
  const at = bytes.indexOf(old);
  if (at === -1 || bytes.indexOf(old, at + 1) !== -1) throw new SetUpError("The archive does not name its version once.");
  fresh.copy(bytes, at);
  writeFileSync(archive, bytes);
}

/** Writes the next version of a deb. @param {string} deb @param {string} work @param {string} from @param {string} to @returns {string} */
export function makeNextDeb(deb, work, from, to) {
  const tree = join(work, "tree");
  ask("dpkg-deb", ["-R", deb, tree]);
  renumber(join(tree, "opt", "Chartwell", "resources"), from, to);
  const control = join(tree, "DEBIAN", "control");
  writeFileSync(control, readFileSync(control, "utf8").replace(/^Version: .*$/m, `Version: ${to}`));
  const made = join(work, `chartwell_${to}_amd64.deb`);
  ask("dpkg-deb", ["-Zgzip", "-z1", "--root-owner-group", "-b", tree, made]);
  return made;
}

/** Unpacks a tar.gz as a folder of versions has it. @param {string} archive @param {string} to */
export function unpackVersion(archive, to) {
  mkdirSync(to, { recursive: true });
  ask("tar", ["-xzf", archive, "-C", to, "--strip-components=1"]);
}

/** @param {string} folder @param {string} ending */
export function findPackage(folder, ending) {
  const name = readdirSync(folder).find((each) => each.endsWith(ending));
  if (name === undefined) throw new SetUpError(`There is no ${ending} to try; run \`npm run package\` first.`);
  return join(folder, name);
}

/** @param {string} command @param {readonly string[]} args */
function ask(command, args) {
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new SetUpError(`${command} failed: ${stderr.trim().split("\n").at(-1)}`);
}
