import { dirname, join } from "node:path";

/** Where a policy lies: beside it its signature and the key that checks it. */
export interface PolicyPlace {
  readonly path: string;
  /** Whether whoever started the program may own the files, as in a development build. */
  readonly trustOwner: boolean;
}

/** Folders only an administrator can write: on Windows that is a matter of the folder, elsewhere the files' owner is looked at too. */
const machineLocations: Partial<Record<NodeJS.Platform, string>> = {
  linux: "/etc/chartwell/policy.json",
  darwin: "/Library/Application Support/Chartwell/policy.json",
  win32: "C:\\Program Files\\Chartwell Policy\\policy.json",
};

/** Where this machine's policy lies; a development build may point elsewhere. */
export function locatePolicy(): PolicyPlace {
  const elsewhere = __DEVELOPMENT_BUILD__ ? process.env["CHARTWELL_POLICY"] : undefined;
  if (elsewhere !== undefined) return { path: elsewhere, trustOwner: true };
  return { path: machineLocations[process.platform] ?? "/etc/chartwell/policy.json", trustOwner: false };
}

/** The files that belong to a policy. */
export function nameParts(path: string): { policy: string; signature: string; key: string } {
  return { policy: path, signature: `${path}.sig`, key: join(dirname(path), "policy-key.pem") };
}
