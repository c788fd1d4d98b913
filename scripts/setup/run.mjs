// @ts-check
import { spawn } from "node:child_process";
import { constants } from "node:os";

/** @type {readonly NodeJS.Signals[]} */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The status a shell gives a command ended by a signal. @param {number | null} code @param {NodeJS.Signals | null} signal */
function toStatus(code, signal) {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/** @param {(signal: NodeJS.Signals) => void} pass @returns {() => void} stops listening */
function listen(pass) {
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

/**
 * Runs a command to its end with its output shown; gives its exit status. Signals are passed on.
 * @param {string} command @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions & { onSpawn?: (pid: number | undefined) => void }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { onSpawn, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: "inherit", ...options });
    child.once("spawn", () => onSpawn?.(child.pid));
    const deafen = listen((signal) => void child.kill(signal));
    child.once("error", (error) => {
      deafen();
      reject(error);
    });
    child.once("close", (code, signal) => {
      deafen();
      resolve(toStatus(code, signal));
    });
  });
}

/**
 * Runs a command quietly; gives its status and everything it printed. It runs in a group of its own,
 * so that a set-up told to stop, or out of patience, takes the command's children with it.
 * @param {string} command @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions & { patienceMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(command, args, { patienceMs, ...options } = {}) {
  const grouped = process.platform !== "win32";
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { stdio: ["ignore", "pipe", "pipe"], detached: grouped, ...options });
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // It is gone already.
      }
    };
    const deafen = listen((signal) => {
      end(signal);
      // Not at once: other commands running beside this one end theirs first.
      setImmediate(() => process.exit(128 + constants.signals[signal]));
    });
    const timer = patienceMs === undefined ? undefined : setTimeout(() => end("SIGKILL"), patienceMs);
    let output = "";
    const finish = (/** @type {number} */ code, text = output) => {
      clearTimeout(timer);
      deafen();
      resolve({ code, output: text });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        output += String(chunk);
      });
    }
    child.once("error", (error) => finish(127, error.message));
    child.once("close", (code, signal) => finish(toStatus(code, signal)));
  });
}

/**
 * Reads what a server says of itself once it is up. Read to the end of the line: a server may write
 * it in pieces and ends when it cannot write the last.
 * @param {import("node:stream").Readable} stream @returns {Promise<string>}
 */
export function readLine(stream) {
  return new Promise((resolve) => {
    let line = "";
    stream.on("data", (chunk) => {
      line += String(chunk);
      if (!line.endsWith("\n")) return;
      stream.destroy();
      resolve(line.trim());
    });
  });
}
