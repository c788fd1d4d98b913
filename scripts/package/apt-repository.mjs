// @ts-check
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { capture } from "../setup/run.mjs";
import { SetUpError } from "../setup/say.mjs";
import { exportPublicKey, signClear, signDetached } from "./sign.mjs";

const suite = "stable";

/**
 * Lays a folder's deb packages out as an APT repository beside them, for a clinic's own server: the
 * lists name every package's hash, and the list of lists is signed where there is a key.
 * @param {string} folder @param {string | null} key
 */
export async function writeAptRepository(folder, key) {
  const place = join(folder, "apt");
  const pool = join(place, "pool", "main");
  const lists = join(place, "dists", suite, "main", "binary-amd64");
  mkdirSync(pool, { recursive: true });
  mkdirSync(lists, { recursive: true });
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".deb"))) copyFileSync(join(folder, name), join(pool, name));
  const packages = await ask(["packages", "pool"], place);
  writeFileSync(join(lists, "Packages"), packages);
  writeFileSync(join(lists, "Packages.gz"), gzipSync(packages));
  const names = { Origin: "Chartwell", Label: "Chartwell", Suite: suite, Codename: suite, Architectures: "amd64", Components: "main" };
  const options = Object.entries(names).flatMap(([name, value]) => ["-o", `APT::FTPArchive::Release::${name}=${value}`]);
  const release = join(place, "dists", suite, "Release");
  writeFileSync(release, await ask([...options, "release", `dists/${suite}`], place));
  if (key === null) return;
  await signClear(release, join(place, "dists", suite, "InRelease"), key);
  await signDetached(release, key);
  await exportPublicKey(join(place, "chartwell.gpg"), key, false);
}

/** @param {readonly string[]} args @param {string} cwd */
async function ask(args, cwd) {
  const { code, output } = await capture("apt-ftparchive", args, { cwd, stdio: ["ignore", "pipe", "ignore"] });
  if (code !== 0) throw new SetUpError("apt-ftparchive could not list the packages.");
  return output;
}
