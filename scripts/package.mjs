// @ts-check
import { resolve } from "node:path";
import { buildPackages, releaseFolder } from "./package/build.mjs";
import { publishUpdates } from "./package/publish-updates.mjs";
import { tryInstalled } from "./package/try-installed.mjs";
import { verifyPackages } from "./package/verify.mjs";
import { tell } from "./setup/say.mjs";

const marks = { held: "ok        ", failed: "FAILED    ", "not-here": "not judged" };

/** What follows an option, or null. @param {readonly string[]} words @param {string} option */
const named = (words, option) => (words.includes(option) ? (words[words.indexOf(option) + 1] ?? null) : null);

/** Checks a folder of packages and prints a line each; status 1 when anything failed. @param {readonly string[]} words */
async function verify(words) {
  const folder = resolve(named(words, "--folder") ?? releaseFolder);
  return print(await verifyPackages(folder, { publicKey: named(words, "--key") }));
}

/** @param {readonly import("./package/verify.mjs").Finding[]} findings */
function print(findings) {
  for (const { subject, state, said } of findings) process.stdout.write(`${marks[state]} ${subject}: ${said}\n`);
  return findings.some(({ state }) => state === "failed") ? 1 : 0;
}

/**
 * Packages the product, states what is in it, and signs what it has keys for. `--verify [--folder
 * FOLDER] [--key FILE]` checks a folder of packages instead; `--try` installs the deb on this machine,
 * looks at it as an ordinary person and as an intruder would, upgrades it, and takes it off again;
 * `--publish FOLDER --key FILE [--channel early]` lays them out for a clinic's update server.
 */
await tell(async () => {
  const words = process.argv.slice(2);
  if (words.includes("--try")) return print(await tryInstalled(releaseFolder));
  const [to, keyFile] = [named(words, "--publish"), named(words, "--key")];
  if (to !== null && keyFile !== null) {
    await publishUpdates(releaseFolder, resolve(to), { keyFile, channel: named(words, "--channel") ?? "stable" });
    return 0;
  }
  return words.includes("--verify") ? verify(words) : buildPackages(words);
});
