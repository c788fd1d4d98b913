import { largestTranscriptBytes } from "../../shared/domain/transcript.ts";
import { type AppError, failure } from "../../shared/errors.ts";
import { err, ok, type Result } from "../../shared/result.ts";

/** Text, and whether it had to be taken for an older encoding. */
export interface Decoded {
  readonly text: string;
  readonly recoded: boolean;
}

/** First bytes of kinds of file that are no transcript, whatever their name says. */
const foreignStarts = [
  "%PDF",
  "\x89PNG",
  "\xff\xd8\xff",
  "ID3",
  "OggS",
  "RIFF",
  "fLaC",
  "\x7fELF",
  "MZ",
  "GIF8",
  "\x1f\x8b",
  "\xd0\xcf\x11\xe0",
  "\x1aE\xdf\xa3",
];

/** Refuses what cannot be a transcript before it is read: nothing in it, too much, or another kind of file. */
export function screenBytes(bytes: Uint8Array): AppError | null {
  if (bytes.byteLength > largestTranscriptBytes) return failure("transcript.too-large", { limitBytes: largestTranscriptBytes });
  if (bytes.byteLength === 0) return failure("transcript.empty");
  const start = Array.from(bytes.subarray(0, 8), (byte) => String.fromCharCode(byte)).join("");
  return foreignStarts.some((known) => start.startsWith(known)) ? failure("transcript.binary") : null;
}

/** Decodes text: UTF-8, UTF-16 with its mark, else Windows-1252, which is told. */
export function decodeText(bytes: Uint8Array): Result<Decoded, AppError> {
  const marked = readMarked(bytes);
  if (marked !== null) return judge(marked, false);
  if (countZeros(bytes) > 0) return err(failure("transcript.binary"));
  try {
    return judge(new TextDecoder("utf-8", { fatal: true }).decode(bytes), false);
  } catch {
    return judge(new TextDecoder("windows-1252").decode(bytes), true);
  }
}

/** UTF-16 and UTF-8 with a byte-order mark; null when there is none. */
function readMarked(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  try {
    if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le", { fatal: true }).decode(bytes);
    if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be", { fatal: true }).decode(bytes);
    if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return null;
  } catch {
    // The mark promises an encoding that the rest does not keep.
    return "�".repeat(bytes.byteLength);
  }
}

function judge(text: string, recoded: boolean): Result<Decoded, AppError> {
  if (text.trim() === "") return err(failure("transcript.empty"));
  const sample = text.slice(0, 200_000);
  const control = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f]/g)?.length ?? 0;
  if (control / sample.length > 0.005) return err(failure("transcript.binary"));
  const broken = sample.match(/[\ufffd\u0080-\u009f]|Ã[\u0080-\u00bf]|â€/g)?.length ?? 0;
  const legible = sample.match(/[\p{L}\p{M}\p{N}\p{P}\p{Z}\s\u0020-\u007e]/gu)?.length ?? 0;
  // An older Western encoding is mostly plain letters; one that is mostly accents is another script misread.
  const foreign = recoded ? (sample.match(/[^\u0000-\u007f]/g)?.length ?? 0) : 0;
  if (broken / sample.length > 0.02 || legible / sample.length < 0.6 || foreign / sample.length > 0.3) {
    return err(failure("transcript.bad-encoding"));
  }
  return ok({ text: text.normalize("NFC"), recoded });
}

function countZeros(bytes: Uint8Array): number {
  let zeros = 0;
  for (const byte of bytes.subarray(0, 100_000)) if (byte === 0) zeros += 1;
  return zeros;
}
