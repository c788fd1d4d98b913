import { execFile, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import type { ServerPlace } from "../../place.ts";
import { openRelay } from "./relay.ts";
import type { Session } from "./session-shape.ts";

const run = promisify(execFile);
const program = process.platform === "win32" ? "pg_dump.exe" : "pg_dump";

/** The server's own dump tool. */
export interface DumpTool {
  readonly path: string;
  /** The newest server it can read, as a whole number: 15, 16, … */
  readonly version: number;
}

/** The newest pg_dump of this computer, or null. */
export async function findDumpTool(): Promise<DumpTool | null> {
  const found: DumpTool[] = [];
  for (const path of listCandidates().filter(existsSync)) {
    const printed = await run(path, ["--version"], { timeout: 10_000, windowsHide: true }).catch(() => null);
    const version = Number(/(\d+)(?:\.|\w|\s|$)/.exec(printed?.stdout ?? "")?.[1]);
    if (version > 0) found.push({ path, version });
  }
  return found.sort((a, b) => b.version - a.version)[0] ?? null;
}

/** Where systems keep it: on the path, or in a folder for each version. */
function listCandidates(): string[] {
  const onPath = (process.env["PATH"] ?? "").split(process.platform === "win32" ? ";" : ":").map((folder) => join(folder, program));
  const perVersion = ["/usr/lib/postgresql", "/usr/pgsql", "C:\\Program Files\\PostgreSQL"].flatMap((root) =>
    existsSync(root) ? readdirSync(root).map((version) => join(root, version, "bin", program)) : [],
  );
  return [...perVersion, ...onPath];
}

/** A dump in progress: what the tool writes, and how it ended. */
export interface RunningDump {
  readonly output: Readable;
  /** Settles when it has ended in good order; throws otherwise. */
  readonly done: Promise<void>;
  stop(): void;
}

/**
 * Runs pg_dump over a session of ours, for the rows of one snapshot and no others: data alone, as the
 * role sees it, in plain COPY form, which a machine without PostgreSQL can read too.
 */
export async function startDump(
  tool: DumpTool,
  session: Session,
  place: ServerPlace,
  snapshot: string,
  leaveOut: readonly string[],
): Promise<RunningDump> {
  const relay = await openRelay(session);
  const words = [
    ...["--format=plain", "--data-only", "--enable-row-security", "--no-password", "--encoding=UTF8", `--schema=${place.schema}`],
    ...leaveOut.map((table) => `--exclude-table-data=${place.schema}.${table}`),
    ...[`--snapshot=${snapshot}`, "--host=127.0.0.1", `--port=${relay.port}`, `--username=${place.role}`, `--dbname=${place.database}`],
  ];
  const env = {
    PATH: process.env["PATH"],
    LC_ALL: "C",
    PGPASSWORD: relay.oneTimePassword,
    PGSSLMODE: "disable",
    PGGSSENCMODE: "disable",
    PGPASSFILE: "",
  };
  const child = spawn(tool.path, words, { env, stdio: ["ignore", "pipe", "ignore"], windowsHide: true });
  const done = new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`pg_dump ended with status ${code}`))));
  }).finally(() => relay.close());
  // Whoever reads the output hears of it there first.
  done.catch(() => undefined);
  return { output: child.stdout, done, stop: () => child.kill() };
}
