/** The part of the page that runs beside the sound card: it gathers samples and measures how loud they are. */
interface Processor {
  readonly port: MessagePort;
}
declare const AudioWorkletProcessor: { new (): Processor };
declare function registerProcessor(name: string, made: new () => Processor): void;

const rate = 16_000;
const stretchSamples = rate;
const levelEverySamples = rate / 10;
const clipsFrom = 0.985;

/** Gives a stretch of a second at a time (Int16 per channel), loudness ten times a second, and what is left when told to. */
class Capture extends AudioWorkletProcessor {
  #stretches: Int16Array[] = [];
  #filled = 0;
  #sums: number[] = [];
  #peaks: number[] = [];
  #measured = 0;
  #paused = false;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<"pause" | "resume" | "give" | "flush">) => {
      if (data !== "resume") this.#give();
      if (data === "pause" || data === "resume") this.#paused = data === "pause";
      else if (data === "flush") this.port.postMessage({ kind: "flushed" });
    };
  }

  process([input]: Float32Array[][]): boolean {
    if (input === undefined || input.length === 0) return true;
    this.#measure(input);
    if (!this.#paused) this.#gather(input);
    return true;
  }

  #gather(input: readonly Float32Array[]): void {
    if (this.#stretches.length !== input.length) {
      this.#stretches = input.map(() => new Int16Array(stretchSamples));
      this.#filled = 0;
    }
    const samples = input[0]?.length ?? 0;
    for (let at = 0; at < samples; at += 1) {
      for (let channel = 0; channel < input.length; channel += 1) {
        const value = Math.max(-1, Math.min(1, input[channel]?.[at] ?? 0));
        (this.#stretches[channel] as Int16Array)[this.#filled] = Math.round(value * 32_767);
      }
      this.#filled += 1;
      if (this.#filled === stretchSamples) this.#give();
    }
  }

  #give(): void {
    if (this.#filled === 0) return;
    this.port.postMessage({ kind: "samples", channels: this.#stretches.map((samples) => new Uint8Array(samples.slice(0, this.#filled).buffer)) });
    this.#filled = 0;
  }

  #measure(input: readonly Float32Array[]): void {
    input.forEach((samples, channel) => {
      for (const sample of samples) {
        this.#sums[channel] = (this.#sums[channel] ?? 0) + sample * sample;
        this.#peaks[channel] = Math.max(this.#peaks[channel] ?? 0, Math.abs(sample));
      }
    });
    this.#measured += input[0]?.length ?? 0;
    if (this.#measured < levelEverySamples) return;
    const levels = this.#sums.map((sum) => Math.min(1, Math.sqrt(sum / this.#measured)));
    this.port.postMessage({ kind: "level", levels, clipping: this.#peaks.map((peak) => peak >= clipsFrom) });
    this.#sums = [];
    this.#peaks = [];
    this.#measured = 0;
  }
}

registerProcessor("capture", Capture);

export {};
