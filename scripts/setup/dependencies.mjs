// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { capture } from "./run.mjs";
import { say, SetUpError } from "./say.mjs";

const oldestNode = 20;

/** Installs exactly what the lockfile says, unless that was done already. */
export async function installDependencies() {
  if (Number(process.versions.node.split(".")[0]) < oldestNode) {
    throw new SetUpError(`Chartwell needs Node.js ${oldestNode} or newer; this is ${process.versions.node}. Install a newer one from your package manager.`);
  }
  const stamp = join(root, "node_modules", ".chartwell-installed");
  const wanted = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  say("Installing dependencies …");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { code, output } = await capture(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: root, shell: process.platform === "win32" });
  if (code !== 0) throw new SetUpError(explain(output));
  writeFileSync(stamp, wanted);
}

/** @param {string} output */
function explain(output) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|network/i.test(output)) {
    return "The dependencies could not be downloaded: the npm registry did not answer. Connect to the network, or set your registry with `npm config set registry URL`, and run this again.";
  }
  return `The dependencies could not be installed. npm said: ${output.split("\n").filter((line) => line.includes("ERR")).slice(0, 3).join(" ") || output.slice(-300)}`;
}
