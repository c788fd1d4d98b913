// @ts-check
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { capture, readLine } from "./run.mjs";
import { SetUpError } from "./say.mjs";

/** Locks nothing from anybody who can read the folder: it is there because a keyring must have one. */
const password = "development";
const patienceMs = 10_000;
const pollMs = 25;
const advice = "install dbus and gnome-keyring (Debian: apt-get install dbus gnome-keyring) and run this again";

/**
 * Starts a session bus of our own with an unlocked keyring on it whose files lie in a folder.
 * @param {string} folder @param {import("./display.mjs").Guard} guard @returns {Promise<string>} the bus address
 */
export async function startKeychain(folder, guard) {
  // The keyring's control socket; its path must be short, and the daemon's environment is its own.
  const runtime = mkdtempSync(join(tmpdir(), "chartwell-bus-"));
  guard.sweep(runtime);
  const env = { ...process.env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: runtime };
  const address = await startBus(env, guard);
  const keyring = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
    env: { ...env, DBUS_SESSION_BUS_ADDRESS: address },
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  keyring.unref();
  const failed = new Promise((_, reject) => {
    keyring.once("error", () => reject(new SetUpError(`No keychain can be started; ${advice}.`)));
    keyring.once("exit", () =>
      reject(new SetUpError(`The development keyring in ${folder} could not be unlocked; move it away and run this again.`)),
    );
  });
  keyring.once("spawn", () => guard.watch(keyring.pid));
  keyring.stdin.on("error", () => undefined).end(password);
  await Promise.race([failed, waitForKeyring(address)]);
  keyring.removeAllListeners("exit");
  return address;
}

/** @param {NodeJS.ProcessEnv} env @param {import("./display.mjs").Guard} guard @returns {Promise<string>} */
function startBus(env, guard) {
  const bus = spawn("dbus-daemon", ["--session", "--nofork", "--nopidfile", "--print-address=3"], {
    env,
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    detached: true,
  });
  bus.unref();
  return new Promise((resolve, reject) => {
    const fail = () => reject(new SetUpError(`No session bus can be started; ${advice}.`));
    bus.once("error", fail);
    bus.once("exit", fail);
    bus.once("spawn", () => guard.watch(bus.pid));
    void readLine(/** @type {import("node:stream").Readable} */ (bus.stdio[3])).then(resolve);
  });
}

/** @param {string} address */
async function waitForKeyring(address) {
  const asked = [
    `--bus=${address}`,
    "--dest=org.freedesktop.DBus",
    "--print-reply",
    "/",
    "org.freedesktop.DBus.GetNameOwner",
    "string:org.freedesktop.secrets",
  ];
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(pollMs)) {
    if ((await capture("dbus-send", asked)).code === 0) return;
  }
  throw new SetUpError("The development keyring did not answer in time; run this again.");
}
