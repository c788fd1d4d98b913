import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTokenClassifier } from "./tiny-onnx.ts";

const pieces = ["[UNK]", "[CLS]", "[SEP]", "the", "zor", "##vath", "quin", "##tle", "was", "here"];
const labels = [null, "NAME", "LOCATION"] as const;
const sure = 6;

/** Row by row what the lookup model says: "zorvath" is a name, "quintle" a place. */
function readRow(piece: string): number[] {
  if (piece === "zor" || piece === "##vath") return [0, sure, 0];
  if (piece === "quin" || piece === "##tle") return [0, 0, sure];
  return [sure, 0, 0];
}

function writeTokenizer(): string {
  const special = pieces
    .slice(0, 3)
    .map((content, id) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }));
  return JSON.stringify({
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: special,
    normalizer: { type: "BertNormalizer", clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: null,
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  });
}

/** The same pieces as byte pairs: a word after a space begins with "Ġ", and pairs join letter by letter. */
function writeBytePairs(): { tokenizer: string; rows: number[][] } {
  const words = ["Ġzorvath", "Ġwas", "Ġhere"];
  const merges: [string, string][] = [];
  const vocab = new Map(pieces.slice(0, 3).map((piece, id) => [piece, id]));
  for (const letter of "Ġabcdefghijklmnopqrstuvwxyz") vocab.set(letter, vocab.size);
  for (const word of words)
    for (let length = 2; length <= word.length; length += 1) {
      merges.push([word.slice(0, length - 1), word.charAt(length - 1)]);
      vocab.set(word.slice(0, length), vocab.get(word.slice(0, length)) ?? vocab.size);
    }
  const name = vocab.get("Ġzorvath");
  const rows = Array.from({ length: vocab.size }, (_, id) => (id === name ? [0, sure, 0] : [sure, 0, 0]));
  const tokenizer = JSON.stringify({
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
    post_processor: null,
    decoder: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: "",
      end_of_word_suffix: "",
      fuse_unk: false,
      vocab: Object.fromEntries(vocab),
      merges,
    },
  });
  return { tokenizer, rows };
}

const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Installs a small pack that really runs; `change` alters its manifest. Returns its folder. */
export function installTestPack(change: Readonly<Record<string, unknown>> = {}, kind: "wordpiece" | "bpe" = "wordpiece"): string {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-pack-"));
  const { tokenizer, rows } = kind === "bpe" ? writeBytePairs() : { tokenizer: writeTokenizer(), rows: pieces.map(readRow) };
  const model = writeTokenClassifier(rows);
  writeFileSync(join(folder, "model.onnx"), model);
  writeFileSync(join(folder, "tokenizer.json"), tokenizer);
  const manifest = {
    format: "chartwell-detector-pack",
    version: 1,
    name: "Lookup",
    licence: "Apache-2.0",
    labels,
    tokenizer: { kind, startId: 1, endId: 2, maxTokens: 16 },
    files: { model: { name: "model.onnx", sha256: sha256(model) }, tokenizer: { name: "tokenizer.json", sha256: sha256(tokenizer) } },
    ...change,
  };
  writeFileSync(join(folder, "pack.json"), JSON.stringify(manifest));
  return folder;
}
