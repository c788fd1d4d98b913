import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { type Issued, issue, makeAuthority } from "../certificates.ts";

/** A real PostgreSQL server in a folder of its own, on a free port, with an invented authority behind its certificate. */
export interface PostgresServer {
  readonly port: number;
  readonly folder: string;
  readonly data: string;
  readonly authority: Issued;
  /** A certificate by which a role signs in. */
  issueClient(role: string): Issued;
  start(): Promise<void>;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** Ends it as a power cut would: the server and every process of it. */
  kill(): Promise<void>;
  /** Runs SQL as the server's administrator over its own socket; gives what psql printed. */
  admin(sql: string, database?: string): string;
  /** A whole dump of a database, as the administrator of the server makes one. */
  dump(database: string): string;
  /** Makes a standby of its own, streaming from this one. */
  makeStandby(name: string): Promise<PostgresServer>;
  /** Makes a standby take over. */
  promote(): void;
  /** Everything it wrote to its log. */
  log(): string;
  configure(lines: readonly string[]): void;
  /** Puts a line before the usual rules of who may sign in how; null takes it away. */
  rule(line: string | null): void;
  /** Copies the data folder as it lies; the server must be stopped. */
  copyData(to: string): void;
  /** Puts another data folder in place of this one; the server must be stopped. */
  replaceData(from: string): void;
  remove(): Promise<void>;
}

const bin = findPrograms();
const administrator = "postgres";

/** Where Debian keeps the programs of the newest server there is. */
function findPrograms(): string {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql").sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => `/usr/lib/postgresql/${version}/bin`).find((folder) => existsSync(join(folder, "initdb")));
  if (found === undefined) throw new Error("PostgreSQL is not installed: run npm run build as root, or install postgresql-15");
  return found;
}

/** PostgreSQL never runs as root: there its own user does, elsewhere whoever runs the tests. */
function findRunner(): { before: string[]; uid: number; gid: number; name: string } {
  const { uid, gid, username } = userInfo();
  if (uid !== 0) return { before: [], uid, gid, name: username };
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"]).toString());
  return { before: ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"], uid: id("-u"), gid: id("-g"), name: "postgres" };
}

const runner = findRunner();

function runAs(program: string, args: readonly string[], input?: string): string {
  const [first = "", ...rest] = [...runner.before, join(bin, program), ...args];
  return execFileSync(first, rest, {
    input,
    stdio: ["pipe", "pipe", "pipe"],
    env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" },
    maxBuffer: 256 * 1024 * 1024,
    cwd: "/",
  }).toString();
}

/** Lets the server's user in: temporary folders belong to whoever made them. */
function hand(path: string): void {
  if (runner.before.length > 0) chownSync(path, runner.uid, runner.gid);
}

export interface ServerSettings {
  /** Lines of postgresql.conf beyond the usual. */
  readonly lines?: readonly string[];
  /** Flushes to the disk as in earnest; tests that kill nothing do without. */
  readonly durable?: boolean;
}

/** Makes a server; it is running when this settles. */
export async function startPostgres(settings: ServerSettings = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-pg-"));
  chmodSync(folder, 0o755);
  hand(folder);
  const authority = makeAuthority(folder, "database-root");
  const server = describe(folder, "primary", authority, await findFreePort());
  runAs("initdb", ["-D", server.data, "-U", administrator, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--data-checksums"]);
  layCertificates(server.data, folder, authority);
  const { port, data } = server;
  writeFileSync(join(data, "postgresql.auto.conf"), "");
  appendFileSync(
    join(data, "postgresql.conf"),
    `${[...usualLines(folder, port), ...speed(settings.durable === true), ...(settings.lines ?? [])].join("\n")}\n`,
  );
  writeFileSync(join(data, "pg_hba.conf"), hostRules);
  await server.start();
  return server;
}

/** The administrator over the server's own socket; everyone else over TLS, by password or certificate; replicas likewise. */
const hostRules = `local all ${administrator} trust
local replication ${administrator} trust
hostssl all all 127.0.0.1/32 scram-sha-256
hostssl all all ::1/128 scram-sha-256
`;
function usualLines(folder: string, port: number): string[] {
  return [
    ...["listen_addresses = 'localhost'", `port = ${port}`, `unix_socket_directories = '${folder}'`, "max_connections = 40"],
    ...["ssl = on", "ssl_cert_file = 'server.pem'", "ssl_key_file = 'server.key'", "ssl_ca_file = 'root.pem'", "password_encryption = scram-sha-256"],
    ...["logging_collector = off", "log_statement = 'all'", "log_parameter_max_length = -1", "log_parameter_max_length_on_error = -1"],
    ...["log_min_error_statement = info", "log_error_verbosity = verbose", "log_connections = on", "wal_level = replica", "max_wal_senders = 4"],
    ...["shared_buffers = 64MB", "autovacuum_naptime = 5", "log_duration = off"],
  ];
}

const speed = (durable: boolean) => (durable ? [] : ["fsync = off", "synchronous_commit = on", "full_page_writes = off"]);

function layCertificates(data: string, folder: string, authority: Issued): void {
  const server = existsSync(join(folder, "server.pem"))
    ? { certificate: readFileSync(join(folder, "server.pem")), key: readFileSync(join(folder, "server.key")) }
    : issue(folder, authority, "server", ["subjectAltName=DNS:localhost", "extendedKeyUsage=serverAuth"]);
  const files = {
    "server.pem": server.certificate,
    "server.key": server.key,
    "root.pem": authority.certificate,
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(data, name), content, { mode: 0o600 });
    hand(join(data, name));
  }
}

function describe(folder: string, name: string, authority: Issued, port: number): PostgresServer {
  const data = join(folder, name);
  const logFile = join(folder, `${name}.log`);
  let child: ChildProcess | null = null;
  let gone: Promise<unknown> = Promise.resolve();
  const server: PostgresServer = {
    port,
    folder,
    data,
    authority,
    issueClient: (role) => issue(folder, authority, role, ["extendedKeyUsage=clientAuth"]),
    async start() {
      const [first = "", ...rest] = [...runner.before, join(bin, "postgres"), "-D", data, "-p", String(port)];
      // Straight into its file: through a pipe the server would wait for this process whenever that waits for the server.
      const log = openSync(logFile, "a");
      child = spawn(first, rest, { stdio: ["ignore", "ignore", log], cwd: "/" });
      closeSync(log);
      gone = new Promise((resolve) => child?.once("exit", resolve));
      await waitFor(
        () => isReady(folder, port),
        () => `${server.log().slice(-2_000)}`,
      );
    },
    async stop() {
      child?.kill("SIGINT");
      await gone;
      child = null;
    },
    async kill() {
      // Every process at once: a postmaster killed alone leaves its children a moment to go on.
      const pid = Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]);
      const children = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)])
        .toString()
        .trim()
        .split(/\s+/)
        .map(Number);
      for (const one of [pid, ...children]) {
        try {
          process.kill(one, "SIGKILL");
        } catch {
          // It went by itself meanwhile.
        }
      }
      await gone;
      child = null;
    },
    admin: (sql, database = "postgres") =>
      runAs(
        "psql",
        ["-h", folder, "-p", String(port), "-U", administrator, "-d", database, "-v", "ON_ERROR_STOP=1", "-X", "-q", "-A", "-t", "-f", "-"],
        sql,
      ),
    dump: (database) => runAs("pg_dump", ["-h", folder, "-p", String(port), "-U", administrator, database]),
    async makeStandby(standbyName) {
      const standbyPort = await findFreePort();
      const standby = describe(folder, standbyName, authority, standbyPort);
      runAs("pg_basebackup", [
        "-h",
        folder,
        "-p",
        String(port),
        "-U",
        administrator,
        "-D",
        standby.data,
        "-R",
        "-X",
        "stream",
        "-c",
        "fast",
        "--no-sync",
        "-d",
        `application_name=${standbyName}`,
      ]);
      appendFileSync(join(standby.data, "postgresql.conf"), `port = ${standbyPort}\ncluster_name = '${standbyName}'\nhot_standby = on\n`);
      await standby.start();
      return standby;
    },
    promote: () => void runAs("pg_ctl", ["promote", "-D", data, "-w"]),
    log: () => (existsSync(logFile) ? readFileSync(logFile, "utf8") : ""),
    configure(lines) {
      appendFileSync(join(data, "postgresql.conf"), `${lines.join("\n")}\n`);
      if (child !== null) runAs("pg_ctl", ["reload", "-D", data]);
    },
    rule(line) {
      writeFileSync(join(data, "pg_hba.conf"), line === null ? hostRules : `local all ${administrator} trust\n${line}\n`);
      runAs("pg_ctl", ["reload", "-D", data]);
    },
    copyData: (to) => void execFileSync("cp", ["-a", data, to]),
    replaceData(from) {
      rmSync(data, { recursive: true });
      execFileSync("cp", ["-a", from, data]);
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  if (!existsSync(logFile)) writeFileSync(logFile, "");
  mkdirSync(folder, { recursive: true });
  return server;
}

function isReady(folder: string, port: number): boolean {
  try {
    runAs("pg_isready", ["-h", folder, "-p", String(port), "-q"]);
    return true;
  } catch {
    return false;
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

const patienceMs = 30_000;

async function waitFor(holds: () => boolean, explain: () => string): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < patienceMs; ) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the database server did not get there: ${explain()}`);
}
