// @ts-check
import { spawn, spawnSync } from "node:child_process";

/** @typedef {import("./verify.mjs").Finding} Finding */
/** @typedef {{ status: number | null, stdout: string, stderr: string }} Outcome */

/** The ordinary person of a trial. */
export const person = "chartwell-try";
const patienceMs = 60_000;

/** @param {string} command @param {readonly string[]} args @param {Record<string, string>} [env] @returns {Outcome} */
export function run(command, args, env = {}) {
  return spawnSync(command, args, { encoding: "utf8", env: { ...process.env, ...env }, timeout: patienceMs });
}

/** @param {Record<string, string>} env @param {readonly string[]} command */
const asPersonWords = (env, command) => {
  const told = Object.entries({ HOME: `/home/${person}`, PATH: "/usr/bin:/bin", ...env }).map(([name, value]) => `${name}=${value}`);
  return [`--reuid=${person}`, `--regid=${person}`, "--init-groups", "env", "-i", ...told, ...command];
};

/** Runs a program as the ordinary person. @param {readonly string[]} args @param {Record<string, string>} [env] */
export function asPerson(args, env = {}) {
  return run("setpriv", asPersonWords(env, ["chartwell", ...args]));
}

/** Starts a program as the person, on a screen. @param {string} display @param {readonly string[]} command */
export function open(display, command) {
  return spawn("setpriv", asPersonWords({ DISPLAY: display }, command), { stdio: "ignore", detached: true });
}

/** Ends everything the person runs. @param {import("node:child_process").ChildProcess} child */
export function close(child) {
  spawnSync("pkill", ["-KILL", "-u", person]);
  child.unref();
}

/** @param {string} subject @param {Outcome} outcome @param {(outcome: Outcome) => boolean} holds @param {string} said @returns {Finding} */
export function judge(subject, outcome, holds, said) {
  if (holds(outcome)) return { subject, state: "held", said };
  return { subject, state: "failed", said: `${outcome.stdout}${outcome.stderr}`.trim().split("\n").at(-1)?.slice(0, 200) ?? said };
}

/** A screen of its own. @returns {Promise<{ display: string, stop(): void }>} */
export async function startScreen() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-ac"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const display = await new Promise((resolve) => server.stdio[3]?.once("data", (number) => resolve(`:${String(number).trim()}`)));
  return { display, stop: () => void server.kill() };
}
