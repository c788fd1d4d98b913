import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const options = { timeout: 5_000, windowsHide: true };

export type DiskState = "encrypted" | "not-encrypted" | "unknown";

/**
 * Whether the disk under a folder is encrypted by the system. It decides whether a stolen machine
 * is a breach of "unsecured" PHI (45 CFR 164.402), so it is read, recorded and never guessed.
 */
export async function readDiskEncryption(folder: string): Promise<{ state: DiskState; how: string }> {
  try {
    if (process.platform === "linux") return await readLinux(folder);
    if (process.platform === "darwin") return await readMac();
    if (process.platform === "win32") return await readWindows();
  } catch {
    // The system's own tool is missing or refused to answer; that is not an answer either way.
  }
  return { state: "unknown", how: "the system's own tool gave no answer" };
}

async function readLinux(folder: string) {
  const { stdout: source } = await run("findmnt", ["-n", "-o", "SOURCE", "--target", folder], options);
  const device = source.trim().split("[")[0] ?? "";
  if (!device.startsWith("/dev/")) return { state: "unknown" as const, how: "not on a block device" };
  const { stdout: types } = await run("lsblk", ["-s", "-n", "-o", "TYPE", device], options);
  const encrypted = types.split("\n").some((type) => type.trim().replace(/^[^a-z]+/, "") === "crypt");
  return { state: encrypted ? ("encrypted" as const) : ("not-encrypted" as const), how: "dm-crypt layers under the volume" };
}

async function readMac() {
  const { stdout } = await run("fdesetup", ["status"], options);
  return { state: stdout.includes("FileVault is On") ? ("encrypted" as const) : ("not-encrypted" as const), how: "FileVault" };
}

async function readWindows() {
  const { stdout } = await run("manage-bde", ["-status", process.env["SystemDrive"] ?? "C:"], options);
  return { state: /Protection On/.test(stdout) ? ("encrypted" as const) : ("not-encrypted" as const), how: "BitLocker" };
}
