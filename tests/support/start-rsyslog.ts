import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { type Issued, issue, makeAuthority } from "./certificates.ts";

/** A real rsyslog that takes syslog over mutual TLS, with invented certificates. */
export interface Rsyslog {
  readonly port: number;
  readonly authority: Issued;
  readonly client: Issued;
  start(): Promise<void>;
  /** Ends it: in good order, or as a power cut would. */
  stop(signal?: "SIGTERM" | "SIGKILL"): Promise<void>;
  /** Every line it has written. */
  lines(): string[];
  /** Waits until it has written as many lines as a judge asks for. */
  until(judge: (lines: string[]) => boolean): Promise<string[]>;
}

const program = "/usr/sbin/rsyslogd";

/** Prepares one in a folder; it is not started yet. */
export async function prepareRsyslog(folder: string): Promise<Rsyslog> {
  if (!existsSync(program)) throw new Error("rsyslog is not installed: run npm run build as root, or install rsyslog and rsyslog-openssl");
  const authority = makeAuthority(folder, "siem-root");
  const server = issue(folder, authority, "siem", ["subjectAltName=DNS:localhost,DNS:siem", "extendedKeyUsage=serverAuth"]);
  const client = issue(folder, authority, "chartwell-client", ["subjectAltName=DNS:chartwell-client", "extendedKeyUsage=clientAuth"]);
  const port = await findFreePort();
  const out = join(folder, "received.log");
  mkdirSync(join(folder, "work"));
  writeFileSync(join(folder, "rsyslog.conf"), configure({ folder, port, out, authority, server }));
  let child: ChildProcess | null = null;
  const lines = () => (existsSync(out) ? readFileSync(out, "utf8").split("\n").slice(0, -1) : []);
  return {
    port,
    authority,
    client,
    lines,
    async start() {
      child = spawn(program, ["-n", "-f", join(folder, "rsyslog.conf"), "-i", join(folder, "rsyslog.pid")], { stdio: "ignore" });
      await waitFor(() => answers(port));
    },
    async stop(signal = "SIGTERM") {
      const ending = child;
      child = null;
      if (ending === null || ending.exitCode !== null) return;
      const gone = new Promise((resolve) => ending.once("exit", resolve));
      ending.kill(signal);
      await gone;
    },
    async until(judge) {
      await waitFor(async () => judge(lines()));
      return lines();
    },
  };
}

function configure({
  folder,
  port,
  out,
  authority,
  server,
}: {
  folder: string;
  port: number;
  out: string;
  authority: Issued;
  server: Issued;
}): string {
  return [
    `global(workDirectory="${join(folder, "work")}" maxMessageSize="64k" DefaultNetstreamDriver="ossl"`,
    `  DefaultNetstreamDriverCAFile="${authority.certificateFile}"`,
    `  DefaultNetstreamDriverCertFile="${server.certificateFile}" DefaultNetstreamDriverKeyFile="${server.keyFile}")`,
    `module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1" StreamDriver.AuthMode="x509/name" PermittedPeer=["chartwell-client"])`,
    `template(name="asReceived" type="string" string="%rawmsg%\\n")`,
    `ruleset(name="audit") { action(type="omfile" file="${out}" template="asReceived" fileCreateMode="0600") }`,
    `input(type="imtcp" port="${port}" address="127.0.0.1" ruleset="audit")`,
    "",
  ].join("\n");
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

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

const patienceMs = 15_000;

async function waitFor(holds: () => Promise<boolean>): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < patienceMs; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the log server did not get there");
}
