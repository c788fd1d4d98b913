import { BlobSource, FLAC, Input, type InputAudioTrack, MP3, MP4, OGG, UnsupportedInputFormatError, WAVE, WEBM } from "mediabunny";
import { SoundFileError } from "./sound-file-error.ts";

/** What a recorder or a telephone makes; each format the program does not name is code the window need not carry. */
const readFormats = [WAVE, MP3, MP4, OGG, FLAC, WEBM];
/** Where in a file its description may lie: the beginning or the end. */
const describedBytes = 8 << 20;
const headBytes = 256 << 10;
const lastPageBytes = 128 << 10;

/** A sound file whose kind is known and whose sound can be decoded here. */
export interface OpenedSoundFile {
  readonly track: InputAudioTrack;
  /** How long the file says it is, in seconds; null where it does not say. */
  readonly declaredS: number | null;
  /** Whether its own marks say that its end is missing. */
  readonly endMissing: boolean;
  /** How much of the file has been read, from 0 to 1. */
  share(): number;
  close(): void;
}

/** Opens a sound file by what is in it, whatever its name says; throws `SoundFileError` with the reason. */
export async function openSoundFile(file: File): Promise<OpenedSoundFile> {
  if (file.size === 0) throw new SoundFileError("sound.empty-file");
  const source = new BlobSource(file);
  let readTo = 0;
  source.onread = (_start, end) => {
    readTo = end;
  };
  const input = new Input({ source, formats: readFormats });
  try {
    const track = await findTrack(input, file);
    const declaredS = await readDeclared(input, file);
    return { track, declaredS, endMissing: await isEndMissing(input, file), share: () => readTo / file.size, close: () => input.dispose() };
  } catch (error) {
    input.dispose();
    // What the decoder says could quote the file.
    throw error instanceof SoundFileError ? error : new SoundFileError("sound.unreadable");
  }
}

async function findTrack(input: Input, file: File): Promise<InputAudioTrack> {
  const format = await input.getFormat().catch((error: unknown) => {
    if (error instanceof UnsupportedInputFormatError) throw new SoundFileError("sound.unreadable");
    throw error;
  });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track !== null && (await track.canDecode())) return track;
    // A film without its index: nothing at all can be found in it.
    if (track === null && (await input.getTracks()).length === 0 && format === MP4) throw new SoundFileError("sound.unreadable");
  } catch (error) {
    if (error instanceof SoundFileError) throw error;
    if (format !== WAVE && !(await isProtected(file))) throw new SoundFileError("sound.unreadable");
  }
  throw new SoundFileError((await isProtected(file)) ? "sound.protected" : "sound.unknown-coding");
}

/** Whether a file of the MP4 family is locked to a shop's player: its sound is described as encrypted. */
async function isProtected(file: File): Promise<boolean> {
  const described = [file.slice(0, describedBytes), file.slice(Math.max(0, file.size - describedBytes))];
  const texts = await Promise.all(described.map(readLatin));
  return texts.some((text) => text.includes("ftyp") || text.includes("moov")) && texts.some((text) => /enca|encv|drms|drmi/.test(text));
}

/** An MP3 file without a header of its own is only guessed at from its first frames, which says nothing of its end. */
async function readDeclared(input: Input, file: File): Promise<number | null> {
  const format = await input.getFormat();
  if (format === MP3 && !/(?:Xing|Info)\0{3}[\x01-\x0f]/.test(await readLatin(file.slice(0, headBytes)))) return null;
  const told = await input.getDurationFromMetadata();
  return told === null && format === MP4 ? input.computeDuration() : told;
}

async function isEndMissing(input: Input, file: File): Promise<boolean> {
  const format = await input.getFormat();
  if (format === WAVE) return isWaveCut(new DataView(await file.slice(0, 12).arrayBuffer()), file.size);
  if (format !== OGG) return false;
  const end = await readLatin(file.slice(Math.max(0, file.size - lastPageBytes)));
  const page = end.lastIndexOf(oggPageMark);
  return page < 0 || (end.charCodeAt(page + 5) & lastPageFlag) === 0;
}
const lastPageFlag = 0x04;
/** "OggS", as every page of such a file begins. */
const oggPageMark = String.fromCharCode(0x4f, 0x67, 0x67, 0x53);
/** A recorder that streams does not know how long it will be and writes this, or nothing. */
const unknownSize = 0xffff_ff00;

function isWaveCut(head: DataView, bytes: number): boolean {
  const isPlain = head.byteLength === 12 && head.getUint32(0) === 0x5249_4646;
  const told = isPlain ? head.getUint32(4, true) : 0;
  return told !== 0 && told < unknownSize && told + 8 > bytes + 1;
}

async function readLatin(part: Blob): Promise<string> {
  const bytes = new Uint8Array(await part.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 4_096) text += String.fromCharCode(...bytes.subarray(at, at + 4_096));
  return text;
}
