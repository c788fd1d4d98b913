import { AudioSampleSink, BlobSource, FLAC, Input, MP3, MP4, OGG, WAVE, WEBM } from "mediabunny";
import { soundRate } from "../../../shared/domain/sound.ts";
import { createResample, type Resample } from "../../parts/index.ts";

/** What a recorder or a telephone makes; each format the program does not name is code the window need not carry. */
const readFormats = [WAVE, MP3, MP4, OGG, FLAC, WEBM];

/** A second of each channel at a time: Int16, 16 kHz. */
type Take = (channels: Uint8Array<ArrayBuffer>[], doneShare: number) => Promise<void>;

/** A file that is no sound, or one this version cannot decode. */
export class UnreadableSound extends Error {
  override readonly name = "UnreadableSound";
}

/** How many channels a file has; throws `UnreadableSound`. */
export async function countChannels(file: File): Promise<number> {
  return withTrack(file, async ({ track }) => track.numberOfChannels);
}

/**
 * Decodes a sound file piece by piece behind the window's sandbox and hands over a second at a time; no
 * more than a few seconds are held, however long the file is. `apart`: two channels stay two.
 */
export async function readSoundFile(file: File, apart: boolean, take: Take): Promise<void> {
  await withTrack(file, async ({ track, input }) => {
    const lengthS = await input.computeDuration();
    const channels = apart && track.numberOfChannels === 2 ? 2 : 1;
    const resamples: Resample[] = Array.from({ length: channels }, () => createResample(track.sampleRate));
    const gathered = Array.from({ length: channels }, (): number[] => []);
    const give = async (least: number, share: number): Promise<void> => {
      while ((gathered[0]?.length ?? 0) >= least && (gathered[0]?.length ?? 0) > 0) {
        await take(
          gathered.map((samples) => new Uint8Array(Int16Array.from(samples.splice(0, soundRate)).buffer)),
          share,
        );
      }
    };
    for await (const sample of new AudioSampleSink(track).samples()) {
      const planes = Array.from({ length: sample.numberOfChannels }, (_none, planeIndex) => {
        const plane = new Float32Array(sample.numberOfFrames);
        sample.copyTo(plane, { planeIndex, format: "f32-planar" });
        return plane;
      });
      const share = lengthS > 0 ? Math.min(1, sample.timestamp / lengthS) : 0;
      sample.close();
      const sounds = channels === 2 ? planes : [mix(planes)];
      sounds.forEach((sound, channel) => {
        for (const value of resamples[channel]?.push(sound) ?? []) gathered[channel]?.push(value);
      });
      await give(soundRate, share);
    }
    resamples.forEach((resample, channel) => {
      gathered[channel]?.push(...resample.end());
    });
    await give(0, 1);
  });
}

async function withTrack<T>(
  file: File,
  work: (opened: { input: Input; track: NonNullable<Awaited<ReturnType<Input["getPrimaryAudioTrack"]>>> }) => Promise<T>,
): Promise<T> {
  const input = new Input({ source: new BlobSource(file), formats: readFormats });
  try {
    const track = await input.getPrimaryAudioTrack().catch(() => null);
    if (track === null || !(await track.canDecode())) throw new UnreadableSound("no sound in it");
    return await work({ input, track });
  } catch (error) {
    // What the decoder says could quote the file; a refusal of main's keeps its code.
    throw error instanceof Error && error.name === "AskError" ? error : new UnreadableSound("not decodable");
  } finally {
    input.dispose();
  }
}

function mix(planes: readonly Float32Array[]): Float32Array {
  const [first] = planes;
  if (first === undefined || planes.length === 1) return first ?? new Float32Array(0);
  return first.map((_value, at) => planes.reduce((sum, plane) => sum + (plane[at] ?? 0), 0) / planes.length);
}
