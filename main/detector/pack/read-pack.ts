import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { type AppError, failure } from "../../../shared/errors.ts";
import { err, ok, type Result } from "../../../shared/result.ts";
import { type PackManifest, PackManifestSchema } from "./manifest.ts";

/** A pack as it lies on disk, its files read once and held: what was checked is what is loaded. */
export interface PackFiles {
  readonly manifest: PackManifest;
  readonly model: Uint8Array;
  readonly tokenizer: unknown;
}

const mostBytes = { manifest: 64 * 1024, tokenizer: 64 * 1024 * 1024, model: 2 * 1024 * 1024 * 1024 } as const;

function readWhole(path: string, most: number): Buffer {
  if (statSync(path).size > most) throw new RangeError("larger than any such file");
  return readFileSync(path);
}

/**
 * Reads a pack's folder. Missing, larger than it may be, not as the manifest says by one byte: the
 * answer is `deid.pack-refused`, and with it nothing is sent (fail closed).
 */
export function readPack(folder: string): Result<PackFiles, AppError> {
  try {
    if (!isAbsolute(folder)) return err(failure("deid.pack-refused"));
    const manifest = PackManifestSchema.parse(JSON.parse(readWhole(join(folder, "pack.json"), mostBytes.manifest).toString("utf8")));
    const take = (part: "model" | "tokenizer"): Buffer => {
      const { name, sha256 } = manifest.files[part];
      const bytes = readWhole(join(folder, name), mostBytes[part]);
      if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new RangeError("other bytes than the manifest names");
      return bytes;
    };
    return ok({ manifest, model: take("model"), tokenizer: JSON.parse(take("tokenizer").toString("utf8")) as unknown });
  } catch {
    // the cause names paths of the machine: the code says enough
    return err(failure("deid.pack-refused"));
  }
}
