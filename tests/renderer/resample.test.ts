import { describe, expect, it } from "vitest";
import { createResample } from "../../renderer/parts/resample.ts";

const tone = (hertz: number, rate: number, seconds: number) =>
  Float32Array.from({ length: rate * seconds }, (_none, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / rate));
const loudness = (samples: Int16Array) => Math.sqrt(samples.reduce((sum, sample) => sum + (sample / 32_767) ** 2, 0) / samples.length);

function bring(samples: Float32Array, rate: number, piece: number): Int16Array {
  const resample = createResample(rate);
  const made: number[] = [];
  for (let at = 0; at < samples.length; at += piece) made.push(...resample.push(samples.subarray(at, at + piece)));
  return Int16Array.from([...made, ...resample.end()]);
}

describe("sound of another rate", () => {
  it.each([8_000, 11_025, 12_345, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])(
    "of %i keeps its length, pitch and loudness, whatever the pieces",
    (rate) => {
      const made = bring(tone(440, rate, 2), rate, 1_000);
      expect(Math.abs(made.length - 32_000)).toBeLessThan(40);
      expect(loudness(made)).toBeCloseTo(0.5 / Math.SQRT2, 2);
      const crossings = made.reduce((count, sample, at) => count + (at > 0 && (made[at - 1] ?? 0) < 0 && sample >= 0 ? 1 : 0), 0);
      expect(Math.abs(crossings - 880)).toBeLessThanOrEqual(2);
      const other = bring(tone(440, rate, 2), rate, 377);
      // Places add up in another order, which may turn the last bit.
      expect(made.every((sample, at) => Math.abs(sample - (other[at] ?? 0)) <= 1)).toBe(true);
    },
  );

  it("passes 16 kHz on as it is", () => {
    const sound = tone(440, 16_000, 1);
    const made = bring(sound, 16_000, 500);
    expect(made.slice(0, 15_900).every((sample, at) => sample === Math.round((sound[at] ?? 0) * 32_767))).toBe(true);
  });

  it("loses what 16 kHz cannot hold instead of folding it down", () => {
    expect(loudness(bring(tone(12_000, 48_000, 1), 48_000, 4_096))).toBeLessThan(0.002);
  });
});
