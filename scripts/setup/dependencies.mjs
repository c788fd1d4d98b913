// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { holdLock } from "./lock.mjs";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";

const oldestNode = 20;

/** Installs exactly what the lockfile says, unless that was done already. */
export async function installDependencies() {
  refuseOldNode(process.versions.node);
  if (isInstalled(root)) return;
  mkdirSync(join(root, "out"), { recursive: true });
  await holdLock(join(root, "out", ".npm-ci.lock"), async () => {
    if (isInstalled(root)) return;
    say("Installing dependencies …");
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    // One retry: without a network the person should hear of it in seconds, not minutes.
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
    const { code, output } = await capture(npm, args, { cwd: root, shell: process.platform === "win32" });
    if (code !== 0) throw new SetUpError(explainFailure(output));
    // npm removes the folder first, so an install cut short leaves no stamp.
    writeFileSync(join(root, "node_modules", ".chartwell-installed"), hashLock(root));
  });
}

/** @param {string} version */
export function refuseOldNode(version) {
  if (Number(version.split(".")[0]) >= oldestNode) return;
  throw new SetUpError(
    `Chartwell needs Node.js ${oldestNode} or newer, and this is ${version}; install a newer one from nodejs.org or your package manager and run this again.`,
  );
}

/** Whether the folder holds what its lockfile says. @param {string} folder */
export function isInstalled(folder) {
  const stamp = join(folder, "node_modules", ".chartwell-installed");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === hashLock(folder);
}

/** @param {string} folder */
export function hashLock(folder) {
  return createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
}

/** @param {string} output what npm printed */
export function explainFailure(output) {
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ENOTCACHED|network/i.test(output)) {
    return "The dependencies could not be downloaded: the npm registry did not answer. Connect to the network, or set your registry with `npm config set registry URL`, and run this again.";
  }
  if (/npm: not found|spawn npm/.test(output)) return "npm was not found beside Node.js; install npm and run this again.";
  const said = output.split("\n").filter((line) => /npm (ERR!|error)/.test(line));
  return `The dependencies could not be installed. npm said: ${said.slice(0, 3).join(" ") || output.trim().slice(-300)}`;
}
