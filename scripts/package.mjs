// @ts-check
import { resolve } from "node:path";
import { buildPackages, releaseFolder } from "./package/build.mjs";
import { verifyPackages } from "./package/verify.mjs";
import { tell } from "./setup/say.mjs";

const marks = { held: "ok        ", failed: "FAILED    ", "not-here": "not judged" };

/** Checks a folder of packages and prints a line each; status 1 when anything failed. @param {readonly string[]} words */
async function verify(words) {
  const named = (/** @type {string} */ option) => (words.includes(option) ? (words[words.indexOf(option) + 1] ?? null) : null);
  const findings = await verifyPackages(resolve(named("--folder") ?? releaseFolder), { publicKey: named("--key") });
  for (const { subject, state, said } of findings) process.stdout.write(`${marks[state]} ${subject}: ${said}\n`);
  return findings.some(({ state }) => state === "failed") ? 1 : 0;
}

/**
 * Packages the product, states what is in it, and signs what it has keys for. `--verify [--folder
 * FOLDER] [--key FILE]` checks a folder of packages instead.
 */
await tell(async () => {
  const words = process.argv.slice(2);
  return words.includes("--verify") ? verify(words) : buildPackages(words);
});
