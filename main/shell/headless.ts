import { spawn, spawnSync } from "node:child_process";

const headless = "--ozone-platform=headless";

/** Whether a program without a window must begin again without a screen: the browser part chooses its own before any of ours runs. */
export function needsHeadless(argv: readonly string[]): boolean {
  return process.platform === "linux" && !argv.includes(headless);
}

/** Runs the same line once more without a screen, as over a remote shell; gives its exit status. */
export function runHeadless(argv: readonly string[]): number {
  const { status } = spawnSync(process.execPath, listHeadless(argv), { stdio: "inherit" });
  return status ?? 1;
}

/** The same for a program that stays: what this process is told to end by, it hands on, and ends with it. */
export function stayHeadless(argv: readonly string[]): void {
  const child = spawn(process.execPath, listHeadless(argv), { stdio: "inherit" });
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  child.once("exit", (status) => process.exit(status ?? 1));
}

function listHeadless(argv: readonly string[]): string[] {
  return [headless, "--log-level=3", ...argv.slice(1)];
}
