import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { confirmVersion, findInstall, readFailed, readTrial, settleFailed } from "../../../main/updates/install.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "chartwell-launch-"));
  copyFileSync("scripts/package/linux/launch", join(root, "launch"));
  chmodSync(join(root, "launch"), 0o755);
  install("0.1.0", "exit 0");
  writeFileSync(join(root, "current"), "0.1.0\n");
});
afterEach(() => rmSync(root, { recursive: true }));

/** A version whose program says its name and does what it is told. */
function install(version: string, deed: string): void {
  mkdirSync(join(root, "versions", version), { recursive: true });
  writeFileSync(join(root, "versions", version, "chartwell"), `#!/bin/sh\necho ran ${version} "$@"\n${deed}\n`);
  chmodSync(join(root, "versions", version, "chartwell"), 0o755);
}

const stage = (version: string, deed: string) => {
  install(version, deed);
  writeFileSync(join(root, "next"), `${version}\n`);
};
const launch = () => {
  const { stdout, status } = spawnSync(join(root, "launch"), ["--profile", "a b"], { encoding: "utf8" });
  return { ran: stdout.trim().split("\n"), status };
};
const read = (name: string) => (existsSync(join(root, name)) ? readFileSync(join(root, name), "utf8").trim() : null);
/** What the program itself does once its window stands. */
const confirm = 'cd "$(dirname "$0")/../.."; if [ -e next ]; then cp current previous; cp next current; rm next trying; fi';

describe("starting from a folder of versions", () => {
  it("starts the one in force and hands on its words and its status", () => {
    install("0.1.0", "exit 7");
    expect(launch()).toEqual({ ran: ["ran 0.1.0 --profile a b"], status: 7 });
  });

  it("tries a new one, which stays once it has said that it is well, however it ends later", () => {
    stage("0.2.0", `${confirm}; exit 3`);
    expect(launch()).toEqual({ ran: ["ran 0.2.0 --profile a b"], status: 3 });
    expect(launch().ran).toEqual(["ran 0.2.0 --profile a b"]);
    expect([read("current"), read("previous"), read("failed")]).toEqual(["0.2.0", "0.1.0", null]);
  });

  it.each([
    ["ends with a fault", "exit 1"],
    ["ends in order but without a word", "exit 0"],
    ["is killed", "kill -9 $$"],
    ["cannot be run at all", "exec /nonexistent"],
  ])("goes back at once when the new one %s", (_what, deed) => {
    stage("0.2.0", deed);
    expect(launch().ran).toEqual(["ran 0.2.0 --profile a b", "ran 0.1.0 --profile a b"]);
    expect([read("current"), read("next"), read("failed"), read("trying")]).toEqual(["0.1.0", null, "0.2.0", null]);
    expect(launch().ran).toEqual(["ran 0.1.0 --profile a b"]);
  });

  it("goes back at the next start when the power went during the first", () => {
    stage("0.2.0", "exit 0");
    writeFileSync(join(root, "trying"), "");
    expect(launch().ran).toEqual(["ran 0.1.0 --profile a b"]);
    expect(read("failed")).toBe("0.2.0");
  });

  it("goes back when the new one is not there", () => {
    writeFileSync(join(root, "next"), "0.3.0\n");
    expect(launch().ran).toEqual(["ran 0.1.0 --profile a b"]);
  });
});

describe("the program in such a folder", () => {
  it("knows its place, its trial, and how to end it", () => {
    stage("0.2.0", "exit 0");
    const old = findInstall(join(root, "versions", "0.1.0", "chartwell"));
    const fresh = findInstall(join(root, "versions", "0.2.0", "chartwell"));
    if (old === null || fresh === null) throw new Error("not found");
    expect([readTrial(old), readTrial(fresh)]).toEqual([null, "0.1.0"]);
    confirmVersion(fresh);
    expect([read("current"), read("previous"), read("next"), readTrial(fresh)]).toEqual(["0.2.0", "0.1.0", null, null]);
    expect(findInstall("/opt/Chartwell/chartwell")).toBeNull();
  });

  it("tells of a failure once, and remembers it", () => {
    const here = findInstall(join(root, "versions", "0.1.0", "chartwell"));
    if (here === null) throw new Error("not found");
    expect(readFailed(here)).toBeNull();
    writeFileSync(join(root, "failed"), "0.2.0\n");
    expect(readFailed(here)).toEqual({ version: "0.2.0", isNews: true });
    settleFailed(here);
    expect(readFailed(here)).toEqual({ version: "0.2.0", isNews: false });
  });
});
