import { join } from "node:path";
import { createDecode } from "../../main/speech/decode.ts";
import { createListener } from "../../main/speech/listen.ts";
import { loadNetworks } from "../../main/speech/load-sessions.ts";
import { readPack } from "../../main/speech/pack.ts";
import { dialogue, recordDialogue } from "../../tests/support/sound/dialogue.ts";
import { listenTo } from "../../tests/support/sound/read-sound.ts";
import { addNoise, type Clip, listNovel, listPrompts, readSamples } from "./parts/speech-sets.ts";
import { countWordErrors } from "./parts/word-errors.ts";

/** What the figures are held to. */
const bounds = { prompts: { base: 0.04, tiny: 0.056 }, dialogue: 0.05, realTime: 0.2, beside: 1.15 } as const;
const noises = [20, 10, 5];
const threads = 2;
const rate = 16_000;
const sizes = process.argv[2] === "tiny" || process.argv[2] === "base" ? ([process.argv[2]] as const) : (["base", "tiny"] as const);
const packs = process.env["CHARTWELL_SPEECH_PACKS"];
if (packs === undefined) throw new Error("the speech packs are not here: connect to the network and run npm run build");

interface Measured {
  readonly errors: number;
  readonly words: number;
  readonly seconds: number;
  readonly tookMs: number;
}
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a set through a way of listening; `tookMs` counts the listening alone. */
async function measure(
  clips: readonly Clip[],
  listen: (samples: Int16Array) => Promise<string>,
  change = (samples: Int16Array) => samples,
): Promise<Measured> {
  const sum = { errors: 0, words: 0, seconds: 0, tookMs: 0 };
  for (const { file, said } of clips) {
    const samples = change(readSamples(file));
    const startedMs = performance.now();
    const heard = await listen(samples);
    sum.tookMs += performance.now() - startedMs;
    const { errors, words } = countWordErrors(said, heard);
    sum.errors += errors;
    sum.words += words;
    sum.seconds += samples.length / rate;
  }
  return sum;
}

function describe(name: string, { errors, words, seconds, tookMs }: Measured, most?: number): void {
  const verdict = most === undefined ? "" : errors / words <= most ? `  holds (at most ${percent(most)})` : `  MISSED (at most ${percent(most)})`;
  print(
    `${name.padEnd(34)} ${percent(errors / words).padStart(8)} of ${words} words, ${(tookMs / 1000 / seconds).toFixed(3)} of real time${verdict}`,
  );
}

for (const size of sizes) {
  const pack = readPack(join(packs, `moonshine-${size}-en`));
  if (!pack.ok) throw new Error(pack.error.code);
  const networks = await loadNetworks(pack.value, threads);
  const decode = createDecode(networks, pack.value.vocabulary);
  const listener = await createListener(pack.value, threads);
  const raw = async (samples: Int16Array) => (await decode(Float32Array.from(samples, (sample) => sample / 32_768))).text;
  const ours = async (samples: Int16Array) => (await listenTo(listener, [samples])).map(({ text }) => text).join(" ");
  print(`\n${size}, ${threads} threads`);
  const prompts = listPrompts();
  await measure(prompts.slice(0, 3), ours);
  const alone = await measure(prompts, raw);
  const whole = await measure(prompts, ours);
  describe(`the engine alone, ${prompts.length} prompts`, alone);
  describe(`Chartwell, ${prompts.length} prompts`, whole, bounds.prompts[size]);
  const beside = whole.tookMs / alone.tookMs;
  print(`Chartwell's time beside the engine's: ${beside.toFixed(2)}${beside <= bounds.beside ? "  holds" : "  MISSED"} (at most ${bounds.beside})`);
  describe("five sentences of a novel", await measure(listNovel(), ours));
  for (const decibels of noises) {
    describe(`the same, noise at ${decibels} dB`, await measure(listNovel(), ours, (samples) => addNoise(samples, decibels)));
  }
  for (const leak of [0.03, 0.1, 0.25]) {
    const { channels } = recordDialogue(leak);
    const startedMs = performance.now();
    const heard = await listenTo(listener, channels);
    const tookMs = performance.now() - startedMs;
    const seconds = (channels[0]?.length ?? 0) / rate;
    const counted = countWordErrors(dialogue.map(({ text }) => text).join(" "), heard.map(({ text }) => text).join(" "));
    const right = heard.length === dialogue.length && heard.every(({ channel }, at) => channel === dialogue[at]?.speaker);
    describe(`two microphones, leak ${leak}`, { ...counted, seconds, tookMs }, bounds.dialogue);
    print(`  ${heard.length} turns of ${dialogue.length}, ${right ? "every one the right speaker" : "MISSED: not every one the right speaker"}`);
  }
  const paced = whole.tookMs / 1000 / whole.seconds;
  print(`real time: ${paced.toFixed(3)}${paced <= bounds.realTime ? "  holds" : "  MISSED"} (at most ${bounds.realTime})`);
  await networks.release();
  await listener.release();
}
