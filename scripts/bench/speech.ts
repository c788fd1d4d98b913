import { join } from "node:path";
import { createDecode } from "../../main/speech/decode.ts";
import { createListener, toSound } from "../../main/speech/listen.ts";
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
  /** What the processor worked meanwhile, all cores together: the same on a machine that has other things to do. */
  readonly workedMs: number;
}
type Listen = (samples: Int16Array) => Promise<string>;
const percent = (share: number) => `${(share * 100).toFixed(2)} %`;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a set through ways of listening, clip by clip in turn, so that whatever else the machine does strikes them alike. */
async function measureEach<W extends string>(
  clips: readonly Clip[],
  ways: Readonly<Record<W, Listen>>,
  change = (samples: Int16Array) => samples,
): Promise<Record<W, Measured>> {
  const names = Object.keys(ways) as W[];
  const sums = Object.fromEntries(names.map((name) => [name, { errors: 0, words: 0, seconds: 0, tookMs: 0, workedMs: 0 }])) as Record<
    W,
    { -readonly [K in keyof Measured]: number }
  >;
  for (const { file, said } of clips) {
    const samples = change(readSamples(file));
    for (const name of names) {
      const { heard, ...took } = await time(() => ways[name](samples));
      const counted = { ...countWordErrors(said, heard), seconds: samples.length / rate, ...took };
      for (const key of Object.keys(counted) as (keyof Measured)[]) sums[name][key] += counted[key];
    }
  }
  return sums;
}

async function time<H>(listen: () => Promise<H>): Promise<{ heard: H; tookMs: number; workedMs: number }> {
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  const heard = await listen();
  const { user, system } = process.cpuUsage(before);
  return { heard, tookMs: performance.now() - startedMs, workedMs: (user + system) / 1000 };
}

function describe(name: string, { errors, words, seconds, tookMs, workedMs }: Measured, most?: number): void {
  const verdict = most === undefined ? "" : errors / words <= most ? `  holds (at most ${percent(most)})` : `  MISSED (at most ${percent(most)})`;
  print(
    `${name.padEnd(34)} ${percent(errors / words).padStart(8)} of ${words} words, ${(tookMs / 1000 / seconds).toFixed(3)} of real time (${(workedMs / 1000 / seconds).toFixed(3)} of one core's)${verdict}`,
  );
}

for (const size of sizes) {
  const pack = readPack(join(packs, `moonshine-${size}-en`));
  if (!pack.ok) throw new Error(pack.error.code);
  const networks = await loadNetworks(pack.value, threads);
  const decode = createDecode(networks, pack.value.vocabulary);
  const listener = await createListener(pack.value, threads);
  const engine: Listen = async (samples) => (await decode(toSound(samples))).text;
  const ours: Listen = async (samples) => (await listenTo(listener, [samples])).map(({ text }) => text).join(" ");
  print(`\n${size}, ${threads} threads`);
  const prompts = listPrompts();
  await measureEach(prompts.slice(0, 3), { engine, ours });
  const { engine: alone, ours: whole } = await measureEach(prompts, { engine, ours });
  describe(`the engine alone, ${prompts.length} prompts`, alone);
  describe(`Chartwell, ${prompts.length} prompts`, whole, bounds.prompts[size]);
  const beside = whole.tookMs / alone.tookMs;
  print(`Chartwell's time beside the engine's: ${beside.toFixed(2)}${beside <= bounds.beside ? "  holds" : "  MISSED"} (at most ${bounds.beside})`);
  print(`  of the processor: ${(whole.workedMs / alone.workedMs).toFixed(2)}`);
  describe("five sentences of a novel", (await measureEach(listNovel(), { ours })).ours);
  for (const decibels of noises) {
    describe(`the same, noise at ${decibels} dB`, (await measureEach(listNovel(), { ours }, (samples) => addNoise(samples, decibels))).ours);
  }
  for (const leak of [0.03, 0.1, 0.25]) {
    const { channels } = recordDialogue(leak);
    const { heard, ...took } = await time(() => listenTo(listener, channels));
    const seconds = (channels[0]?.length ?? 0) / rate;
    const counted = countWordErrors(dialogue.map(({ text }) => text).join(" "), heard.map(({ text }) => text).join(" "));
    const right = heard.length === dialogue.length && heard.every(({ channel }, at) => channel === dialogue[at]?.speaker);
    describe(`two microphones, leak ${leak}`, { ...counted, seconds, ...took }, bounds.dialogue);
    print(`  ${heard.length} turns of ${dialogue.length}, ${right ? "every one the right speaker" : "MISSED: not every one the right speaker"}`);
  }
  const paced = whole.tookMs / 1000 / whole.seconds;
  print(`real time: ${paced.toFixed(3)}${paced <= bounds.realTime ? "  holds" : "  MISSED"} (at most ${bounds.realTime})`);
  await networks.release();
  await listener.release();
}
