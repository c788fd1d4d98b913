import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createListener, type Listener } from "../../../main/speech/listen.ts";
import { readPack } from "../../../main/speech/pack.ts";
import type { Heard } from "../../../shared/domain/sound.ts";

/** Debian's five sentences of a novel, read by a volunteer of LibriVox. */
export const librivox = "/usr/share/pocketsphinx/test/data/librivox";

/** The folder with the packs; a test of listening cannot run without them. */
export function needSpeechPacks(): string {
  const folder = process.env["CHARTWELL_SPEECH_PACKS"];
  if (folder === undefined) throw new Error("the speech packs are not here: connect to the network and run npm run build");
  return folder;
}

/** A loaded listener of either size. */
export async function openListener(size: "base" | "tiny"): Promise<Listener> {
  const pack = readPack(join(needSpeechPacks(), `moonshine-${size}-en`));
  if (!pack.ok) throw new Error(pack.error.code);
  return createListener(pack.value, 2);
}

const rawFormat = ["-r", "16000", "-c", "1", "-b", "16", "-e", "signed", "-t", "raw", "-"];

/** A sound file as samples, 16 kHz, one channel. */
export function readSound(file: string, effects: readonly string[] = []): Int16Array {
  return toSamples(execFileSync("sox", [file, ...rawFormat, ...effects], { maxBuffer: 1 << 30 }));
}

/** What a synthetic voice says, as samples. */
export function speak(text: string, voice: "rms" | "slt" | "awb"): Int16Array {
  const folder = mkdtempSync(join(tmpdir(), "chartwell-voice-"));
  const file = join(folder, "said.wav");
  execFileSync("flite", ["-voice", voice, "-t", text, "-o", file]);
  const said = readSound(file);
  rmSync(folder, { recursive: true });
  return said;
}

/** A noise, by the words that have sox make it. */
export function makeNoise(words: string): Int16Array {
  return toSamples(execFileSync("sox", ["-R", "-n", ...rawFormat, ...words.split(" ")], { maxBuffer: 1 << 28 }));
}

/** Samples of silence. */
export function beSilent(ms: number): Int16Array {
  return new Int16Array(Math.round(ms * 16));
}

/** One stretch of samples after another. */
export function joinSounds(parts: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Everything heard in a recording, in the order it was said; fed in pieces as a recording is. */
export async function listenTo(listener: Listener, channels: readonly Int16Array[], pieceMs = 1_000): Promise<Heard[]> {
  const listening = listener.begin(channels.length, 0);
  const heard: Heard[] = [];
  const length = channels[0]?.length ?? 0;
  for (let at = 0; at < length; at += pieceMs * 16) {
    heard.push(...(await listening.feed(channels.map((samples) => samples.subarray(at, at + pieceMs * 16)))).heard);
  }
  heard.push(...(await listening.end()).heard);
  return heard.sort((a, b) => a.startMs - b.startMs);
}

function toSamples(bytes: Buffer): Int16Array {
  return new Int16Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.byteLength / 2));
}
