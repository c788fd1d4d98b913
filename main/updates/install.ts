import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";

const run = promisify(execFile);

/**
 * A program kept as a folder of versions: `versions/0.1.0/…`, the names `current` and, while a new one
 * waits for its first start, `next`, and `launch`, which starts them. A program that came as a system
 * package has none of it: the system updates it.
 */
export interface FolderInstall {
  readonly root: string;
  readonly version: string;
}

/** The folder this program runs from, or null where the system's packages keep it. */
export function findInstall(execPath: string): FolderInstall | null {
  const versionFolder = dirname(execPath);
  const versions = dirname(versionFolder);
  const root = dirname(versions);
  if (basename(versions) !== "versions" || !existsSync(join(root, "current"))) return null;
  return { root, version: basename(versionFolder) };
}

/** Unpacks a verified archive beside the version that runs and names it the next; half an unpacking is never named. */
export async function stageVersion({ root }: FolderInstall, archive: string, version: string): Promise<Result<null, AppError>> {
  const staging = join(root, "versions", `.staging-${version}`);
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true });
    await run("tar", ["-xzf", archive, "-C", staging, "--strip-components=1"]);
    if (!existsSync(join(staging, "chartwell"))) return err(failure("update.damaged"));
    rmSync(join(root, "versions", version), { recursive: true, force: true });
    renameSync(staging, join(root, "versions", version));
    writeName(root, "next", version);
    return ok(null);
  } catch {
    rmSync(staging, { recursive: true, force: true });
    return err(failure("update.no-room"));
  }
}

/** The version this one is to replace, where this is its first start; null otherwise. */
export function readTrial({ root, version }: FolderInstall): string | null {
  return readName(root, "next") === version ? (readName(root, "current") ?? "") : null;
}

/** The new version says that it started well: from now on it is the one. The one before stays, to go back to by hand. */
export function confirmVersion({ root, version }: FolderInstall): void {
  writeName(root, "previous", readName(root, "current") ?? "");
  writeName(root, "current", version);
  for (const name of ["next", "trying"]) rmSync(join(root, name), { force: true });
}

/** The version that `launch` tried and gave up, and whether nobody has put that on record yet; null where none was. */
export function readFailed({ root }: FolderInstall): { version: string; isNews: boolean } | null {
  const fresh = readName(root, "failed");
  const known = fresh ?? readName(root, "failed-before");
  return known === null ? null : { version: known, isNews: fresh !== null };
}

/** It is on record; the version stays refused. */
export function settleFailed({ root }: FolderInstall): void {
  renameSync(join(root, "failed"), join(root, "failed-before"));
}

/** The version that waits for the next start, or null. */
export function readNext({ root }: FolderInstall): string | null {
  return readName(root, "next");
}

function readName(root: string, name: string): string | null {
  try {
    return readFileSync(join(root, name), "utf8").trim() || null;
  } catch {
    return null;
  }
}

/** A name is there whole or not at all. */
function writeName(root: string, name: string, version: string): void {
  writeFileSync(join(root, `.${name}.part`), `${version}\n`, { flush: true });
  renameSync(join(root, `.${name}.part`), join(root, name));
}
