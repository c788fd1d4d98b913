import { spawnSync } from "node:child_process";

const headless = "--ozone-platform=headless";

/** Whether an operator's line must begin again without a screen: the browser part chooses its own before any of ours runs. */
export function needsHeadless(argv: readonly string[]): boolean {
  return process.platform === "linux" && !argv.includes(headless);
}

/** Runs the same line once more without a screen, as over a remote shell; gives its exit status. */
export function runHeadless(argv: readonly string[]): number {
  const words = argv.slice(1);
  const { status } = spawnSync(process.execPath, [headless, "--log-level=3", ...words], { stdio: "inherit" });
  return status ?? 1;
}
