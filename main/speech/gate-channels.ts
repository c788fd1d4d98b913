/** Six decibels, as a ratio of powers. */
const louder = 4;
/** How much of a frame's power the next still counts, so that a gate does not chatter within a word. */
const lingers = 0.6;

/** Silences, frame by frame, a channel on which the other person is merely overheard. Frames are changed in place. */
export type GateChannels = (frames: readonly Float32Array[]) => void;

/**
 * Two microphones in one room each hear both persons. Where the other channel is more than 6 dB
 * louder, what this one heard is the other person's voice, and would be written down twice, the
 * second time under the wrong name. One channel is left as it is.
 */
export function createGateChannels(): GateChannels {
  let powers: number[] = [];
  return (frames) => {
    powers = frames.map((frame, channel) => Math.max(measurePower(frame), (powers[channel] ?? 0) * lingers));
    if (frames.length < 2) return;
    frames.forEach((frame, channel) => {
      const others = Math.max(...powers.filter((_power, other) => other !== channel));
      if (others > (powers[channel] ?? 0) * louder) frame.fill(0);
    });
  };
}

function measurePower(frame: Float32Array): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return sum / frame.length;
}
