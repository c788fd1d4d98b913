import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ask, askOver } from "./channel.ts";
import { type Line, layNetwork } from "./network.ts";

export type Engine = "sqlcipher" | "postgresql";

/** A clinic on this machine: a host and its desks in networks of their own. */
export interface BenchClinic {
  askHost: Ask;
  readonly askDesks: Ask;
  /** Enrols one more desk and signs its clinician in. */
  addDesk(): Promise<void>;
  /** Ends the host as a power cut would, and starts it again over the same files and on the same port. */
  killHost(): Promise<void>;
  remove(): Promise<void>;
}

export interface Founding {
  readonly engine: Engine;
  readonly desks: number;
  readonly notes: number;
  readonly line?: Line;
}

/** Founds a clinic: the record where it is to lie, its people, its notes. Desks are added afterwards. */
export async function foundClinic({ engine, desks, notes, line }: Founding): Promise<BenchClinic> {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-bench-clinic-"));
  const network = await layNetwork(line);
  const database = engine === "postgresql" ? await begin(network.start("host", "database.ts", [])) : null;
  const placeFile = join(folder, "place.json");
  if (database !== null) writeFileSync(placeFile, JSON.stringify(await database.ask({ do: "place" })), { mode: 0o600 });
  const startHost = (port: number, words: readonly string[]) =>
    begin(network.start("host", "host.ts", [folder, network.hostAddress, String(port), ...words]));
  let host = await startHost(0, database === null ? [] : [placeFile]);
  const port = await host.ask<number>({ do: "port" });
  await host.ask({ do: "found", desks });
  await host.ask({ do: "fill", notes });
  const floor = await begin(network.start("desks", "desks.ts", []));
  return {
    askHost: (question) => host.ask(question),
    askDesks: floor.ask,
    async addDesk() {
      await floor.ask({ do: "enrol", ...(await host.ask<object>({ do: "offer" })) });
    },
    async killHost() {
      const gone = new Promise((settle) => host.child.once("exit", settle));
      host.child.kill("SIGKILL");
      await gone;
      host = await startHost(port, []);
    },
    async remove() {
      await floor.ask({ do: "leave" });
      await host.ask({ do: "stop" });
      await database?.ask({ do: "stop" });
      network.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Begun {
  readonly child: ChildProcess;
  readonly ask: Ask;
}

/** Waits for a process's first word. */
function begin(child: ChildProcess): Promise<Begun> {
  return new Promise((resolve, reject) => {
    child.once("message", () => resolve({ child, ask: askOver(child) }));
    child.once("exit", (code) => reject(new Error(`a process of the bench did not start (${code})`)));
  });
}
