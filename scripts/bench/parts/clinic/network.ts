import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A host's network and one of desks, with a line between them. */
export interface Network {
  readonly hostAddress: string;
  /** Runs a script of this folder on one side, with a channel to it. */
  start(side: "host" | "desks", script: string, words: readonly string[]): ChildProcess;
  remove(): void;
}

export interface Line {
  /** Milliseconds each way. */
  readonly delayMs: number;
  /** Of every packet, 0 to 1. */
  readonly loss: number;
}

const hostAddress = "10.77.0.1";
const desksAddress = "10.77.0.2";
const constants = fileURLToPath(new URL("../../../setup/build-constants.mjs", import.meta.url));
let count = 0;

const ip = (...words: string[]) => execFileSync("ip", words, { stdio: ["ignore", "pipe", "pipe"] });

/** Lays two network namespaces and a line between them; a bad one is carried packet by packet. Needs root and iproute2. */
export async function layNetwork(line: Line | null = null): Promise<Network> {
  count += 1;
  const mark = `${process.pid % 10_000}${count}`;
  const spaces = { host: `cw-host-${mark}`, desks: `cw-desks-${mark}` };
  for (const space of [spaces.host, spaces.desks]) {
    ip("netns", "add", space);
    ip("-n", space, "link", "set", "lo", "up");
  }
  const carrier = line === null ? layCable(spaces, mark) : await layBadLine(spaces, line);
  function remove(): void {
    process.off("exit", remove);
    carrier?.kill();
    for (const space of [spaces.host, spaces.desks]) ip("netns", "del", space);
  }
  process.once("exit", remove);
  return {
    hostAddress,
    start(side, script, words) {
      const path = fileURLToPath(new URL(script, import.meta.url));
      const inside = ["netns", "exec", spaces[side], process.execPath, "--import", "tsx", "--import", constants, path, ...words];
      return spawn("ip", inside, { stdio: ["ignore", "inherit", "inherit", "ipc"], serialization: "advanced" });
    },
    remove,
  };
}

function layCable(spaces: { readonly host: string; readonly desks: string }, mark: string): null {
  const [near, far] = [`cwh${mark}`, `cwd${mark}`];
  ip("link", "add", near, "netns", spaces.host, "type", "veth", "peer", "name", far, "netns", spaces.desks);
  ip("-n", spaces.host, "addr", "add", `${hostAddress}/24`, "dev", near);
  ip("-n", spaces.desks, "addr", "add", `${desksAddress}/24`, "dev", far);
  ip("-n", spaces.host, "link", "set", near, "up");
  ip("-n", spaces.desks, "link", "set", far, "up");
  return null;
}

async function layBadLine(spaces: { readonly host: string; readonly desks: string }, { delayMs, loss }: Line): Promise<ChildProcess> {
  const script = fileURLToPath(new URL("bad-line.py", import.meta.url));
  const words = [script, spaces.host, hostAddress, spaces.desks, desksAddress, String(delayMs), String(loss)];
  const carrier = spawn("python3", words, { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise<void>((resolve, reject) => {
    carrier.stdout.once("data", () => resolve());
    carrier.once("exit", () => reject(new Error("the line did not come up")));
  });
  return carrier;
}
