// @ts-check
import { existsSync, readdirSync } from "node:fs";
import { capture, run } from "./run.mjs";
import { say, SetUpError } from "./say.mjs";

/** Debian packages and how their presence is seen: a program on the path or a library file. */
const forApp = [
  ["libgtk-3-0", "lib:libgtk-3.so.0"],
  ["libnss3", "lib:libnss3.so"],
  ["libasound2", "lib:libasound.so.2"],
  ["libgbm1", "lib:libgbm.so.1"],
  ["libxss1", "lib:libXss.so.1"],
  ["libatk-bridge2.0-0", "lib:libatk-bridge-2.0.so.0"],
  ["libsecret-1-0", "lib:libsecret-1.so.0"],
  ["xvfb", "bin:Xvfb"],
  ["xauth", "bin:xauth"],
  ["gnome-keyring", "bin:gnome-keyring-daemon"],
  ["dbus", "bin:dbus-run-session"],
  ["openssl", "bin:openssl"],
];
const forCompiler = [
  ["python3", "bin:python3"],
  ["make", "bin:make"],
  ["g++", "bin:g++"],
];

/** Sees to the system's own libraries: installed when we may, named in one command when we may not. @param {{ compiler: boolean }} need */
export async function installSystemPackages({ compiler }) {
  if (process.platform !== "linux") return;
  const missing = [...forApp, ...(compiler ? forCompiler : [])].filter(([, sign]) => !isPresent(String(sign))).map(([name]) => String(name));
  if (missing.length === 0) return;
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const hint = `sudo apt-get install -y ${missing.join(" ")}`;
  if (!existsSync("/usr/bin/apt-get")) throw new SetUpError(`Chartwell needs system packages that are not here (${missing.join(", ")}); install them with your system's package manager and run this again.`);
  if (sudo.length > 0 && (await capture("sudo", ["-n", "true"])).code !== 0) throw new SetUpError(`Chartwell needs system packages; run this, then try again: ${hint}`);
  say(`Installing system packages: ${missing.join(" ")} …`);
  const apt = [...sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  await capture(String(apt[0]), [...apt.slice(1), "update"]);
  const names = await Promise.all(missing.map(chooseName));
  const quiet = /** @type {const} */ (["ignore", "ignore", "inherit"]);
  const code = await run(String(apt[0]), [...apt.slice(1), "install", "-y", "--no-install-recommends", ...names], { stdio: [...quiet] });
  if (code !== 0) throw new SetUpError(`The system packages could not be installed; run this by hand to see why: ${hint}`);
}

/** Newer releases name some libraries with a t64 ending. @param {string} name */
async function chooseName(name) {
  const { output } = await capture("apt-cache", ["policy", name]);
  if (/Candidate: (?!\(none\))/.test(output)) return name;
  return (await capture("apt-cache", ["show", `${name}t64`])).code === 0 ? `${name}t64` : name;
}

/** @param {string} sign */
function isPresent(sign) {
  const [kind, name] = sign.split(":");
  if (kind === "bin") return (process.env["PATH"] ?? "").split(":").concat("/usr/sbin", "/sbin").some((folder) => existsSync(`${folder}/${name}`));
  const folders = ["/usr/lib", "/lib", ...["/usr/lib", "/lib"].flatMap((folder) => (existsSync(folder) ? readdirSync(folder).filter((entry) => entry.includes("linux-gnu")).map((entry) => `${folder}/${entry}`) : []))];
  return folders.some((folder) => existsSync(`${folder}/${name}`));
}
