import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { z } from "zod";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { pinnedWeights } from "./pinned-weights.ts";

const PathSchema = z.string().regex(/^[A-Za-z0-9_-]+\.[a-z]+$/);
const FileSchema = z.strictObject({
  path: PathSchema,
  bytes: z.int().min(0).max(1_000_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a pack says of itself. There is no field for an address: nothing of it can be fetched. */
const PackManifestSchema = z.strictObject({
  v: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{3,60}$/),
  size: z.enum(["base", "tiny"]),
  language: z.literal("en"),
  engine: z.literal("moonshine-onnx"),
  files: z.array(FileSchema).min(1).max(20),
  licences: z.array(z.string().max(60)).max(10),
  source: z.string().max(200),
  /** Networks that tell voices apart on one channel. A pack may bring them; it is loaded only where this program pins them. */
  speakers: z.strictObject({ segmentation: PathSchema, embedding: PathSchema }).optional(),
});

export type PackSize = z.infer<typeof PackManifestSchema>["size"];

/** A pack whose every byte was checked, in memory: what was hashed is what is loaded. */
export interface SpeechPack {
  readonly id: string;
  readonly size: PackSize;
  readonly encoder: Uint8Array;
  readonly decoder: Uint8Array;
  readonly voice: Uint8Array;
  /** Text pieces by number. */
  readonly vocabulary: readonly string[];
  /** What tells voices apart, where the pack has it. */
  readonly speakers: { readonly segmentation: Uint8Array; readonly embedding: Uint8Array } | null;
}

/**
 * Reads a pack from a folder and refuses it, `speech.pack-tampered`, when a file is missing, leads
 * elsewhere, or differs by one bit from its own list or from the hashes this program carries.
 */
export function readPack(folder: string): Result<SpeechPack, AppError> {
  try {
    const manifest = PackManifestSchema.parse(JSON.parse(readFileSync(join(folder, "pack.json"), "utf8")));
    const pinned = pinnedWeights[manifest.id];
    if (pinned === undefined) return err(failure("speech.pack-tampered"));
    const home = realpathSync(folder);
    const read = (path: string): Uint8Array => {
      const listed = manifest.files.find((file) => file.path === path);
      const place = realpathSync(join(home, path));
      if (listed === undefined || !place.startsWith(home + sep)) throw new Error("not of this pack");
      const bytes = readFileSync(place);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      if (bytes.byteLength !== listed.bytes || sha256 !== listed.sha256 || (pinned[path] ?? sha256) !== sha256) throw new Error("changed");
      return bytes;
    };
    const readSpeakers = ({ segmentation, embedding }: NonNullable<typeof manifest.speakers>) => {
      // A list inside the pack could be changed with them: what is computed with is pinned.
      if (!(segmentation in pinned && embedding in pinned)) throw new Error("not pinned");
      return { segmentation: read(segmentation), embedding: read(embedding) };
    };
    for (const { path } of manifest.files) if (!(path in pinned)) read(path);
    const vocabulary = Buffer.from(read("tokens.txt")).toString("utf8").split("\n");
    const { id, size } = manifest;
    const speakers = manifest.speakers === undefined ? null : readSpeakers(manifest.speakers);
    return ok({ id, size, encoder: read("encoder.onnx"), decoder: read("decoder.onnx"), voice: read("voice.onnx"), vocabulary, speakers });
  } catch {
    // Missing, unreadable, malformed, changed: to whoever wants to listen all of them are a pack not to be trusted.
    return err(failure("speech.pack-tampered"));
  }
}
