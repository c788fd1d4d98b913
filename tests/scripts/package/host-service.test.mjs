import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfiguration } from "../../../scripts/package/fuse-plan.mjs";
import { root } from "../../../scripts/setup/places.mjs";

const host = join(root, "scripts", "package", "linux", "host");
const unitFile = join(host, "chartwell-host.service");
/** Systems without systemd have nothing to judge a unit with; it is read line by line there as everywhere. */
const judge = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].find((path) => existsSync(path));

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "cw-host-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The unit as pairs of name and value. */
const readUnit = () =>
  readFileSync(unitFile, "utf8")
    .split("\n")
    .filter((line) => /^[A-Z]\w*=/.test(line))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);

describe("the unit", () => {
  it.runIf(judge !== undefined)("is what systemd understands, word by word, and confines what it starts", () => {
    const path = join(folder, "chartwell-host.service");
    // What it starts lies where a package puts it, not on the machine that judges it.
    writeFileSync(path, readFileSync(unitFile, "utf8").replace(/^ExecStart=.*$/m, "ExecStart=/bin/true"));
    const judged = spawnSync(judge, ["verify", path], { encoding: "utf8" });
    expect(judged.stderr.split("\n").filter((line) => line.includes("chartwell-host"))).toEqual([]);
    expect(judged.status).toBe(0);
    const measured = spawnSync(judge, ["security", "--offline=true", "--threshold=40", path], { encoding: "utf8" });
    expect(measured.stdout).toMatch(/exposure level for chartwell-host\.service: [0-3]\.\d/);
    expect(measured.status).toBe(0);
    writeFileSync(path, readFileSync(path, "utf8").replace("ProtectSystem=strict", "ProtectSytem=strict"));
    expect(spawnSync(judge, ["verify", path], { encoding: "utf8" }).stderr).toContain("ProtectSytem");
  });

  it("runs as nobody who signs in, with a keyring of its own, and starts what the package holds", () => {
    const unit = new Map(readUnit());
    expect(unit.get("User")).toBe("chartwell");
    expect(readFileSync(join(host, "sysusers.conf"), "utf8")).toMatch(/^u chartwell - ".*" \/var\/lib\/chartwell \/usr\/sbin\/nologin$/m);
    expect(unit.get("LoadCredentialEncrypted")).toMatch(/^keyring:/);
    expect(unit.get("KillMode")).toBe("mixed");
    const [session, program, ...words] = unit.get("ExecStart").split(" ");
    const { linux, executableName = linux.executableName } = readConfiguration();
    expect(linux.extraResources.map(({ to }) => `/opt/Chartwell/resources/${to}`)).toContain(session);
    expect(program).toBe(`/opt/Chartwell/${executableName}`);
    expect(words).toEqual(["--host", "--profile", `/var/lib/${unit.get("StateDirectory")}`]);
    expect(readFileSync(join(host, "host-cli"), "utf8")).toContain(`/var/lib/${unit.get("StateDirectory")}`);
    expect(readFileSync(join(host, "host-cli"), "utf8")).toContain(`/run/${unit.get("RuntimeDirectory")}/bus`);
  });

  it("is laid down by the Debian and the rpm package, and enabled by neither", () => {
    const { deb, rpm } = readConfiguration();
    expect(rpm.fpm).toEqual(deb.fpm);
    for (const pair of deb.fpm) expect(existsSync(join(root, pair.split("=")[0]))).toBe(true);
    const script = join(folder, "script.sh");
    writeFileSync(script, "#!/bin/sh\n");
    const order = ["-s", "dir", "-t", "deb", "--name", "chartwell", "--version", "1.0.0", "--architecture", "all", "--deb-compression", "gz"];
    const about = [
      "--description",
      "a trial",
      "--maintainer",
      "nobody <nobody@chartwell.invalid>",
      "--after-install",
      script,
      "--after-remove",
      script,
    ];
    const made = join(folder, "made.deb");
    execFileSync(process.execPath, ["scripts/package/fpm-shim.mjs", ...order, ...about, "--package", made, ...deb.fpm], { cwd: root });
    const held = execFileSync("dpkg-deb", ["--contents", made], { encoding: "utf8" });
    expect(held).toMatch(/-rw-r--r-- root\/root .* \.\/usr\/lib\/systemd\/system\/chartwell-host\.service$/m);
    expect(held).toContain("./usr/lib/sysusers.d/chartwell-host.conf");
    expect(held).not.toContain("multi-user.target.wants");
  });
});

describe("the definition for Windows", () => {
  it("starts what the installer lays down, under an account of its own, with the files it ships", () => {
    const { win, productName } = readConfiguration();
    const [definition] = win.extraResources;
    const text = readFileSync(join(root, definition.from), "utf8");
    expect(text).toContain(`<executable>%ProgramFiles%\\${productName}\\${productName}.exe</executable>`);
    expect(text).toMatch(/<arguments>--host --profile "%ProgramData%/);
    expect(text).not.toMatch(/LocalSystem<|<password>/);
    const opened = [...text.replace(/<!--[\s\S]*?-->/g, "").matchAll(/<(\/?)(\w+)[^>]*?(\/?)>/g)];
    const open = [];
    for (const [, closes, name, empty] of opened) {
      if (empty === "/") continue;
      if (closes === "") open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});

/** Says what it finds in the keychain, keeps something there, and stays until it is told to end. */
const guest = `const keytar = require(${JSON.stringify(join(root, "node_modules", "keytar"))});
process.on("SIGTERM", () => { console.log("told"); setTimeout(() => process.exit(7), 200); });
keytar.getPassword("Chartwell test", "host").then(async (found) => {
  if (found === null) await keytar.setPassword("Chartwell test", "host", "kept");
  console.log(found ?? "nothing");
  setInterval(() => undefined, 1000);
}, () => { console.log("closed"); process.exit(3); });`;

/** Runs the guest in a host's session until it has said something, and tells it to end. */
async function visit(passphrase) {
  const [credentials, runtime, home] = ["credentials", "run", "home"].map((name) => join(folder, name));
  for (const path of [credentials, runtime, home]) mkdirSync(path, { recursive: true, mode: 0o700 });
  rmSync(join(credentials, "keyring"), { force: true });
  if (passphrase !== null) writeFileSync(join(credentials, "keyring"), `${passphrase}\n`);
  const env = { PATH: process.env.PATH, HOME: home, RUNTIME_DIRECTORY: runtime, CREDENTIALS_DIRECTORY: credentials };
  const child = spawn(join(host, "host-session"), [process.execPath, "-e", guest], { env, stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  let ended = false;
  const patience = setTimeout(() => child.kill("SIGTERM"), 15_000);
  child.stdout.on("data", (chunk) => {
    said += chunk;
    if (!ended && said.includes("\n")) {
      ended = true;
      child.kill("SIGTERM");
    }
  });
  const [status] = await once(child, "close");
  clearTimeout(patience);
  return { said: said.trim().split("\n"), status };
}

describe("the host's session", () => {
  it("keeps the keychain from one start to the next, ends the host in good order and passes its status on", async () => {
    expect(await visit("an invented passphrase")).toEqual({ said: ["nothing", "told"], status: 7 });
    expect(await visit("an invented passphrase")).toEqual({ said: ["kept", "told"], status: 7 });
  }, 60_000);

  it("starts nothing without the credential", async () => {
    expect(await visit(null)).toEqual({ said: [""], status: 78 });
  }, 60_000);

  it("opens nothing with another", async () => {
    await visit("an invented passphrase");
    const { said } = await visit("another passphrase");
    expect(said[0]).not.toBe("kept");
  }, 60_000);
});
