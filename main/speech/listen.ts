// Promises: sound in, lines with times, channel and confidence out; the same sound gives the same lines.
// Callers: the listening process; tests and the bench beside it.
// Never: open a socket, keep a word after its line was given, or load what was not checked byte by byte.
import type { Heard } from "../../shared/domain/sound.ts";
import { createDecode } from "./decode.ts";
import { createDecodeTwice } from "./decode-twice.ts";
import { createFindRegions } from "./find-regions.ts";
import { createFindVoice, frameMs, frameSamples } from "./find-voice.ts";
import { createGateChannels } from "./gate-channels.ts";
import { createJoinTurns, type Turn } from "./join-turns.ts";
import { loadNetworks } from "./load-sessions.ts";
import type { SpeechPack } from "./pack.ts";

/** Lines, and up to where the sound is done with: listening can begin again there. */
export interface Progress {
  readonly heard: readonly Heard[];
  readonly settledMs: number;
}

/** Listens to one recording. */
export interface Listening {
  /** Takes the next samples of every channel, 16 kHz, as many of each. */
  feed(channels: readonly Int16Array[]): Promise<Progress>;
  /** Says that there is no more. */
  end(): Promise<Progress>;
}

export interface Listener {
  begin(channels: number, fromMs: number): Listening;
  release(): Promise<void>;
}

/** A pause that begins a new line: with one microphone sooner, because the next words may be somebody else's. */
const gapMs = { one: 700, two: 1_200 } as const;
const fullScale = 32_768;

/** Loads a checked pack. `threads`: how many cores it may use. */
export async function createListener(pack: SpeechPack, threads: number): Promise<Listener> {
  const networks = await loadNetworks(pack, threads);
  const decode = createDecodeTwice(createDecode(networks, pack.vocabulary));
  return { begin: (channels, fromMs) => begin({ networks, decode, channels, fromMs }), release: () => networks.release() };
}

interface BeginParts {
  readonly networks: Awaited<ReturnType<typeof loadNetworks>>;
  readonly decode: ReturnType<typeof createDecodeTwice>;
  readonly channels: number;
  readonly fromMs: number;
}

function begin({ networks, decode, channels, fromMs }: BeginParts): Listening {
  const firstFrame = Math.round(fromMs / frameMs);
  const all = Array.from({ length: channels }, (_none, channel) => channel);
  const voices = all.map(() => createFindVoice(networks.voice));
  const regions = all.map(() => createFindRegions(firstFrame));
  const gate = createGateChannels();
  const turns = createJoinTurns(channels === 1 ? gapMs.one : gapMs.two);
  /** Frames from `keptFrom` on, per channel; whatever is settled is dropped. */
  const kept: Float32Array[][] = all.map(() => []);
  let keptFrom = firstFrame;
  let frame = firstFrame;
  let rest: Int16Array[] = all.map(() => new Int16Array(0));

  async function takeFrame(frames: readonly Float32Array[]): Promise<Turn[]> {
    gate(frames);
    const ended: Turn[] = [];
    for (const channel of all) {
      const sound = frames[channel] as Float32Array;
      kept[channel]?.push(sound);
      const region = regions[channel]?.push((await voices[channel]?.(sound)) ?? 0) ?? null;
      if (region !== null) ended.push(...turns.push({ ...region, channel }));
    }
    frame += 1;
    ended.push(...turns.settle(frame, listOpen()));
    return ended;
  }

  const listOpen = () => regions.map((region) => region.openSince());

  async function understand(ended: readonly Turn[]): Promise<Heard[]> {
    const heard: Heard[] = [];
    for (const { channel, startFrame, endFrame } of ended) {
      const sound = join((kept[channel] ?? []).slice(startFrame - keptFrom, endFrame - keptFrom));
      const { text, confidence } = await decode(sound);
      if (text === "") continue;
      heard.push({ channel, startMs: Math.round(startFrame * frameMs), endMs: Math.round(endFrame * frameMs), text, confidence });
    }
    return heard;
  }

  function forgetSettled(): number {
    const open = [turns.pendingSince(), ...listOpen()].filter((since) => since !== null);
    // One pad before now stays: the next stretch may begin with it.
    const settled = Math.max(keptFrom, Math.min(...open, frame - 8));
    for (const channel of all) kept[channel]?.splice(0, settled - keptFrom);
    keptFrom = settled;
    return Math.round(settled * frameMs);
  }

  async function feed(fresh: readonly Int16Array[]): Promise<Progress> {
    rest = all.map((channel) => append(rest[channel] as Int16Array, fresh[channel] as Int16Array));
    const heard: Heard[] = [];
    const whole = Math.floor(Math.min(...rest.map(({ length }) => length)) / frameSamples);
    for (let at = 0; at < whole; at += 1) {
      const frames = rest.map((samples) => toSound(samples.subarray(at * frameSamples, (at + 1) * frameSamples)));
      heard.push(...(await understand(await takeFrame(frames))));
      if (at % 32 === 0) forgetSettled();
    }
    rest = rest.map((samples) => samples.slice(whole * frameSamples));
    return { heard, settledMs: forgetSettled() };
  }

  return {
    feed,
    async end() {
      // The last part of a frame is filled up with silence.
      const last = await feed(rest.map(({ length }) => new Int16Array((frameSamples - (length % frameSamples)) % frameSamples)));
      const ended = all.flatMap((channel) => {
        const region = regions[channel]?.end() ?? null;
        return region === null ? [] : turns.push({ ...region, channel });
      });
      const heard = [...last.heard, ...(await understand([...ended, ...turns.end()]))];
      return { heard, settledMs: Math.round(frame * frameMs) };
    },
  };
}

/** Samples from -1 to 1, as the networks take them. One by one: building it by a function took a fifth as long as finding the voice in it. */
export function toSound(samples: Int16Array): Float32Array {
  const sound = new Float32Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) sound[at] = (samples[at] as number) / fullScale;
  return sound;
}

function join(frames: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(frames.length * frameSamples);
  frames.forEach((frame, at) => {
    joined.set(frame, at * frameSamples);
  });
  return joined;
}

function append(left: Int16Array, right: Int16Array): Int16Array {
  const both = new Int16Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
