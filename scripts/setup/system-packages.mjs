// @ts-check
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { capture } from "./run.mjs";
import { SetUpError, say } from "./say.mjs";

/** @typedef {{ name: string, program?: string, library?: string, file?: string }} Package a Debian package, and the file that shows it is there */
/** @typedef {"keychain" | "app" | "compiler" | "siem" | "voices" | "prompts" | "archives" | "packaging"} Purpose */

/** @type {Readonly<Record<Purpose, readonly Package[]>>} */
const packages = {
  keychain: [
    { name: "libsecret-1-0", library: "libsecret-1.so.0" },
    { name: "gnome-keyring", program: "gnome-keyring-daemon" },
    { name: "dbus", program: "dbus-daemon" },
    { name: "openssl", program: "openssl" },
  ],
  app: [
    { name: "libgtk-3-0", library: "libgtk-3.so.0" },
    { name: "libnss3", library: "libnss3.so" },
    { name: "libasound2", library: "libasound.so.2" },
    { name: "libgbm1", library: "libgbm.so.1" },
    { name: "libxss1", library: "libXss.so.1" },
    { name: "libatk-bridge2.0-0", library: "libatk-bridge-2.0.so.0" },
    { name: "xvfb", program: "Xvfb" },
    { name: "xauth", program: "xauth" },
    { name: "dbus-x11", program: "dbus-launch" },
  ],
  siem: [
    { name: "rsyslog", program: "rsyslogd" },
    { name: "rsyslog-openssl", library: "rsyslog/lmnsd_ossl.so" },
  ],
  voices: [
    { name: "flite", program: "flite" },
    { name: "sox", program: "sox" },
    { name: "pulseaudio", program: "pulseaudio" },
    { name: "pulseaudio-utils", program: "paplay" },
    { name: "pocketsphinx-testdata", file: "/usr/share/pocketsphinx/test/data/librivox/transcription" },
  ],
  prompts: [
    { name: "asterisk-core-sounds-en-wav", file: "/usr/share/asterisk/sounds/en_US_f_Allison/vm-intro.wav" },
    { name: "asterisk-core-sounds-en", file: "/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz" },
  ],
  archives: [
    { name: "p7zip-full", program: "7z" },
    { name: "unzip", program: "unzip" },
    { name: "qpdf", program: "qpdf" },
    { name: "poppler-utils", program: "pdfinfo" },
  ],
  packaging: [
    { name: "rpm", program: "rpmbuild" },
    { name: "cpio", program: "cpio" },
    { name: "p7zip-full", program: "7za" },
    { name: "apt-utils", program: "apt-ftparchive" },
    { name: "gnupg", program: "gpg" },
  ],
  compiler: [
    { name: "python3", program: "python3" },
    { name: "make", program: "make" },
    { name: "g++", program: "g++" },
  ],
};

/** Sees to the system's own packages: installed when we may, named in one command when we may not. @param {readonly Purpose[]} purposes */
export async function installSystemPackages(purposes) {
  if (process.platform !== "linux") return;
  const missing = findMissing(purposes);
  if (missing.length === 0) return;
  if (!existsSync("/usr/bin/apt-get")) {
    throw new SetUpError(
      `Chartwell needs system packages that are not here (Debian's names: ${missing.join(", ")}); install them with your system's package manager and run this again.`,
    );
  }
  if (process.getuid?.() !== 0 && (await capture("sudo", ["-n", "true"])).code !== 0) {
    throw new SetUpError(
      `Chartwell needs system packages; run this, then try again: sudo apt-get install -y ${(await chooseNames(missing)).join(" ")}`,
    );
  }
  await install(missing);
  const still = findMissing(purposes);
  if (still.length > 0) throw new SetUpError(`These system packages are still missing after installing them: ${still.join(", ")}.`);
}

/** @param {readonly string[]} missing */
async function install(missing) {
  say(`Installing system packages: ${missing.join(" ")} …`);
  const [program = "apt-get", ...before] = [
    ...(process.getuid?.() === 0 ? [] : ["sudo", "-n"]),
    "env",
    "DEBIAN_FRONTEND=noninteractive",
    "apt-get",
    "-o",
    "DPkg::Lock::Timeout=300",
  ];
  const update = await capture(program, [...before, "update"]);
  const names = await chooseNames(missing);
  const { code, output } = await capture(program, [...before, "install", "-y", "--no-install-recommends", ...names]);
  if (code === 0) return;
  const word = [...output.split("\n"), ...update.output.split("\n")].find((line) => /^(E|Err)[: ]/.test(line)) ?? "";
  throw new SetUpError(
    `The system packages could not be installed (${word.trim() || "apt-get failed"}); connect to the network and run: sudo apt-get install -y ${names.join(" ")}`,
  );
}

/** Newer releases name some libraries with a t64 ending. @param {readonly string[]} names @returns {Promise<string[]>} */
function chooseNames(names) {
  return Promise.all(
    names.map(async (name) => {
      const { output } = await capture("apt-cache", ["policy", name, `${name}t64`]);
      const offered = [...output.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (?!\(none\))/gm)].map(([, found]) => found);
      return !offered.includes(name) && offered.includes(`${name}t64`) ? `${name}t64` : name;
    }),
  );
}

/** @param {readonly Purpose[]} purposes @returns {string[]} */
export function findMissing(purposes) {
  const programs = [...(process.env["PATH"] ?? "").split(":"), "/usr/sbin", "/sbin"];
  const libraries = listLibraryFolders();
  const isThere = (/** @type {Package} */ { program, library = "", file }) => {
    if (file !== undefined) return existsSync(file);
    return program === undefined
      ? libraries.some((folder) => existsSync(join(folder, library)))
      : programs.some((folder) => existsSync(join(folder, program)));
  };
  return purposes.flatMap((purpose) => packages[purpose].filter((wanted) => !isThere(wanted)).map(({ name }) => name));
}

/** Debian keeps libraries in a folder per architecture; others do not. */
function listLibraryFolders() {
  const plain = ["/usr/lib64", "/usr/lib", "/lib"];
  return plain.flatMap((folder) => [
    folder,
    ...(existsSync(folder)
      ? readdirSync(folder)
          .filter((entry) => entry.endsWith("linux-gnu"))
          .map((entry) => join(folder, entry))
      : []),
  ]);
}
