// Promises: a program comes from the clinic's own server only, signed, whole and newer, and one that does not start gives way to the last that did.
// Callers: the workflow that keeps programs current; the entry, which says that a start went well.
// Never: ask a server the policy does not name, replace what a system package installed, run what it fetched.
export { type CheckParts, checkForUpdate, type UpdateOutcome } from "./check.ts";
export type { FolderInstall } from "./install.ts";
