import type { TranscriptKind, TranscriptWarning, Turn } from "../../shared/domain/transcript.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";
import { holdsCaptions, readCaptions } from "./captions.ts";
import { decodeText, screenBytes } from "./decode.ts";
import { readDocx } from "./docx.ts";
import { readJson } from "./json.ts";
import { numberTurns, type Piece } from "./pieces.ts";
import { readPlainText } from "./plain-text.ts";

/** A transcript as it was read. */
export interface ReadTranscript {
  readonly kind: TranscriptKind;
  readonly turns: Turn[];
  readonly warnings: TranscriptWarning[];
}

const manyLines = 5_000;

/**
 * Reads a transcript file: bytes in, numbered lines out, or the reason why not. `kindHint` is the
 * file's ending in lower case; the content decides where the two disagree. No error quotes the text.
 */
export async function readTranscript(file: { bytes: Uint8Array; kindHint: string }): Promise<Result<ReadTranscript, AppError>> {
  const { bytes, kindHint } = file;
  const refused = screenBytes(bytes);
  if (refused !== null) return err(refused);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readWord(bytes, kindHint);
  if (kindHint === "docx") return err(failure("transcript.unreadable"));
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const found = readByKind(decoded.value.text, kindHint);
  return found === null ? err(failure("transcript.unreadable")) : finishTranscript(found.kind, found.pieces, decoded.value.recoded);
}

async function readWord(bytes: Uint8Array, kindHint: string): Promise<Result<ReadTranscript, AppError>> {
  const text = await readDocx(bytes);
  if (text === null) return err(failure(kindHint === "docx" ? "transcript.unreadable" : "transcript.binary"));
  return finishTranscript("docx", readPlainText(text), false);
}

function readByKind(text: string, kindHint: string): { kind: TranscriptKind; pieces: readonly Piece[] } | null {
  const trimmed = text.trimStart();
  if (kindHint === "json" || /^[[{]\s*["{]/.test(trimmed)) {
    const pieces = readJson(trimmed);
    if (pieces !== null) return { kind: "json", pieces };
    if (kindHint === "json") return null;
  }
  if (kindHint === "vtt" || kindHint === "srt" || trimmed.startsWith("WEBVTT")) {
    const pieces = readCaptions(text);
    return pieces === null ? null : { kind: kindHint === "srt" ? "srt" : "vtt", pieces };
  }
  // Meeting tools export captions under any name.
  const captions = holdsCaptions(text) ? readCaptions(text) : null;
  return { kind: "txt", pieces: captions ?? readPlainText(text) };
}

/** Numbers the lines and says what a person should know of them. `transcript.empty` when there are none. */
export function finishTranscript(kind: TranscriptKind, pieces: readonly Piece[], recoded: boolean): Result<ReadTranscript, AppError> {
  const turns = numberTurns(pieces);
  if (turns.length === 0) return err(failure("transcript.empty"));
  const voices = new Set(turns.map((turn) => turn.label).filter((label) => label !== ""));
  const warnings: TranscriptWarning[] = [];
  if (voices.size === 0) warnings.push("no-speakers");
  if (voices.size === 1) warnings.push("one-speaker");
  if (turns.every((turn) => turn.startMs === null)) warnings.push("no-times");
  if (recoded) warnings.push("recoded");
  if (turns.length > manyLines) warnings.push("very-long");
  return ok({ kind, turns, warnings });
}
