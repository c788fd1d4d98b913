// @ts-check
import { spawn } from "node:child_process";
import { readLine } from "./run.mjs";
import { SetUpError } from "./say.mjs";

const settings = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"];

/** Starts a virtual screen, on a number the server finds free, and waits until it answers. @param {import("./display.mjs").Guard} guard @returns {Promise<string>} its name */
export function startScreen(guard) {
  const server = spawn("Xvfb", ["-displayfd", "3", ...settings], { stdio: ["ignore", "ignore", "ignore", "pipe"], detached: true });
  server.unref();
  return new Promise((resolve, reject) => {
    const fail = () =>
      reject(new SetUpError("A virtual screen could not be started; install Xvfb (Debian: apt-get install xvfb) and run this again."));
    server.once("error", fail);
    server.once("exit", fail);
    server.once("spawn", () => guard.watch(server.pid));
    void readLine(/** @type {import("node:stream").Readable} */ (server.stdio[3])).then((number) => resolve(`:${number}`));
  });
}
