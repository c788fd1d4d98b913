import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Acknowledged } from "./work.ts";

const worker = new URL("worker.ts", import.meta.url).pathname;
const constants = new URL("../setup/build-constants.mjs", import.meta.url).pathname;

export interface WorkerPlace {
  readonly profile: string;
  /** A folder that stands in for a keychain, or "-" for this session's own. */
  readonly keychain: string;
  readonly backups: string;
}

/** What a worker told before it ended. */
export interface Told {
  readonly changes: Acknowledged[];
  /** Why it stopped by itself, a code; null when it was killed. */
  readonly stopped: string | null;
}

/**
 * Lets a worker work and kills it (-9) after so many milliseconds of work. With `limitKb` no file it
 * writes may grow beyond that: its disk is full.
 */
export async function workAndKill(place: WorkerPlace, from: number, killAfterMs: number | null, limitKb: number | null = null): Promise<Told> {
  const args = ["--import", "tsx", "--import", constants, worker, place.profile, place.keychain, place.backups, String(from)];
  // The shell ignores the signal a full quota sends, and the worker inherits that: writes fail instead, as on a full disk.
  const child =
    limitKb === null
      ? spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] })
      : spawn("bash", ["-c", `trap '' XFSZ; ulimit -f ${limitKb}; exec "$@"`, "bash", process.execPath, ...args], {
          stdio: ["ignore", "pipe", "ignore"],
        });
  const changes: Acknowledged[] = [];
  let stopped: string | null = null;
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as { ready?: true; stopped?: string; refused?: string; kind?: string };
    if (told.ready === true && killAfterMs !== null) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    else if (told.stopped !== undefined || told.refused !== undefined) stopped = told.stopped ?? told.refused ?? null;
    else if (told.kind !== undefined) changes.push(told as Acknowledged);
  }
  await ended;
  return { changes, stopped };
}
