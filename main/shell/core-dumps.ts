import { execFile } from "node:child_process";
import { app } from "electron";

const everyPid = 'for pid in "$@"; do prlimit --pid "$pid" --core=0:0; done';

/**
 * Forbids core images, of this process and of every process of the browser part: one would hold
 * what was on screen. On Linux through the limit itself, set for all in one go; macOS and Windows
 * write none for a program that starts no crash reporter, and this one starts none.
 */
export function forbidCoreDumps(): void {
  if (process.platform !== "linux") return;
  const pids = app.getAppMetrics().map(({ pid }) => String(pid));
  execFile("/bin/sh", ["-c", everyPid, "sh", ...pids], () => undefined);
}
