import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import type { UpdatePolicy } from "../policy/index.ts";
import { fetchRelease, fetchSmall } from "./fetch-file.ts";
import { type FolderInstall, readFailed, readNext, stageVersion } from "./install.ts";
import { judgeManifest, type Manifest } from "./manifest.ts";

/** Where a check stands. */
export type UpdateOutcome =
  | { readonly kind: "newest" }
  /** Verified and unpacked; the next start tries it. */
  | { readonly kind: "staged"; readonly version: string }
  /** There is a newer one, and this program is not one that replaces itself. */
  | { readonly kind: "by-package"; readonly version: string };

export interface CheckParts {
  readonly policy: UpdatePolicy;
  readonly current: string;
  readonly install: FolderInstall | null;
  /** `linux-x64`, as manifests name it. */
  readonly system: string;
  /** A folder of the program's own for what is on its way. */
  readonly work: string;
}

/** Asks the clinic's server for its manifest, judges it, and brings what is newer to where the next start finds it. */
export async function checkForUpdate(parts: CheckParts): Promise<Result<UpdateOutcome, AppError>> {
  const { policy, current, install } = parts;
  const name = `${policy.channel}.json`;
  const [bytes, signature] = [await fetchSmall(policy, name), await fetchSmall(policy, `${name}.sig`)];
  if (!bytes.ok) return bytes;
  if (!signature.ok) return signature;
  const failed = install === null ? null : (readFailed(install)?.version ?? null);
  const { publicKey, channel } = policy;
  const judged = judgeManifest(bytes.value, Buffer.from(signature.value).toString("utf8"), { publicKey, channel, current, failed });
  if (!judged.ok) return judged;
  if (judged.value === null) return ok({ kind: "newest" });
  const { version } = judged.value;
  if (install === null) return ok({ kind: "by-package", version });
  return readNext(install) === version ? ok({ kind: "staged", version }) : bring(parts, judged.value, install);
}

async function bring({ policy, system, work }: CheckParts, manifest: Manifest, install: FolderInstall): Promise<Result<UpdateOutcome, AppError>> {
  const file = manifest.files.find((each) => each.system === system && each.kind === "tar.gz");
  if (file === undefined) return err(failure("update.not-there"));
  const place = join(work, "update.part");
  try {
    mkdirSync(work, { recursive: true, mode: 0o700 });
    const fetched = await fetchRelease(policy, file, place);
    if (!fetched.ok) return fetched;
    const staged = await stageVersion(install, place, manifest.version);
    return staged.ok ? ok({ kind: "staged", version: manifest.version }) : staged;
  } finally {
    rmSync(place, { force: true });
  }
}
