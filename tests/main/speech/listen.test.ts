import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Listener } from "../../../main/speech/listen.ts";
import { countWordErrors } from "../../../scripts/bench/parts/word-errors.ts";
import { dialogue, recordDialogue } from "../../support/sound/dialogue.ts";
import { beSilent, joinSounds, librivox, listenTo, makeNoise, openListener, readSound } from "../../support/sound/read-sound.ts";

const mostErrors = { base: 0.05, tiny: 0.1 } as const;

/** What a room sounds like while nobody speaks, as sox makes it. */
const noises = {
  "a fan": "synth 8 brownnoise vol 0.3 tremolo 2 40",
  rain: "synth 8 pinknoise vol 0.2",
  "a loud hiss": "synth 8 whitenoise vol 0.3",
  "the hum of the mains": "synth 8 sine 60 sine 120 sine 180 remix - vol 0.3",
  typing: "synth 0.012 whitenoise vol 0.6 pad 0 0.19 repeat 38",
  "a telephone's tone": "synth 0.6 sine 440 sine 480 remix - vol 0.4 pad 0 0.8 repeat 5",
  "breath into the microphone": "synth 1.4 pinknoise fade t 0.4 1.4 0.6 vol 0.5 pad 0.2 0.9 repeat 3",
} as const;

describe.each(["base", "tiny"] as const)("listening with the %s pack", (size) => {
  let listener: Listener;
  beforeAll(async () => {
    listener = await openListener(size);
  }, 60_000);
  afterAll(() => listener.release());

  it("understands five sentences read aloud", async () => {
    const lines = [...readFileSync(join(librivox, "transcription"), "utf8").matchAll(/^<s> (.*) <\/s> \((.*)\)$/gm)];
    let errors = 0;
    let words = 0;
    for (const [, said = "", name = ""] of lines) {
      const heard = await listenTo(listener, [readSound(join(librivox, `${name}.wav`))]);
      const counted = countWordErrors(said, heard.map(({ text }) => text).join(" "));
      errors += counted.errors;
      words += counted.words;
    }
    expect(words).toBeGreaterThan(60);
    expect(errors / words).toBeLessThanOrEqual(mostErrors[size]);
  }, 120_000);

  it("hears no words in silence", async () => {
    expect(await listenTo(listener, [beSilent(10_000)])).toEqual([]);
  }, 60_000);

  it.each(Object.entries(noises))(
    "hears no words in %s",
    async (_name, made) => {
      expect(await listenTo(listener, [makeNoise(made)])).toEqual([]);
    },
    60_000,
  );
});

describe("two microphones", () => {
  it.each([0.03, 0.1, 0.25])(
    "gives every turn to the right speaker with a leak of %f",
    async (leak) => {
      const listener = await openListener("base");
      const heard = await listenTo(listener, recordDialogue(leak).channels);
      await listener.release();
      expect(heard.map(({ channel }) => channel)).toEqual(dialogue.map(({ speaker }) => speaker));
      const { errors, words } = countWordErrors(dialogue.map(({ text }) => text).join(" "), heard.map(({ text }) => text).join(" "));
      expect(errors / words).toBeLessThanOrEqual(0.05);
    },
    120_000,
  );
});

describe("a recording listened to in two parts", () => {
  it("says the same from where it was settled on", async () => {
    const listener = await openListener("tiny");
    const sound = joinSounds(
      ["0870", "0880", "0890"].flatMap((name) => [readSound(join(librivox, `sense_and_sensibility_01_austen_64kb-${name}.wav`)), beSilent(1_500)]),
    );
    const whole = await listenTo(listener, [sound]);
    const first = listener.begin(1, 0);
    const half = Math.round(sound.length / 2);
    const before = await first.feed([sound.subarray(0, half)]);
    const again = listener.begin(1, before.settledMs);
    const rest = await again.feed([sound.subarray(before.settledMs * 16)]);
    const resumed = [...before.heard, ...rest.heard, ...(await again.end()).heard];
    await listener.release();
    expect(resumed.map(({ text }) => text)).toEqual(whole.map(({ text }) => text));
  }, 120_000);
});
