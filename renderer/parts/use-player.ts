import { useCallback, useEffect, useRef, useState } from "react";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { soundRate } from "../../shared/domain/sound.ts";
import { hearStretch } from "../api/index.ts";

/** Plays stretches of a recording. */
export interface Player {
  readonly isPlaying: boolean;
  /** Plays from one place to another, and calls when it came to its end by itself. */
  play(fromMs: number, toMs: number, onEnd?: () => void): void;
  stop(): void;
}

/** A player of one recording: samples come over the bridge and are forgotten once played. `onFailure`: told when they cannot be had. */
export function usePlayer(recordingId: RecordingId | null, onFailure: (error: unknown) => void): Player {
  const context = useRef<AudioContext | null>(null);
  const source = useRef<AudioBufferSourceNode | null>(null);
  const [isPlaying, setIsPlaying] = useState(false);

  const stop = useCallback(() => {
    if (source.current !== null) {
      source.current.onended = null;
      source.current.stop();
      source.current = null;
    }
    setIsPlaying(false);
  }, []);
  useEffect(
    () => () => {
      stop();
      void context.current?.close();
      context.current = null;
    },
    [stop],
  );

  function play(fromMs: number, toMs: number, onEnd?: () => void): void {
    stop();
    if (recordingId === null) return;
    void hearStretch(recordingId, fromMs, toMs).then((samples) => {
      if (samples.length === 0) return;
      context.current ??= new AudioContext();
      const buffer = context.current.createBuffer(1, samples.length, soundRate);
      buffer.copyToChannel(samples, 0);
      const node = new AudioBufferSourceNode(context.current, { buffer });
      node.connect(context.current.destination);
      node.onended = () => {
        source.current = null;
        setIsPlaying(false);
        onEnd?.();
      };
      source.current = node;
      setIsPlaying(true);
      node.start();
    }, onFailure);
  }

  return { isPlaying, play, stop };
}
