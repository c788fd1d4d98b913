// @ts-check
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { isAlive } from "../../scripts/setup/lock.mjs";

const display = new URL("../../scripts/setup/display.mjs", import.meta.url).href;
const equipped =
  process.platform === "linux" && ["Xvfb", "dbus-daemon", "gnome-keyring-daemon"].every((name) => spawnSync("which", [name]).status === 0);
const { DISPLAY: _, WAYLAND_DISPLAY: __, DBUS_SESSION_BUS_ADDRESS: ___, CHARTWELL_DESKS: ____, ...bare } = process.env;

/** Starts a shell command on a desktop of its own, in a process of its own. @param {string} command @param {number} [desks] */
function start(command, desks = 1) {
  const keyringDir = mkdtempSync(join(tmpdir(), "chartwell-desktop-"));
  onTestFinished(() => rmSync(keyringDir, { recursive: true, force: true, maxRetries: 3 }));
  const story = `const { runOnDesktop } = await import(${JSON.stringify(display)}); process.exitCode = await runOnDesktop("sh", ["-c", ${JSON.stringify(command)}], { keyringDir: ${JSON.stringify(keyringDir)}, desks: ${desks} });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", story], { env: bare, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  const status = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  return { child, status, read: () => output };
}

/** Whether a process is there and not only waiting to be buried. @param {number} pid */
function isRunning(pid) {
  return isAlive(pid) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

/** Waits for a condition. @param {() => boolean} holds */
async function waitFor(holds) {
  for (const until = Date.now() + 5_000; !holds() && Date.now() < until; ) await wait(20);
  return holds();
}

const question =
  "dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets/aliases/default org.freedesktop.DBus.Properties.Get string:org.freedesktop.Secret.Collection string:Locked";

test.runIf(equipped)("gives a screen and an unlocked keyring, and the command's own status", async () => {
  const desk = start(`echo "$DISPLAY $XDG_CURRENT_DESKTOP"; ${question}; exit 7`);
  expect(await desk.status).toBe(7);
  expect(desk.read()).toMatch(/^:\d+ \S+/);
  expect(desk.read()).toContain("boolean false");
});

test.runIf(equipped)("lays as many desks as are wanted, each with a screen and a keyring that are nobody else's", async () => {
  const wanted = start('echo "$CHARTWELL_DESKS"; echo "$DISPLAY $DBUS_SESSION_BUS_ADDRESS"', 2);
  expect(await wanted.status).toBe(0);
  const [list = "", own] = wanted.read().split("\n");
  const desks = JSON.parse(list);
  expect(desks).toHaveLength(2);
  for (const name of ["DISPLAY", "DBUS_SESSION_BUS_ADDRESS"]) expect(new Set(desks.map((/** @type {any} */ desk) => desk[name])).size).toBe(2);
  expect(own).toBe(`${desks[0].DISPLAY} ${desks[0].DBUS_SESSION_BUS_ADDRESS}`);
});

test.runIf(equipped).each(/** @type {const} */ (["SIGTERM", "SIGKILL"]))("after %s nothing is left running", async (signal) => {
  const desk = start("ps -e -o pid,ppid,comm; echo mark $PPID; exec sleep 100");
  await waitFor(() => desk.read().includes("mark"));
  const owner = String(desk.child.pid);
  const rows = desk
    .read()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const started = rows.filter(([, parent]) => parent === owner).map(([pid]) => Number(pid));
  expect(started.length).toBeGreaterThanOrEqual(4);
  desk.child.kill(signal);
  expect(await desk.status).toBe(signal === "SIGTERM" ? 143 : "SIGKILL");
  expect(await waitFor(() => !started.some(isRunning))).toBe(true);
});
