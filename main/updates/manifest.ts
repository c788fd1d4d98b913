import { z } from "zod";
import { type AppError, type ErrorCode, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { isSignedBy } from "../policy/index.ts";

const VersionSchema = z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/);

/** One file of a release. */
const ReleaseFileSchema = z.strictObject({
  /** `linux-x64`, `win32-x64`, `darwin-arm64`. */
  system: z.string().regex(/^(linux|win32|darwin)-(x64|arm64)$/),
  kind: z.enum(["tar.gz", "deb", "rpm", "AppImage", "exe", "msi", "pkg", "dmg"]),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ -]{0,150}$/),
  bytes: z
    .int()
    .min(1)
    .max(4 * 1024 ** 3),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ReleaseFile = z.output<typeof ReleaseFileSchema>;

/** What a clinic's update server says is the newest release of a channel; signed beside it. */
export const ManifestSchema = z.strictObject({
  format: z.literal("chartwell-update/1"),
  channel: z.enum(["stable", "early"]),
  version: VersionSchema,
  publishedOn: z.iso.date(),
  files: z.array(ReleaseFileSchema).min(1).max(40),
});
export type Manifest = z.output<typeof ManifestSchema>;

interface Judging {
  readonly publicKey: string;
  readonly channel: Manifest["channel"];
  /** The version that runs. */
  readonly current: string;
  /** A version that was tried here and did not start. */
  readonly failed: string | null;
}

/**
 * Judges a manifest before anything else is fetched: its signature over the exact bytes, its form, its
 * channel, and that it goes forward. Null: there is nothing newer.
 */
export function judgeManifest(
  bytes: Uint8Array,
  signature: string,
  { publicKey, channel, current, failed }: Judging,
): Result<Manifest | null, AppError> {
  if (!isSignedBy(bytes, signature, publicKey)) return refuse("update.bad-signature");
  const parsed = ManifestSchema.safeParse(parseJson(Buffer.from(bytes).toString("utf8")));
  if (!parsed.success || parsed.data.channel !== channel) return refuse("update.unreadable");
  const order = compareVersions(parsed.data.version, current);
  if (order < 0) return refuse("update.older");
  if (order === 0) return ok(null);
  return parsed.data.version === failed ? refuse("update.failed-before") : ok(parsed.data);
}

/** Below zero where the first is older. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  for (const at of [0, 1, 2]) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(code: ErrorCode): Result<never, AppError> {
  return err(failure(code));
}
