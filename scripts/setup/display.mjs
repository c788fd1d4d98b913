// @ts-check
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { startKeychain } from "./keychain.mjs";
import { capture, run } from "./run.mjs";
import { startScreen } from "./screen.mjs";

/** Whether a screen is there to open a window on. */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"]) || Boolean(process.env["WAYLAND_DISPLAY"]);
}

/**
 * Runs a command with what a desktop gives: a screen (virtual where there is none) and a keychain (a
 * private session bus with its own keyring where none answers). The keyring's files lie in
 * `keyringDir`, so that a record made under it opens again. Nothing started here outlives the command.
 * Who wants several desks gets as many screens and keyrings, listed in `CHARTWELL_DESKS` (what each adds
 * to the environment, as JSON); a person's own screen or keychain is one, and then there is one desk.
 * @param {string} command @param {readonly string[]} args
 * @param {{ keyringDir?: string, screen?: boolean, desks?: number, env?: NodeJS.ProcessEnv, stdio?: import("node:child_process").StdioOptions }} [options]
 * @returns {Promise<number>}
 */
export async function runOnDesktop(command, args, options = {}) {
  const { screen = true, stdio = "inherit", desks = 1 } = options;
  const env = { ...process.env, ...options.env };
  if (process.platform !== "linux") return run(command, args, { env, stdio });
  const guard = postGuard();
  try {
    // Without a desktop's name the browser part takes no keyring at all.
    env["XDG_CURRENT_DESKTOP"] ??= "GNOME";
    const needs = { screen: screen && !hasDisplay(), keychain: !(await hasKeychain()) };
    const keyringDir = options.keyringDir ?? join(homedir(), ".local", "share", "chartwell-dev");
    const several = needs.screen && needs.keychain ? desks : 1;
    const folders = Array.from({ length: several }, (_none, at) => (at === 0 ? keyringDir : `${keyringDir}-${at + 1}`));
    const laid = await Promise.all(folders.map((folder) => layDesk(needs, folder, guard)));
    if (several > 1) env["CHARTWELL_DESKS"] = JSON.stringify(laid);
    return await run(command, args, { env: { ...env, ...laid[0] }, stdio, onSpawn: guard.watch });
  } finally {
    guard.dismiss();
  }
}

/** Starts what a desk lacks; gives what is new in its environment. @param {{ screen: boolean, keychain: boolean }} needs @param {string} keyringDir @param {Guard} guard */
async function layDesk(needs, keyringDir, guard) {
  /** @type {Record<string, string>} */
  const added = {};
  if (needs.screen) added["DISPLAY"] = await startScreen(guard);
  if (needs.keychain) {
    mkdirSync(keyringDir, { recursive: true, mode: 0o700 });
    added["DBUS_SESSION_BUS_ADDRESS"] = await startKeychain(keyringDir, guard);
  }
  return added;
}

/** @typedef {{ watch(pid: number | undefined): void, sweep(folder: string): void, dismiss(): void }} Guard */

const watchman = `
trap "" INT TERM HUP
pids= folder=
while read -r kind what; do case $kind in pid) pids="$pids $what";; folder) folder=$what;; esac; done
[ -z "$pids" ] || kill $pids 2>/dev/null
[ -z "$folder" ] || rm -rf -- "$folder"`;

/**
 * A watchman outside this process: when this process ends, even killed, the pipe between them breaks
 * and the watchman ends and sweeps what it was told of, so that no screen or keyring is left running.
 * @returns {Guard}
 */
function postGuard() {
  const guard = spawn("sh", ["-c", watchman], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  guard.unref();
  return {
    watch: (pid) => void guard.stdin.write(`pid ${pid}\n`),
    sweep: (folder) => void guard.stdin.write(`folder ${folder}\n`),
    dismiss: () => void guard.stdin.end(),
  };
}

/**
 * Whether this session's keychain can be used: it answers and, where nobody could answer its prompt,
 * it is unlocked. A session reached over the network often has one that is not.
 */
async function hasKeychain() {
  if (!process.env["DBUS_SESSION_BUS_ADDRESS"]) return false;
  const question = ["org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked"];
  const asked = [
    "--session",
    "--print-reply",
    "--reply-timeout=3000",
    "--dest=org.freedesktop.secrets",
    "/org/freedesktop/secrets/aliases/default",
    ...question,
  ];
  const { code, output } = await capture("dbus-send", asked);
  return code === 0 && (hasDisplay() || output.includes("boolean false"));
}
