import { soundRate } from "../../../shared/domain/sound.ts";

/** A plain tone, so many seconds of one channel; `loudness` from 0 to 1. */
export function makeTone(seconds: number, loudness = 0.3): Int16Array {
  return Int16Array.from({ length: seconds * soundRate }, (_none, at) =>
    Math.round(Math.sin((at / soundRate) * 2 * Math.PI * 440) * loudness * 32_767),
  );
}
