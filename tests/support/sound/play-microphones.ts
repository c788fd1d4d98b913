import type { FromMicrophones, Microphones } from "../../../main/recording/microphones.ts";

/** Microphones that a test speaks into. */
export interface PlayedMicrophones {
  readonly microphones: Microphones;
  /** Gives a stretch of samples per channel, and how loud they are, as the recording page does. */
  play(channels: readonly Int16Array[]): void;
  say(message: FromMicrophones): void;
  isHearing(): boolean;
}

/** Two microphones on a desk. */
export function createPlayedMicrophones(): PlayedMicrophones {
  let take: ((message: FromMicrophones) => void) | null = null;
  const say = (message: FromMicrophones) => take?.(message);
  return {
    say,
    isHearing: () => take !== null,
    play(channels) {
      for (let at = 0; at < (channels[0]?.length ?? 0); at += 16_000) {
        const pieces = channels.map((samples) => samples.slice(at, at + 16_000));
        say({ kind: "samples", channels: pieces.map(({ buffer }) => new Uint8Array(buffer)) });
      }
    },
    microphones: {
      list: async () => [
        { id: "one", label: "Desk" },
        { id: "two", label: "Lapel" },
      ],
      async start(ids, onMessage) {
        if (ids.includes("broken")) return false;
        take = onMessage;
        return true;
      },
      pause: () => undefined,
      async stop() {
        take = null;
      },
    },
  };
}
