import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { toWords } from "./word-errors.ts";

/** One recording and what is said in it. */
export interface Clip {
  readonly file: string;
  readonly said: string;
}

const prompts = "/usr/share/asterisk/sounds/en_US_f_Allison";
const script = "/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz";
const novel = "/usr/share/pocketsphinx/test/data/librivox";
const fewestWords = 4;

/** Debian's telephone prompts of at least four words, with the text their speaker was given. Not shipped: CC-BY-SA-3.0. */
export function listPrompts(): Clip[] {
  if (!existsSync(script) || !existsSync(prompts)) throw new Error("run: apt-get install asterisk-core-sounds-en-wav");
  const lines = gunzipSync(readFileSync(script)).toString("utf8").split("\n");
  return lines
    .filter((line) => line.includes(":") && !line.startsWith(";"))
    .map((line) => ({ file: join(prompts, `${line.slice(0, line.indexOf(":")).trim()}.wav`), said: line.slice(line.indexOf(":") + 1).trim() }))
    .filter(({ file, said }) => existsSync(file) && !/[[\]<>(]/.test(said) && toWords(said).length >= fewestWords);
}

/** Five sentences of a novel, read by a volunteer of LibriVox. */
export function listNovel(): Clip[] {
  if (!existsSync(novel)) throw new Error("run: apt-get install pocketsphinx-testdata");
  const lines = [...readFileSync(join(novel, "transcription"), "utf8").matchAll(/^<s> (.*) <\/s> \((.*)\)$/gm)];
  return lines.map(([, said = "", name = ""]) => ({ file: join(novel, `${name}.wav`), said }));
}

/** A sound file as samples, 16 kHz, one channel. */
export function readSamples(file: string): Int16Array {
  const bytes = execFileSync("sox", [file, "-r", "16000", "-c", "1", "-b", "16", "-e", "signed", "-t", "raw", "-"], { maxBuffer: 1 << 30 });
  return new Int16Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.byteLength / 2));
}

/** The same with noise over it, so many decibels quieter than the voice. */
export function addNoise(samples: Int16Array, decibels: number): Int16Array {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const scale = Math.sqrt(power / 10 ** (decibels / 10));
  let state = 1;
  const draw = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648 - 0.5;
  };
  // Twelve even draws together fall like a bell; each draw varies by a twelfth.
  const bell = () => Array.from({ length: 12 }, draw).reduce((sum, value) => sum + value, 0);
  return samples.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample + bell() * scale))));
}
