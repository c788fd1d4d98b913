import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { backupFiles, type Manifest, readManifest } from "./manifest.ts";

/** A backup that lies in a folder, as its manifest tells. */
export interface FoundBackup {
  readonly name: string;
  readonly path: string;
  readonly manifest: Manifest;
}

/** The backups in a folder, newest first; what is half written or damaged is not one. A backup's own folder counts too. */
export function findBackups(folder: string): FoundBackup[] {
  const own = readManifest(join(folder, backupFiles.manifest));
  if (own !== null) return [{ name: folder.split(/[\\/]/).at(-1) ?? "", path: folder, manifest: own }];
  return listFolders(folder)
    .map((name) => ({ name, path: join(folder, name), manifest: readManifest(join(folder, name, backupFiles.manifest)) }))
    .filter((found): found is FoundBackup => found.manifest !== null)
    .sort((a, b) => b.manifest.madeAt.localeCompare(a.manifest.madeAt));
}

function listFolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.endsWith(".partial"))
      .map((entry) => entry.name);
  } catch {
    // A folder that cannot be read holds no backup anyone could restore.
    return [];
  }
}

/** One backup by its folder and name, or null when it is not whole any more. */
export function findBackup(folder: string, name: string): FoundBackup | null {
  return findBackups(join(folder, name))[0] ?? null;
}

/** Removes a backup the plan keeps no longer. */
export function removeBackup(folder: string, name: string): void {
  rmSync(join(folder, name), { recursive: true, force: true });
}
