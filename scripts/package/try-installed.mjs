// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../setup/places.mjs";
import { SetUpError } from "../setup/say.mjs";
import { opensRecordOfDay, readInstalledVersion, tryGuidedDay } from "./try-day.mjs";
import { asPerson, close, judge, open, person, run, startScreen } from "./try-person.mjs";
import { tryAptUpgrade, tryFolderOfVersions } from "./try-upgrade.mjs";

/** @typedef {import("./verify.mjs").Finding} Finding */

const program = "/opt/Chartwell/chartwell";
/** Who may verify the log in the guided day's clinic. */
const manager = { username: "abara", password: "five quiet herons at dusk" };
const inspectPort = 9_229;
const debuggingPort = 9_333;

/**
 * Installs a folder's deb on this machine, as IT would, and looks at it as an ordinary person and as
 * an intruder would; then takes it off again. For a machine that is not a workstation.
 * @param {string} folder @returns {Promise<Finding[]>}
 */
export async function tryInstalled(folder) {
  if (process.getuid?.() !== 0) throw new SetUpError("Installing takes root: run this as root on a machine made for trying out.");
  const deb = readdirSync(folder).find((name) => name.endsWith(".deb"));
  if (deb === undefined) throw new SetUpError("There is no deb to try; run `npm run package` first.");
  spawnSync("useradd", ["--create-home", person]);
  const home = `/home/${person}`;
  const findings = [judge("installs", run("dpkg", ["-i", join(folder, deb)]), ({ status }) => status === 0, "dpkg -i")];
  const screen = await startScreen();
  try {
    const doctor = asPerson(["--cli", "doctor", "--json"]);
    findings.push(
      judge("answers without a screen", doctor, ({ stdout }) => readDoctor(stdout)?.build === "release", "--cli doctor, a release build"),
    );
    findings.push(
      judge(
        "is no Node.js",
        asPerson(["-e", "console.log('NODE')"], { ELECTRON_RUN_AS_NODE: "1" }),
        ({ stdout }) => !stdout.includes("NODE"),
        "ELECTRON_RUN_AS_NODE",
      ),
    );
    const preload = join(home, "preload.cjs");
    writeFileSync(preload, "console.log('PRELOADED')", { mode: 0o644 });
    findings.push(
      judge(
        "takes no NODE_OPTIONS",
        asPerson(["--cli", "doctor"], { NODE_OPTIONS: `--require ${preload}` }),
        ({ stdout }) => !stdout.includes("PRELOADED"),
        "NODE_OPTIONS",
      ),
    );
    findings.push(await refusesToBeOpened(screen.display, [`--inspect=${inspectPort}`], inspectPort, "inspector"));
    findings.push(await refusesToBeOpened(screen.display, [`--remote-debugging-port=${debuggingPort}`], debuggingPort, "remote debugging"));
    findings.push(await runsSandboxed(screen.display));
    findings.push(ignoresAppFolder());
    findings.push(
      judge(
        "belongs to root",
        run("find", ["/opt/Chartwell", "!", "-user", "root", "-o", "-perm", "-o+w", "!", "-type", "l"]),
        ({ stdout }) => stdout.trim() === "",
        "nothing another person could change",
      ),
    );
    const day = join(root, "out", "package-day");
    findings.push(...(await tryGuidedDay(day)));
    findings.push(...(await tryFolderOfVersions(folder, readInstalledVersion(), screen.display)));
    findings.push(...(await tryAptUpgrade(folder, readInstalledVersion(), () => opensRecordOfDay(day, manager))));
  } finally {
    screen.stop();
  }
  const removed = run("dpkg", ["-r", "chartwell"]);
  findings.push(
    judge(
      "leaves the record where it is, and says so",
      removed,
      ({ stdout }) => /records were left in place/.test(stdout) && existsSync(join(home, ".config", "Chartwell")),
      "dpkg -r",
    ),
  );
  spawnSync("userdel", ["--remove", person]);
  return findings;
}

/** @param {string} text @returns {any} */
function readDoctor(text) {
  try {
    return JSON.parse(text.slice(text.indexOf("{")));
  } catch {
    return null;
  }
}

/** @param {string} display @param {readonly string[]} args @param {number} port @param {string} what @returns {Promise<Finding>} */
async function refusesToBeOpened(display, args, port, what) {
  const child = open(display, ["chartwell", ...args]);
  let answered = false;
  for (let round = 0; round < 20 && !answered; round += 1) {
    answered = await new Promise((resolve) => {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    });
    await wait(150);
  }
  close(child);
  return answered
    ? { subject: `refuses the ${what}`, state: "failed", said: `port ${port} answered` }
    : { subject: `refuses the ${what}`, state: "held", said: args.join(" ") };
}

/** Whether the page's process runs behind the kernel's filter and without any privilege to gain. @param {string} display @returns {Promise<Finding>} */
async function runsSandboxed(display) {
  const child = open(display, ["chartwell"]);
  const subject = "runs as an ordinary person with the sandbox on";
  try {
    for (let round = 0; round < 60; round += 1) {
      const pages = listProcesses().filter(({ line }) => line.includes("--type=renderer"));
      const open = listProcesses().filter(({ line }) => line.includes("--no-sandbox"));
      if (open.length > 0) return { subject, state: "failed", said: "a process was started without the sandbox" };
      const filtered = pages.filter(({ status }) => /Seccomp:\s+2/.test(status) && /NoNewPrivs:\s+1/.test(status));
      if (pages.length > 0 && filtered.length === pages.length)
        return { subject, state: "held", said: `${pages.length} page, Seccomp 2, NoNewPrivs 1` };
      await wait(250);
    }
    return { subject, state: "failed", said: "no page was opened, or it runs unfiltered" };
  } finally {
    close(child);
  }
}

function listProcesses() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        return line.startsWith(program) ? [{ line, status: readFileSync(`/proc/${pid}/status`, "utf8") }] : [];
      } catch {
        return [];
      }
    });
}

/** A folder named `app` beside the archive would run in a program that takes one. @returns {Finding} */
function ignoresAppFolder() {
  const folder = "/opt/Chartwell/resources/app";
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "other", main: "main.js" }));
  writeFileSync(join(folder, "main.js"), "console.log('OTHER PROGRAM'); process.exit(0);");
  const outcome = asPerson(["--cli", "doctor", "--json"]);
  rmSync(folder, { recursive: true, force: true });
  return judge(
    "takes no folder in place of its archive",
    outcome,
    ({ stdout }) => !stdout.includes("OTHER") && readDoctor(stdout) !== null,
    "resources/app",
  );
}
