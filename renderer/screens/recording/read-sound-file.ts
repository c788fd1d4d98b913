import { type AudioSample, AudioSampleSink } from "mediabunny";
import { longestRecordingMs, soundRate } from "../../../shared/domain/sound.ts";
import { createResample, type Resample } from "../../parts/index.ts";
import { openSoundFile } from "./open-sound-file.ts";
import { SoundFileError } from "./sound-file-error.ts";

/** So much is handed over at once: few enough calls, and little to lose. */
const pieceSamples = 15 * soundRate;
/** A recorder that leaves silence out leaves a gap; shorter ones are a matter of rounding. */
const shortestGapS = 0.05;
/** Frames of silence at the end are told differently by different programs. */
const missingS = 1;
const missingShare = 0.005;

export interface ReadSoundOptions {
  /** Two channels stay two. */
  readonly apart: boolean;
  readonly signal: AbortSignal;
  /** Takes the next seconds of each channel: Int16, 16 kHz. */
  take(channels: Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** Told how much is done, from 0 to 1. */
  onShare(share: number): void;
}

/** What was read of a file. `cutShort`: it ends, or breaks off, before its own end; `declaredS`: where that is, if it says so. */
export interface ReadSound {
  readonly seconds: number;
  readonly declaredS: number | null;
  readonly channels: number;
  readonly cutShort: boolean;
}

/** How many channels a sound file has; throws `SoundFileError`. */
export async function countChannels(file: File): Promise<number> {
  const opened = await openSoundFile(file);
  opened.close();
  return opened.track.numberOfChannels;
}

/**
 * Decodes a sound file behind the window's sandbox and hands over some seconds at a time; no more than
 * that is held, however long the file is. Throws `SoundFileError`, or what `take` throws.
 */
export async function readSoundFile(file: File, options: ReadSoundOptions): Promise<ReadSound> {
  const { apart, signal, take, onShare } = options;
  const opened = await openSoundFile(file);
  const channels = apart && opened.track.numberOfChannels === 2 ? 2 : 1;
  const gather = createGather(channels, take);
  let reachedS = 0;
  let broke = false;
  try {
    for await (const sample of readSamples(opened.track, () => {
      broke = true;
    })) {
      const { timestamp, duration } = sample;
      try {
        signal.throwIfAborted();
        if (timestamp + duration > longestRecordingMs / 1000) throw new SoundFileError("sound.too-long");
        if (timestamp - reachedS > shortestGapS) await gather.beSilent(timestamp - reachedS);
        gather.add(sample);
      } finally {
        sample.close();
      }
      reachedS = Math.max(reachedS, timestamp + duration);
      if (await gather.give(pieceSamples)) onShare(opened.declaredS === null ? opened.share() : Math.min(1, reachedS / opened.declaredS));
    }
    await gather.end();
  } finally {
    opened.close();
  }
  const { declaredS, endMissing } = opened;
  const missing = declaredS !== null && declaredS - reachedS > Math.max(missingS, declaredS * missingShare);
  if (reachedS === 0) throw new SoundFileError("sound.unreadable");
  return { seconds: reachedS, declaredS: missing ? declaredS : null, channels, cutShort: broke || missing || endMissing };
}

/** The file's samples up to its end, or to where it cannot be decoded further. */
async function* readSamples(track: ConstructorParameters<typeof AudioSampleSink>[0], onBroken: () => void): AsyncGenerator<AudioSample> {
  const samples = new AudioSampleSink(track).samples();
  try {
    for (;;) {
      // What the decoder says could quote the file: that it stopped is enough.
      const next = await samples.next().catch(() => null);
      if (next === null) return onBroken();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await samples.return(undefined).catch(() => undefined);
  }
}

interface Gather {
  add(sample: AudioSample): void;
  /** Fills a gap, a piece at a time. */
  beSilent(seconds: number): Promise<void>;
  /** Hands over whole pieces of so many samples; whether there was one. */
  give(samples: number): Promise<boolean>;
  end(): Promise<void>;
}

/** Brings decoded sound to 16 kHz and gathers it; while one piece is taken the next is made. */
function createGather(channels: number, take: ReadSoundOptions["take"]): Gather {
  let rate = 0;
  let resamples: Resample[] = [];
  const gathered = Array.from({ length: channels }, (): Int16Array<ArrayBuffer>[] => []);
  let length = 0;
  let taking: Promise<void> = Promise.resolve();

  function push(sounds: readonly Float32Array[], from: number): void {
    if (from !== rate) {
      keep(resamples.map((resample) => resample.end()));
      rate = from;
      resamples = Array.from({ length: channels }, () => createResample(rate));
    }
    keep(resamples.map((resample, channel) => resample.push(sounds[channel] ?? new Float32Array(0))));
  }

  function keep(made: readonly Int16Array<ArrayBuffer>[]): void {
    made.forEach((samples, channel) => {
      gathered[channel]?.push(samples);
    });
    length += made[0]?.length ?? 0;
  }

  async function hand(): Promise<void> {
    const whole = gathered.map((parts) => joinSamples(parts.splice(0), length));
    length = 0;
    await taking;
    taking = take(whole);
    // Whoever waits for the next piece, or for the end, meets what went wrong.
    taking.catch(() => undefined);
  }

  async function give(samples: number): Promise<boolean> {
    if (length < samples) return false;
    await hand();
    return true;
  }

  return {
    add(sample) {
      const planes = Array.from({ length: sample.numberOfChannels }, (_none, planeIndex) => {
        const plane = new Float32Array(sample.numberOfFrames);
        sample.copyTo(plane, { planeIndex, format: "f32-planar" });
        return plane;
      });
      push(channels === 2 && planes.length === 2 ? planes : [mix(planes)], sample.sampleRate);
    },
    async beSilent(seconds) {
      for (let left = Math.round(seconds * soundRate); left > 0; left -= soundRate) {
        keep(gathered.map(() => new Int16Array(Math.min(left, soundRate))));
        await give(pieceSamples);
      }
    },
    give,
    async end() {
      keep(resamples.map((resample) => resample.end()));
      if (length > 0) await hand();
      await taking;
    },
  };
}

function joinSamples(parts: readonly Int16Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const joined = new Int16Array(length);
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return new Uint8Array(joined.buffer);
}

/** Everybody on one channel. With more than two, most of them are the room's own echo, so a voice on one of them stays loud. */
function mix(planes: readonly Float32Array[]): Float32Array {
  const [first] = planes;
  if (first === undefined || planes.length === 1) return first ?? new Float32Array(0);
  const share = planes.length === 2 ? 0.5 : 1 / Math.sqrt(planes.length);
  const mixed = new Float32Array(first.length);
  for (const plane of planes) for (let at = 0; at < mixed.length; at += 1) mixed[at] = (mixed[at] as number) + (plane[at] ?? 0) * share;
  return mixed;
}
