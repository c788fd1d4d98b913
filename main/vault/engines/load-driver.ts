import { existsSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3-multiple-ciphers";

/** Where a compiled binding may lie beside a packaged program. */
function listPackagedBindings(): string[] {
  const resources = (process as NodeJS.Process & { resourcesPath?: string }).resourcesPath;
  return resources === undefined ? [] : [join(resources, "native", "better_sqlite3.node")];
}

/**
 * Chooses the native binding. The driver's prebuilt binary needs Node-API 10 and crashes the whole
 * process on an older one, so an older runtime must be given a binding compiled for it.
 */
export function chooseBinding(): { nativeBinding?: string } {
  if (Number(process.versions["napi"]) >= 10) return {};
  const given = __DEVELOPMENT_BUILD__ ? process.env["CHARTWELL_SQLITE_BINDING"] : undefined;
  const found = [given, ...listPackagedBindings()].find((path) => path !== undefined && existsSync(path));
  if (found === undefined) throw new Error("no database binding for this runtime; run the set-up again");
  return { nativeBinding: found };
}

export type Driver = InstanceType<typeof Database>;

/** Opens a file with the right binding; the caller sets cipher and key before anything else. */
export function openFile(path: string, options: { mustExist: boolean; readOnly: boolean }): Driver {
  return new Database(path, { ...chooseBinding(), fileMustExist: options.mustExist, readonly: options.readOnly });
}
