// @ts-check
import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SetUpError } from "./say.mjs";
import { capture, run } from "./run.mjs";

/** Whether a screen is there to open a window on. */
export function hasDisplay() {
  return process.platform !== "linux" || process.env["DISPLAY"] !== undefined || process.env["WAYLAND_DISPLAY"] !== undefined;
}

/** Starts a virtual screen and waits until it answers. @returns {Promise<{ name: string, stop(): void }>} */
async function startScreen() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const stop = () => void server.kill();
  process.once("exit", stop);
  const name = await new Promise((resolve, reject) => {
    server.once("error", () => reject(new SetUpError("A virtual screen could not be started; install Xvfb (Debian: apt-get install xvfb) and run this again.")));
    server.once("exit", () => reject(new SetUpError("A virtual screen could not be started.")));
    server.stdio[3]?.once("data", (chunk) => resolve(`:${String(chunk).trim()}`));
  });
  return { name, stop };
}

/** Whether a Secret Service answers on the session bus. */
async function hasSecretService() {
  if (process.env["DBUS_SESSION_BUS_ADDRESS"] === undefined) return false;
  const asked = ["--session", "--dest=org.freedesktop.DBus", "--print-reply", "/", "org.freedesktop.DBus.GetNameOwner", "string:org.freedesktop.secrets"];
  return (await capture("dbus-send", asked)).code === 0;
}

/**
 * Runs a command with what a desktop gives: a screen (virtual where there is none) and a keychain (a
 * private session bus with its own keyring where none answers). The keyring's files lie in
 * `keyringDir`, so that a record made under it opens again.
 * @param {string} command @param {readonly string[]} args
 * @param {{ keyringDir?: string, screen?: boolean, env?: NodeJS.ProcessEnv, stdio?: import("node:child_process").StdioOptions }} [options]
 * @returns {Promise<number>}
 */
export async function runOnDesktop(command, args, options = {}) {
  const { screen = true, stdio = "inherit" } = options;
  const env = { ...process.env, ...options.env };
  if (process.platform !== "linux") return run(command, args, { env, stdio });
  const display = screen && !hasDisplay() ? await startScreen() : null;
  if (display !== null) env["DISPLAY"] = display.name;
  env["XDG_CURRENT_DESKTOP"] ??= "GNOME";
  try {
    if (await hasSecretService()) return await run(command, args, { env, stdio });
    const keyringDir = options.keyringDir ?? join(homedir(), ".local", "share", "chartwell-dev");
    mkdirSync(keyringDir, { recursive: true, mode: 0o700 });
    env["CHARTWELL_KEYRING_DIR"] = keyringDir;
    const helper = fileURLToPath(new URL("with-keyring.sh", import.meta.url));
    if (!existsSync("/usr/bin/dbus-run-session")) throw new SetUpError("No session bus can be started; install dbus (Debian: apt-get install dbus gnome-keyring) and run this again.");
    return await run("dbus-run-session", ["--", "bash", helper, command, ...args], { env, stdio });
  } finally {
    display?.stop();
  }
}
