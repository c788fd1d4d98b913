import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { buildEnvironment, type Workplace } from "./launch-app.ts";

const program = join(fileURLToPath(new URL("../../../", import.meta.url)), "dist", "main", "cli.cjs");

/** What a command of the operators' line left behind. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the operators' line on a workplace's files; what goes on in this process goes on meanwhile. */
export async function runCli(place: Workplace, words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words, "--profile", place.profile], {
    env: buildEnvironment(place, {}),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await ended, stdout, stderr };
}
