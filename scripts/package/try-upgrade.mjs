// @ts-check
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { writeAptRepository } from "./apt-repository.mjs";
import { countUp, findPackage, makeNextDeb, renumber, unpackVersion } from "./next-version.mjs";
import { close, judge, open, person, run } from "./try-person.mjs";

/** @typedef {import("./verify.mjs").Finding} Finding */

const list = "/etc/apt/sources.list.d/chartwell-try.list";
const patienceMs = 45_000;

/**
 * Upgrades the installed deb from a signed APT repository, as a clinic's machines do, and has the
 * repository refused once it was tampered with.
 * @param {string} folder @param {string} version @param {() => Promise<boolean>} opensRecord @returns {Promise<Finding[]>}
 */
export async function tryAptUpgrade(folder, version, opensRecord) {
  const work = mkdtempSync(join(tmpdir(), "chartwell-apt-"));
  const next = countUp(version);
  const former = process.env["GNUPGHOME"];
  process.env["GNUPGHOME"] = join(work, "gnupg");
  try {
    mkdirSync(join(work, "gnupg"), { mode: 0o700 });
    run("gpg", ["--batch", "--passphrase", "", "--quick-generate-key", "Clinic IT <it@larkspur.invalid>", "ed25519", "sign", "never"]);
    const shelf = join(work, "shelf");
    mkdirSync(shelf);
    makeNextDeb(findPackage(folder, ".deb"), shelf, version, next);
    await writeAptRepository(shelf, "it@larkspur.invalid");
    chmodSync(work, 0o755);
    writeFileSync(list, `deb [signed-by=${join(shelf, "apt", "chartwell.gpg")}] file:${join(shelf, "apt")} stable main\n`);
    const before = hashTree();
    const upgraded = apt(work, ["install", "-y", "--only-upgrade", "chartwell"]);
    const installed = run("dpkg", ["-s", "chartwell"]);
    const lists = join(shelf, "apt", "dists", "stable", "main", "binary-amd64", "Packages");
    /** @type {Finding[]} */
    const findings = [
      judge(
        "is upgraded from a signed APT repository",
        { ...upgraded, stdout: installed.stdout },
        ({ stdout }) => stdout.includes(`Version: ${next}\n`),
        `${version} to ${next}`,
      ),
      {
        subject: "keeps the records through an upgrade",
        state: before === hashTree() && (await opensRecord()) ? "held" : "failed",
        said: "the same bytes, opened and its log verified by the new version",
      },
    ];
    for (const name of [lists, `${lists}.gz`]) if (existsSync(name)) writeFileSync(name, readFileSync(name).subarray(0, -1));
    // Lists it has already are not fetched again, so it begins without any.
    rmSync(join(work, "lists"), { recursive: true, force: true });
    findings.push(
      judge(
        "takes nothing from a repository that was tampered with",
        apt(work, ["update"]),
        ({ status, stderr }) => status !== 0 || /mismatch|unexpected size/i.test(stderr),
        "apt-get update",
      ),
    );
    return findings;
  } finally {
    if (former === undefined) delete process.env["GNUPGHOME"];
    else process.env["GNUPGHOME"] = former;
    rmSync(list, { force: true });
    rmSync(work, { recursive: true, force: true });
  }
}

/** Asks APT with the trial's repository and lists, and no other. @param {string} work @param {readonly string[]} words */
function apt(work, words) {
  mkdirSync(join(work, "lists", "partial"), { recursive: true });
  const alone = ["-o", `Dir::Etc::sourcelist=${list}`, "-o", "Dir::Etc::sourceparts=-", "-o", `Dir::State::lists=${join(work, "lists")}`];
  if (words[0] !== "update") spawnSync("apt-get", [...alone, "update"], { stdio: "ignore" });
  return run("apt-get", [...alone, ...words], { DEBIAN_FRONTEND: "noninteractive" });
}

/** One hash over everything in the person's home that the program keeps. */
function hashTree() {
  return run("bash", ["-c", `cd /home/${person} && find .config -type f -not -path '*/logs/*' -print0 | sort -z | xargs -0 sha256sum | sha256sum`])
    .stdout;
}

/**
 * Keeps the program as a folder of versions: a new one takes over once its window stands, one that
 * does not start gives way.
 * @param {string} folder @param {string} version @param {string} display @returns {Promise<Finding[]>}
 */
export async function tryFolderOfVersions(folder, version, display) {
  const place = mkdtempSync(join(tmpdir(), "chartwell-folder-"));
  const [next, broken] = [countUp(version), countUp(countUp(version))];
  const archive = findPackage(folder, ".tar.gz");
  const name = (/** @type {string} */ file) => (existsSync(join(place, file)) ? readFileSync(join(place, file), "utf8").trim() : null);
  try {
    for (const each of [version, next, broken]) unpackVersion(archive, join(place, "versions", each));
    renumber(join(place, "versions", next, "resources"), version, next);
    writeFileSync(join(place, "versions", broken, "resources", "app.asar"), "no archive");
    copyFileSync(join(place, "versions", version, "resources", "launch"), join(place, "launch"));
    writeFileSync(join(place, "current"), `${version}\n`);
    writeFileSync(join(place, "next"), `${next}\n`);
    run("chown", ["-R", person, place]);
    // A folder outside root's care has no setuid helper; unprivileged user namespaces carry the sandbox.
    const first = await until(display, [join(place, "launch")], () => name("current") === next);
    writeFileSync(join(place, "next"), `${broken}\n`);
    const second = await until(display, [join(place, "launch")], () => name("failed") === broken);
    return [
      {
        subject: "a new version in a folder takes over once its window stands",
        state: first && name("next") === null ? "held" : "failed",
        said: `${version} to ${next}`,
      },
      {
        subject: "a version that does not start gives way to the last",
        state: second && name("current") === next ? "held" : "failed",
        said: `${broken} back to ${next}`,
      },
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Starts a program as the person and waits for something to be so. @param {string} display @param {readonly string[]} command @param {() => boolean} isSo */
async function until(display, command, isSo) {
  const child = open(display, command);
  let held = false;
  for (let spentMs = 0; spentMs < patienceMs && !held; spentMs += 200) {
    await wait(200);
    held = isSo();
  }
  close(child);
  return held;
}
