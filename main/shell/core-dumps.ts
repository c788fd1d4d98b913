import { execFile } from "node:child_process";
import { app } from "electron";

/**
 * Forbids core images, of this process and of every process of the browser part: one would hold
 * what was on screen. On Linux through the limit itself; macOS and Windows write none for a
 * program that starts no crash reporter, and this one starts none.
 */
export function forbidCoreDumps(): void {
  if (process.platform !== "linux") return;
  for (const { pid } of app.getAppMetrics()) {
    execFile("prlimit", ["--pid", String(pid), "--core=0:0"], () => undefined);
  }
}
