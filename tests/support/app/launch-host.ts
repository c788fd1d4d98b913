import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildEnvironment, type Workplace } from "./launch-app.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const startPatienceMs = 30_000;

/** The program as the clinic's host: a process of its own, on a port of this computer. */
export interface RunningHost {
  readonly place: Workplace;
  readonly port: number;
  /** As it says it when it starts. */
  readonly fingerprint: string;
  /** What it printed; nothing of a patient may be in it. */
  output(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again over the same files, on the same port. */
  startAgain(): Promise<void>;
  /** Ends it as an administrator would. */
  stop(): Promise<void>;
}

/** Starts the built program with `--host` over a workplace's files, and waits until it listens. */
export async function launchHost(place: Workplace): Promise<RunningHost> {
  const port = await findFreePort();
  writeFileSync(join(place.profile, "host.json"), JSON.stringify({ address: "127.0.0.1", port }));
  let printed = "";
  let child: ChildProcess | null = null;

  async function start(): Promise<string> {
    const executablePath = process.env["CHARTWELL_ELECTRON_PATH"];
    if (executablePath === undefined) throw new Error("run this through npm test or npm run day");
    const unsandboxed = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    // A group of its own: the program begins again without a screen, and both are to end together.
    const started = spawn(executablePath, [...unsandboxed, root, "--profile", place.profile, "--host"], {
      ...{ env: buildEnvironment(place, {}), cwd: place.folder, detached: true, stdio: ["ignore", "pipe", "pipe"] },
    });
    child = started;
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error(`the host did not start; it printed:\n${printed}`)), startPatienceMs);
      let own = "";
      const hear = (chunk: unknown): void => {
        printed += String(chunk);
        own += String(chunk);
        const found = /Its fingerprint: (\S.*)/.exec(own)?.[1];
        if (found === undefined) return;
        clearTimeout(patience);
        resolve(found.trim());
      };
      started.stdout.on("data", hear);
      started.stderr.on("data", hear);
      started.once("exit", () => reject(new Error(`the host ended; it printed:\n${printed}`)));
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    if (ending?.pid === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = new Promise((resolve) => ending.once("exit", resolve));
    process.kill(-ending.pid, signal);
    await gone;
  }

  const fingerprint = await start();
  return {
    ...{ place, port, fingerprint },
    output: () => printed,
    kill: () => end("SIGKILL"),
    async startAgain() {
      await start();
    },
    stop: () => end("SIGTERM"),
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
