import { z } from "zod";
import { IdentifierTypeSchema } from "../../../shared/domain/privacy.ts";

/** A file beside the manifest: a plain name, so that nothing outside the folder is ever read. */
const PackFile = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const plain = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/:\/\/|www\./i.test(text), "no addresses: a pack is complete as it lies");

/**
 * `pack.json` of a model pack. It names everything by content: a file whose bytes are not those named
 * here is never loaded, and nothing in it says where to fetch from.
 */
export const PackManifestSchema = z.strictObject({
  format: z.literal("chartwell-detector-pack"),
  version: z.literal(1),
  name: plain,
  licence: plain,
  /** One a class of the model, in its order; null is "no identifier". "B-" and "I-" classes of one type get the same type. */
  labels: z.array(IdentifierTypeSchema.nullable()).min(2).max(200),
  /** A word is replaced where the chance that it is an identifier is this or more. */
  threshold: z.number().min(0.05).max(0.99).default(0.5),
  tokenizer: z.strictObject({
    kind: z.enum(["wordpiece", "bpe"]),
    /** Ids the model expects before and after a sequence. */
    startId: z.int().min(0),
    endId: z.int().min(0),
    /** The longest sequence the model reads, with its start and end. */
    maxTokens: z.int().min(8).max(8192),
  }),
  files: z.strictObject({ model: PackFile, tokenizer: PackFile }),
});
export type PackManifest = z.output<typeof PackManifestSchema>;
