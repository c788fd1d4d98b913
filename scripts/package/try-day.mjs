// @ts-check
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { runOnDesktop } from "../setup/display.mjs";
import { root } from "../setup/places.mjs";
import { SetUpError } from "../setup/say.mjs";

/** @typedef {import("./verify.mjs").Finding} Finding */

const require = createRequire(import.meta.url);
const installed = "/opt/Chartwell";
const machinePolicy = "/etc/chartwell/policy.json";

/**
 * Lives the guided day in a copy of the installed program whose inspect fuse alone is opened, so that
 * a test can hold it; the archive is the installed one to the byte.
 * @param {string} out @returns {Promise<Finding[]>}
 */
export async function tryGuidedDay(out) {
  if (existsSync(machinePolicy)) throw new SetUpError("This machine has a policy of its own; it is not one for trying out.");
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  mkdirSync("/etc/chartwell", { recursive: true });
  const copy = await copyOpened(out);
  const same = hash(join(copy, "resources", "app.asar")) === hash(join(installed, "resources", "app.asar"));
  try {
    const status = await inDesktop(out, process.execPath, ["--import", "tsx", join(root, "scripts", "day", "run.ts"), "--out", out], {
      CHARTWELL_ELECTRON_PATH: join(copy, "chartwell"),
      CHARTWELL_MACHINE_POLICY: machinePolicy,
    });
    return [
      {
        subject: "lives the guided day, canary scan included",
        state: status === 0 && same ? "held" : "failed",
        said: same ? `the installed archive to the byte, status ${status}` : "the archive differs",
      },
    ];
  } finally {
    rmSync("/etc/chartwell", { recursive: true, force: true });
    rmSync(copy, { recursive: true, force: true });
  }
}

/** A copy of the installed program whose inspect fuse alone is opened, so that root and a test may hold it. @param {string} out */
async function copyOpened(out) {
  const copy = join(out, "program");
  rmSync(copy, { recursive: true, force: true });
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  const { flipFuses, FuseV1Options, FuseVersion } = require("@electron/fuses");
  await flipFuses(join(copy, "chartwell"), { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
  return copy;
}

/**
 * Whether the installed program opens the record the day left and finds its log whole.
 * @param {string} out @param {{ username: string, password: string }} somebody
 */
export async function opensRecordOfDay(out, { username, password }) {
  const copy = await copyOpened(out);
  const script = `printf '%s\\n' "$PASSWORD" | ${copy}/chartwell --no-sandbox --cli audit verify --profile ${join(out, "work", "profile")} --user ${username}`;
  const found = join(out, "verified.json");
  await inDesktop(out, "sh", ["-c", `${script} > ${found}`], { PASSWORD: password });
  rmSync(copy, { recursive: true, force: true });
  return existsSync(found) && readFileSync(found, "utf8").includes('"verdict":"intact"');
}

/** @param {string} out @param {string} command @param {readonly string[]} args @param {Record<string, string>} env */
function inDesktop(out, command, args, env) {
  return runOnDesktop(command, args, { env, keyringDir: join(out, "work", "keyring") });
}

/** @param {string} path */
function hash(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** The program's own number, as its package says. @returns {string} */
export function readInstalledVersion() {
  const { stdout } = spawnSync("dpkg", ["-s", "chartwell"], { encoding: "utf8" });
  return /^Version: (.+)$/m.exec(stdout)?.[1] ?? "";
}
