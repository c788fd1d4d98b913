import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const options = { timeout: 5_000, windowsHide: true };

export type ClockState = "synchronized" | "not-synchronized" | "unknown";

/**
 * Whether this computer's clock is held to a source. A log whose times nobody can trust proves little
 * (164.312(b)), and an agreement's last day is only as good as the day itself.
 */
export async function readClockSource(): Promise<{ state: ClockState; how: string }> {
  try {
    if (process.platform === "linux") return await readLinux();
    if (process.platform === "darwin") return await readMac();
    if (process.platform === "win32") return await readWindows();
  } catch {
    // The system's own tool is missing or refused to answer; that is not an answer either way.
  }
  return { state: "unknown", how: "the system's own tool gave no answer" };
}

async function readLinux() {
  const { stdout } = await run("timedatectl", ["show", "--property=NTPSynchronized", "--property=NTP"], options);
  const synchronized = stdout.includes("NTPSynchronized=yes");
  return { state: synchronized ? ("synchronized" as const) : ("not-synchronized" as const), how: stdout.trim().replaceAll("\n", ", ") };
}

async function readMac() {
  const { stdout } = await run("systemsetup", ["-getusingnetworktime"], options);
  return { state: stdout.includes("On") ? ("synchronized" as const) : ("not-synchronized" as const), how: "network time" };
}

async function readWindows() {
  const { stdout } = await run("w32tm", ["/query", "/source"], options);
  const own = /Local CMOS Clock|Free-running/i.test(stdout);
  return { state: own ? ("not-synchronized" as const) : ("synchronized" as const), how: stdout.trim() };
}
